import { z } from 'zod'
import { RULE_EVENTS } from '../../shared/rules/history.ts'
import { RuleId } from '../../shared/rules/schema.ts'
import { optionalInstant, WireInstant } from '../../shared/time/wire.ts'
import { route } from '../http/rest.ts'
import { ruleHistory } from './history.ts'
import { WireEvent, wireEvent } from './wire.ts'

/** What became of a rule. */
export const ruleHistoryRest = [
  route(
    {
      method: 'get',
      path: '/api/rules/{id}/history',
      access: 'admin',
      summary: 'What a rule did and did not do and why, and who changed what of it',
      tag: 'Rules',
      params: z.strictObject({ id: RuleId }),
      query: z.strictObject({
        type: z.enum(RULE_EVENTS).optional(),
        from: WireInstant.optional(),
        to: WireInstant.optional(),
        cursor: z.string().max(2_000).optional(),
      }),
      response: z.object({ events: z.array(WireEvent), nextCursor: z.string().nullable() }),
    },
    async (app, { organizationId, timeZone }, { params: { id }, query: { type, from, to, cursor } }) => {
      const { events, nextCursor } = await ruleHistory(app.db.read, organizationId, id, {
        type,
        from: optionalInstant(from, timeZone) ?? undefined,
        to: optionalInstant(to, timeZone) ?? undefined,
        cursor,
      })
      return { events: events.map(wireEvent), nextCursor }
    },
  ),
]
