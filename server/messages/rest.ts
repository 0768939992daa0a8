import { z } from 'zod'
import { MAX_MESSAGES, MessageBody } from '../../shared/messages/schema.ts'
import { itemOf } from '../http/item.ts'
import { route } from '../http/rest.ts'
import { storeMessages } from './service.ts'

const Issue = z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() })

export const messagesRest = [
  route(
    {
      method: 'post',
      path: '/api/messages',
      access: 'admin',
      summary: 'Hand in up to 1,000 messages of clients, and the answers to them',
      tag: 'Messages',
      body: z
        .array(itemOf(MessageBody), 'Send an array of messages')
        .max(MAX_MESSAGES, `At most ${MAX_MESSAGES} messages at once`),
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
