import { z } from 'zod'

/** Text that every engine can keep: PostgreSQL takes neither NUL nor half a surrogate pair. */
export function storable(value: string): boolean {
  return !value.includes('\u0000') && value.isWellFormed()
}

const NOT_STORABLE = 'Contains characters that cannot be stored (NUL or half of a surrogate pair)'

/** One line or name: trimmed, not empty. `missing` is said where there is none. */
export function text(max: number, missing?: string) {
  return z
    .string(missing)
    .trim()
    .min(1, missing ?? 'Must not be empty')
    .max(max, `At most ${max} characters`)
    .refine(storable, NOT_STORABLE)
}

/** Longer writing, kept as it is. */
export function prose(max: number) {
  return z.string().min(1, 'Must not be empty').max(max, `At most ${max} characters`).refine(storable, NOT_STORABLE)
}

/** The key of a manual event. Triggers, signals and acts read it alike, or they would not find each other. */
export const EventKey = text(100, 'Say which event: its key')

/** Kept as it is; may be empty. */
export function anyText(max: number) {
  return z.string().max(max, `At most ${max} characters`).refine(storable, NOT_STORABLE)
}

/** What somebody types into a search box. */
export const SearchText = anyText(200)

/** An id of ours, or `ext:` and the sender's own. */
export const Reference = text(210)

/** A reference to a row, by the id that its sender knows where there is one. */
export function reference(id: string | null, externalId: string | null): string | null {
  return externalId === null ? id : `ext:${externalId}`
}

/** Email addresses are compared without case and kept lower-case. */
export const Email = text(254)
  .toLowerCase()
  .regex(/^[^\s@,;]+@[^\s@,;]+$/, 'Must be an email address')
