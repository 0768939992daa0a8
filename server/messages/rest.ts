import { z } from 'zod'
import { MAX_MESSAGES, MessageBody } from '../../shared/messages/schema.ts'
import { reference } from '../../shared/text.ts'
import { toIso } from '../../shared/time/instant.ts'
import { itemOf } from '../http/item.ts'
import { route } from '../http/rest.ts'
import { listAllMessages } from './list-store.ts'
import { storeMessages } from './service.ts'

const Issue = z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() })

const Query = z.strictObject({
  cursor: z.string().max(2_000).optional(),
  limit: z.coerce.number().int().min(1).max(MAX_MESSAGES).default(200),
})

/** As it could be handed in again. */
const Listed = z.object({
  id: z.string(),
  customer: z.string().nullable(),
  contact: z.string().nullable(),
  channel: z.string(),
  at: z.string(),
  direction: z.enum(['inbound', 'outbound']),
  text: z.string(),
})

export const messagesRest = [
  route(
    {
      method: 'get',
      path: '/api/messages',
      access: 'admin',
      summary: 'Every message, in the order of the ids',
      tag: 'Messages',
      query: Query,
      response: z.object({ messages: z.array(Listed), nextCursor: z.string().nullable() }),
    },
    async (app, { organizationId }, { query }) => {
      const { messages, nextCursor } = await listAllMessages(app.db.read, organizationId, query)
      return {
        messages: messages.map((message) => ({
          id: message.id,
          customer: reference(message.customerId, message.customerExternalId),
          contact: reference(message.contactId, message.contactExternalId) ?? message.sender,
          channel: message.channel,
          at: toIso(message.at),
          direction: message.direction,
          text: message.text,
        })),
        nextCursor,
      }
    },
  ),
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
