import { z } from 'zod'
import { MAX_SIGNALS, SignalBody } from '../../shared/signals/schema.ts'
import { itemOf } from '../http/item.ts'
import { route } from '../http/rest.ts'
import { storeSignals } from './service.ts'

const Issue = z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() })

export const signalsRest = [
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
