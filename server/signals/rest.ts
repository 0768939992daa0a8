import { z } from 'zod'
import { MAX_SIGNALS, SignalBody, SignalType } from '../../shared/signals/schema.ts'
import { reference } from '../../shared/text.ts'
import { toIso } from '../../shared/time/instant.ts'
import { itemOf } from '../http/item.ts'
import { route } from '../http/rest.ts'
import { listSignals } from './list-store.ts'
import { storeSignals } from './service.ts'

const Issue = z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() })

const Query = z.strictObject({
  cursor: z.string().max(2_000).optional(),
  limit: z.coerce.number().int().min(1).max(MAX_SIGNALS).default(200),
})

/** As it could be handed in again; what a type has no use for is null. */
const Listed = z.object({
  id: z.string(),
  type: SignalType,
  at: z.string(),
  customer: z.string().nullable(),
  workflow: z.string().nullable(),
  metric: z.string().nullable(),
  value: z.number().nullable(),
  actionId: z.string().nullable(),
  eventKey: z.string().nullable(),
})

export const signalsRest = [
  route(
    {
      method: 'get',
      path: '/api/signals',
      access: 'admin',
      summary: 'Every signal that was accepted, in the order of the ids',
      tag: 'Signals',
      query: Query,
      response: z.object({ signals: z.array(Listed), nextCursor: z.string().nullable() }),
    },
    async (app, { organizationId }, { query }) => {
      const { signals, nextCursor } = await listSignals(app.db.read, organizationId, query)
      return {
        signals: signals.map(({ signal, customerExternalId, workflowExternalId }) => ({
          id: signal.externalId,
          type: signal.type,
          at: toIso(signal.at),
          customer: reference(signal.customerId, customerExternalId),
          workflow: reference(signal.workflowId, workflowExternalId),
          metric: signal.metric,
          value: signal.value,
          actionId: signal.actionId,
          eventKey: signal.eventKey,
        })),
        nextCursor,
      }
    },
  ),
  route(
    {
      method: 'post',
      path: '/api/signals',
      access: 'admin',
      summary: 'Feed in up to 1,000 logins, metric readings, completions and manual events',
      tag: 'Signals',
      body: z
        .array(itemOf(SignalBody), 'Send an array of signals')
        .max(MAX_SIGNALS, `At most ${MAX_SIGNALS} signals at once`),
      bodyLimit: 2 * 1024 * 1024,
      status: 202,
      response: z.object({
        results: z.array(
          z.object({
            id: z.string().nullable(),
            status: z.enum(['stored', 'duplicate', 'rejected']),
            issues: z.array(Issue).optional(),
          }),
        ),
      }),
    },
    async (app, caller, { body }) => ({ results: await storeSignals(app, caller, body) }),
  ),
]
