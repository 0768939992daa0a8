import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { SignalBody } from '../../shared/signals/schema.ts'
import { EscalateBody, EscalateNowBody, ListQuery, ManualEventBody, WaitBody } from '../../shared/escalations/bodies.ts'

const date = { id: 't1', type: 'date', config: { date: '2027-01-15T09:00:00Z' } }
const login = { id: 't2', type: 'event', config: { eventType: 'customer_login' } }
const manual = (eventKey: string) => ({
  id: 't3',
  type: 'event',
  config: { eventType: 'manual_event', eventConfig: { eventKey } },
})
const good = { workflowId: 'w1', triggers: [date], escalateToUserId: 'u1' }

function paths(schema: z.ZodType, body: unknown): string[] {
  const parsed = schema.safeParse(body)
  if (parsed.success) return []
  return parsed.error.issues.map((issue) => ('keys' in issue ? [...issue.path, ...issue.keys] : issue.path).join('.'))
}

describe('the body of an escalation', () => {
  it('defaults to any of', () => {
    expect(EscalateBody.parse(good)).toEqual({ ...good, logic: 'OR' })
  })
  it('takes an empty list as at once, and up to three triggers', () => {
    expect(paths(EscalateBody, { ...good, triggers: [] })).toEqual([])
    expect(paths(EscalateBody, { ...good, triggers: [date, login, { ...login, id: 't3' }] })).toEqual([])
  })
  it.each([
    ['no triggers at all', { ...good, triggers: undefined }, ['triggers']],
    ['four triggers', { ...good, triggers: ['a', 'b', 'c', 'd'].map((id) => ({ ...login, id })) }, ['triggers']],
    ['nobody to escalate to', { workflowId: 'w1', triggers: [] }, ['escalateToUserId']],
    ['a user and a team', { ...good, escalateToTeamId: 'team' }, ['escalateToTeamId']],
    ['an unknown field', { ...good, urgency: 'high' }, ['urgency']],
    ['an unknown logic', { ...good, logic: 'XOR' }, ['logic']],
    ['a trigger of no known type', { ...good, triggers: [{ ...date, type: 'cron' }] }, ['triggers.0.type']],
    ['no workflow', { ...good, workflowId: undefined }, ['workflowId']],
    ['a NUL in the reason', { ...good, reason: 'a\u0000b' }, ['reason']],
    ['half of a surrogate pair in an id', { ...good, workflowId: 'ext:\ud800' }, ['workflowId']],
    ['a NUL in a person', { ...good, escalateToUserId: 'u\u0000' }, ['escalateToUserId']],
    ['a NUL in the id of a trigger', { ...good, triggers: [{ ...date, id: 'a\u0000' }] }, ['triggers.0.id']],
    [
      'a key that cannot be stored',
      { ...good, triggers: [manual('a\udc00')] },
      ['triggers.0.config.eventConfig.eventKey'],
    ],
    ['a blank key', { ...good, triggers: [manual('  ')] }, ['triggers.0.config.eventConfig.eventKey']],
    ['an unknown field of a trigger', { ...good, triggers: [{ ...date, note: 1 }] }, ['triggers.0.note']],
  ])('refuses %s and says where', (_, body, expected) => {
    expect(paths(EscalateBody, body)).toEqual(expected)
  })
  it('has an older, immediate form without triggers', () => {
    expect(paths(EscalateNowBody, { workflowId: 'w1', escalateToTeamId: 't' })).toEqual([])
    expect(paths(EscalateNowBody, good)).toEqual(['triggers'])
  })
})

describe('the other bodies', () => {
  it('never snoozes or skips without an end', () => {
    expect(paths(WaitBody, { workflowId: 'w1', triggers: [] })).toEqual(['triggers'])
    expect(paths(WaitBody, { workflowId: 'w1', triggers: [login] })).toEqual([])
    expect(paths(WaitBody, { ...good, triggers: [login] })).toEqual(['escalateToUserId'])
  })
  it('needs the key of a manual event', () => {
    expect(paths(ManualEventBody, { workflowId: 'w1' })).toEqual(['eventKey'])
    expect(paths(ManualEventBody, { workflowId: 'w1', eventKey: 'go', note: 'now' })).toEqual([])
  })
  it('reads the key of a manual event as triggers and signals do', () => {
    const [trigger] = WaitBody.parse({ workflowId: 'w1', triggers: [manual(' go ')] }).triggers
    expect(trigger?.config).toMatchObject({ eventConfig: { eventKey: 'go' } })
    expect(ManualEventBody.parse({ workflowId: 'w1', eventKey: ' go' }).eventKey).toBe('go')
    expect(SignalBody.parse({ id: 's', type: 'manual_event', workflow: 'w1', eventKey: 'go ' }).eventKey).toBe('go')
    expect(paths(ManualEventBody, { workflowId: 'w1', eventKey: 'a\u0000' })).toEqual(['eventKey'])
  })
  it('reads flags of an address as text', () => {
    expect(ListQuery.parse({ includeTriggered: 'true', limit: '5' })).toEqual({ includeTriggered: 'true', limit: 5 })
    expect(paths(ListQuery, { includeTriggered: 'yes' })).toEqual(['includeTriggered'])
    expect(paths(ListQuery, { user: 'u1' })).toEqual(['user'])
  })
})
