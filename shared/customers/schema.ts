import { z } from 'zod'
import { Email, SearchText, text } from '../text.ts'
import type { Instant } from '../time/instant.ts'
import { optionalInstant, WireInstant } from '../time/wire.ts'
import { isTimeZone } from '../time/zone.ts'

export const MetricName = text(100)

const PropertyValue = z.union([text(2_000), z.number(), z.boolean()])
export type PropertyValue = z.infer<typeof PropertyValue>

const fields = {
  externalId: text(200),
  /** Must be given for a new customer. */
  name: text(300).optional(),
  segment: text(200).nullish(),
  tags: z.array(text(100)).max(50).nullish(),
  timezone: text(64).refine(isTimeZone, 'Must be an IANA time zone such as Europe/Berlin').nullish(),
  /** Merged into what is there; a null removes that property. */
  properties: z.record(text(100), PropertyValue.nullable()).nullish(),
  /** Readings now, by metric; a null forgets that metric. */
  metrics: z.record(MetricName, z.number().nullable()).nullish(),
}

/** One customer of `POST /api/customers`. Upsert: omitted unchanged, null cleared. */
export const CustomerBody = z.strictObject({
  ...fields,
  renewalAt: WireInstant.nullish(),
  /** A member's email. */
  ownerEmail: Email.nullish(),
})
export type CustomerBody = z.infer<typeof CustomerBody>

/** The same from our own screen: instants are numbers, people are ids. */
export const CustomerInput = z.strictObject({
  ...fields,
  renewalAt: z.number().int().nullish(),
  ownerId: text(200).nullish(),
})

/** What an upsert says, with the owner looked up: the one input of the service, whoever asks. */
export type CustomerChange = Omit<z.infer<typeof CustomerInput>, 'ownerId'> & { ownerId?: string | null | undefined }

/** The change that a body asks for. `zone` is the organization's; `owners` gives a member's id by email. */
export function customerChange(body: CustomerBody, zone: string, owners: ReadonlyMap<string, string>): CustomerChange {
  const { ownerEmail, renewalAt, ...rest } = body
  return {
    ...rest,
    renewalAt: optionalInstant(renewalAt, zone),
    ownerId: typeof ownerEmail === 'string' ? owners.get(ownerEmail) : ownerEmail,
  }
}

export const CUSTOMER_SORTS = ['name', 'renewal', 'updated'] as const

export const CustomerFilter = z.strictObject({
  search: SearchText.optional(),
  segment: text(200).optional(),
  /** A user id, `me` or `none`. */
  ownerId: text(200).optional(),
  externalId: text(200).optional(),
  sort: z.enum(CUSTOMER_SORTS).default('name'),
  order: z.enum(['asc', 'desc']).default('asc'),
  cursor: z.string().max(2_000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type CustomerFilter = z.infer<typeof CustomerFilter>

/** The reading with the greatest `at`. */
export type MetricReading = { metric: string; value: number; previousValue: number | null; at: Instant }
