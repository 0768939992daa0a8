import type { App } from '../app.ts'

/**
 * An address for other services, which prove who they are in their own way: a signature over the body, or a secret in
 * the address. It is mounted beside the REST routes and has no place in their table of roles.
 */
export type Door = {
  /** `/api/slack/events` */
  path: `/api/${string}`
  /** One line for the reference. */
  summary: string
  /** Bytes; longer bodies are refused before anything is looked at. */
  bodyLimit: number
  /**
   * Looks at the proof first and parses what it came with only then. Throws DomainError, unauthorized where the proof
   * is missing or wrong.
   */
  handle(app: App, request: Request, params: Record<string, string>): Promise<Response>
}
