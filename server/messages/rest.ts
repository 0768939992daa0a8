import { z } from 'zod'
import { MAX_MESSAGES, MessageBody } from '../../shared/messages/schema.ts'
import { route } from '../http/rest.ts'
import { storeMessages } from './service.ts'

const Issue = z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() })

/** Each item is read on its own, so that a malformed one rejects only itself; the reference shows what it should be. */
const Item = z.unknown().meta(z.toJSONSchema(MessageBody, { io: 'input' }))

export const messagesRest = [
  route(
    {
      method: 'post',
      path: '/api/messages',
      access: 'admin',
      summary: 'Hand in up to 1,000 messages of clients, and the answers to them',
      tag: 'Messages',
      body: z.array(Item, 'Send an array of messages').max(MAX_MESSAGES, `At most ${MAX_MESSAGES} messages at once`),
      bodyLimit: 16 * 1024 * 1024,
      status: 202,
      response: z.object({
        results: z.array(
          z.object({
            id: z.string().nullable(),
            status: z.enum(['stored', 'duplicate', 'rejected']),
            messageId: z.string().nullable(),
            issues: z.array(Issue).optional(),
          }),
        ),
      }),
    },
    async (app, caller, { body }) => ({ results: await storeMessages(app, caller, body) }),
  ),
]
