import { DomainError, type ErrorCode, type Issue } from '../../shared/errors.ts'

/** What a thread is told when it starts. */
export type Boot = {
  program: string
  data: unknown
  /** The database driver's addon, where it does not lie in node_modules. */
  addon: string | null
}

export type ToThread =
  | { kind: 'call'; id: number; task: string; input: unknown }
  | { kind: 'cancel'; id: number }
  | { kind: 'close' }

export type FromThread =
  | { kind: 'progress'; id: number; value: unknown }
  | { kind: 'output'; id: number; value: unknown }
  | { kind: 'error'; id: number; error: PackedError }

/** An error as it crosses threads: cloning keeps neither classes nor their fields. */
export type PackedError = {
  name: string
  message: string
  stack: string | undefined
  code: string | undefined
  issues: Issue[] | undefined
  details: Record<string, unknown> | undefined
}

export function packError(thrown: unknown): PackedError {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  const { name, message, stack } = error
  const { code, issues, details } = error as Partial<DomainError>
  return { name, message, stack, code: typeof code === 'string' ? code : undefined, issues, details }
}

/** The error again: a DomainError as one, any other with its name, its code and the stack of its own thread. */
export function unpackError({ name, message, stack, code, issues, details }: PackedError): Error {
  const error =
    name === 'DomainError'
      ? new DomainError(code as ErrorCode, message, { ...(issues && { issues }), ...(details && { details }) })
      : Object.assign(new Error(message), { name }, code !== undefined && { code })
  if (stack !== undefined) error.stack = stack
  return error
}
