import { useMemo } from 'react'

/** A refusal as the server words it: `issues[].path` says which field is meant. */
export type Refusal = {
  code: string
  message: string
  issues: { path: (string | number)[]; message: string }[]
  details: Record<string, unknown>
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function issuesOf(value: unknown): Refusal['issues'] {
  if (!Array.isArray(value)) return []
  return value.filter(
    (issue): issue is Refusal['issues'][number] =>
      isRecord(issue) && Array.isArray(issue.path) && typeof issue.message === 'string',
  )
}

/** What a failed call says, from tRPC (`error.data`) and from REST (the body itself) alike. */
export function refusalOf(error: unknown): Refusal {
  const data = isRecord(error) && isRecord(error.data) ? error.data : isRecord(error) ? error : {}
  const message = isRecord(error) && typeof error.message === 'string' ? error.message : ''
  return {
    code: typeof data.code === 'string' ? data.code.toLowerCase() : 'internal',
    message: message || 'Something went wrong. Try again.',
    issues: issuesOf(data.issues),
    details: isRecord(data.details) ? data.details : {},
  }
}

/** The sentence to show for a failed call. A call that got no answer of ours (no network, a proxy's page) says so. */
export function messageOf(error: unknown): string {
  const answered = isRecord(error) && (isRecord(error.data) || typeof error.code === 'string')
  if (error instanceof Error && !answered) return 'Hoist cannot be reached. Check the connection and try again.'
  return refusalOf(error).message
}

/**
 * The server's issues, by field: `field('email')` is the message for that field or undefined; paths are joined with
 * dots (`triggers.0.config.date`), and a message deeper than the field asked for counts for it. `rest` is what no named
 * field shows (or the whole message where there are no issues), for the foot of the form.
 */
export function useServerIssues(
  error: unknown,
  fields: readonly string[],
): { field: (name: string) => string | undefined; rest: string | undefined } {
  return useMemo(() => {
    if (!error) return { field: () => undefined, rest: undefined }
    const { issues } = refusalOf(error)
    const placed = issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
    const under = (path: string, name: string) => path === name || path.startsWith(`${name}.`)
    const homeless = placed.filter(({ path }) => !fields.some((name) => under(path, name)))
    return {
      field: (name) => placed.find(({ path }) => under(path, name))?.message,
      rest: placed.length === 0 ? messageOf(error) : homeless.map(({ message }) => message).join(' ') || undefined,
    }
  }, [error, fields])
}
