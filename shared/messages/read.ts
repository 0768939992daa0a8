import type { Instant } from '../time/instant.ts'
import { idOf, type Reading, readTime } from '../signals/read.ts'
import { issuesOf } from '../zod-issues.ts'
import { MessageBody } from './schema.ts'

/** A message that makes sense on its own; whose it is is not known yet. */
export type ReadMessage = Omit<MessageBody, 'at'> & { at: Instant; history: boolean }

/** Reads one item of a batch, whatever it is. `zone` is the organization's, `history` says that all of them are. */
export function readMessage(
  item: unknown,
  context: { now: Instant; zone: string; history: boolean },
): Reading<ReadMessage> {
  const parsed = MessageBody.safeParse(item)
  if (!parsed.success) return { ok: false, id: idOf(item), issues: issuesOf(parsed.error) }
  const { at: written, ...message } = parsed.data
  const { at, history, issue } = readTime(written, context)
  if (issue) return { ok: false, id: message.id, issues: [issue] }
  return { ok: true, value: { ...message, at, history } }
}
