import { isSecretField } from '../secret-fields.ts'

/** Field → before and after; null for what was not there or is there no longer. */
export type AuditDiff = Record<string, [before: unknown, after: unknown]>

export const SECRET = '[secret]'

type Fields = Record<string, unknown>

/**
 * What changed from one state to the next; null before it was made, null after it was removed. Of a secret only that
 * it was set, changed or taken away.
 */
export function auditDiff(before: Fields | null, after: Fields | null): AuditDiff {
  const diff: AuditDiff = {}
  for (const name of new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])) {
    const [was, is] = [before?.[name] ?? null, after?.[name] ?? null]
    if (sameJson(was, is)) continue
    diff[name] = isSecretField(name) ? [was === null ? null : SECRET, is === null ? null : SECRET] : [was, is]
  }
  return diff
}

function sameJson(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b))
}
