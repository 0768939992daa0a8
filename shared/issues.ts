import { DomainError, type Issue } from './errors.ts'

/** Runs a decision about one of many; a refusal says which one. */
export function refusingAt<T>(index: number, decide: () => T): T {
  try {
    return decide()
  } catch (error) {
    throw moved(error, (path) => [index, ...path])
  }
}

/** Awaits what was done for a list of one; a refusal speaks of the one and not of a list. */
export async function asOne<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw moved(error, (path) => path.slice(1))
  }
}

function moved(error: unknown, move: (path: Issue['path']) => Issue['path']): unknown {
  if (!(error instanceof DomainError) || error.issues === undefined) return error
  const issues = error.issues.map((issue) => ({ ...issue, path: move(issue.path) }))
  return new DomainError(error.code, error.message, { issues, ...(error.details && { details: error.details }) })
}

/** Throws bad_request with these issues, if there are any; the first one is the message. */
export function refuseIssues(issues: Issue[]): void {
  const [first] = issues
  if (first) throw new DomainError('bad_request', first.message, { issues })
}

/** Throws bad_request for every id that a list brings a second time. */
export function refuseRepeats(externalIds: readonly (string | null | undefined)[]): void {
  const seen = new Set<string>()
  const issues: Issue[] = []
  externalIds.forEach((id, index) => {
    if (id === null || id === undefined) return
    if (seen.has(id)) issues.push({ path: [index, 'externalId'], message: `${id} comes more than once` })
    seen.add(id)
  })
  refuseIssues(issues)
}
