import { describe, expect, it } from 'vitest'
import { DAY, HOUR } from '../../shared/time/instant.ts'
import { describeSet } from '../../shared/triggers/describe.ts'
import { Trigger } from '../../shared/triggers/schema.ts'
import { parseSubject, subjectOf } from '../../shared/triggers/stored.ts'
import { validateTriggers } from '../../shared/triggers/validate.ts'
import { metricWords, numberWords } from '../../shared/triggers/words.ts'
import { date, event, healthAtMost, login, manual } from '../support/flow.ts'

const now = Date.parse('2027-01-10T09:00:00Z')

describe('describeSet', () => {
  const zone = 'America/New_York'
  const fifteenth = date('2027-01-15T09:00:00')

  it.each([
    ['OR', [], 'immediately'],
    ['OR', [fifteenth], 'on Fri 15 Jan 2027, 09:00 (New York)'],
    ['AND', [fifteenth, healthAtMost(30)], 'on Fri 15 Jan 2027, 09:00 (New York) and when health score ≤ 30'],
    [
      'OR',
      [date('2027-01-15T09:00:00Z', 'd', 'Europe/Berlin'), login(), manual('signed')],
      'on Fri 15 Jan 2027, 10:00 (Berlin), when the customer logs in or when “signed” is fired by hand',
    ],
    ['OR', [date('soon')], 'on soon'],
  ] as const)('%s of %j', (logic, triggers, words) => {
    expect(describeSet([...triggers], logic, { zone })).toBe(words)
  })

  it('tells every event', () => {
    const words = (config: Parameters<typeof event>[0]) =>
      describeSet([event(config)], 'OR', { zone, targetName: (id) => (id === 'known' ? 'Onboarding' : undefined) })
    const completed = (workflowExecutionId: string, actionId?: string) =>
      words({
        eventType: 'workflow_action_completed',
        eventConfig: { workflowExecutionId, ...(actionId && { actionId }) },
      })
    expect(completed('known')).toBe('when “Onboarding” is completed')
    expect(completed('w')).toBe('when another workflow is completed')
    expect(completed('w', 'call')).toBe('when action “call” of a workflow is completed')
    expect(words({ eventType: 'message_received' })).toBe('when the customer writes')
    expect(words({ eventType: 'message_received', eventConfig: { minRisk: 'high' } })).toBe(
      'when the customer writes with high risk or more',
    )
    expect(words({ eventType: 'no_reply_for', eventConfig: { hours: 1 } })).toBe(
      'when the customer has waited 1 hour for an answer',
    )
  })

  it('writes metrics and numbers as people do', () => {
    expect(metricWords('feature_adoption')).toBe('feature adoption')
    expect(metricWords('arr')).toBe('ARR')
    expect([100_000, 0.35, -2.5, 1e21].map(numberWords)).toEqual(['100,000', '0.35', '-2.5', '1e+21'])
  })
})

describe('validateTriggers', () => {
  const check = (triggers: Trigger[], more = {}) =>
    validateTriggers(triggers, { kind: 'escalate', now, organizationZone: 'UTC', ...more }).map(({ path }) => path)

  it('takes one to three triggers, and none only for an escalation at once', () => {
    expect(check([])).toEqual([])
    expect(check([], { kind: 'snooze' })).toEqual([['triggers']])
    expect(check([], { kind: 'skip' })).toEqual([['triggers']])
    expect(check([login('a'), login('b'), login('c')])).toEqual([])
    expect(check([login('a'), login('b'), login('c'), login('d')])).toEqual([['triggers']])
  })

  it('wants an id of its own for each', () => {
    expect(check([login('a'), date(now + HOUR, 'a')])).toEqual([['triggers', 1, 'id']])
  })

  it('refuses dates that are over, unless they are meant so, and dates too far away', () => {
    const at = ['triggers', 0, 'config', 'date']
    expect(check([date(now)])).toEqual([])
    expect(check([date(now - 1)])).toEqual([at])
    expect(check([date(now - 1)], { allowPast: true })).toEqual([])
    expect(check([date(now + 3_653 * DAY)])).toEqual([])
    expect(check([date(now + 3_654 * DAY)])).toEqual([at])
    expect(check([date(now - 3_654 * DAY)], { allowPast: true })).toEqual([at])
  })

  it('names the field of a date or zone that cannot be read', () => {
    expect(check([date('tomorrow')])).toEqual([['triggers', 0, 'config', 'date']])
    expect(check([login('a'), date('2027-02-01T09:00:00', 'b', 'Mars')])).toEqual([
      ['triggers', 1, 'config', 'timezone'],
    ])
  })
})

describe('the wire shape', () => {
  it.each([
    { id: 'a', type: 'event', config: { eventType: 'customer_login' }, createdAt: 'whenever' },
    { id: 'a', type: 'event', config: { eventType: 'customer_login', eventConfig: {} } },
    { id: 'a', type: 'date', config: { date: '2027-01-15T09:00:00Z', timezone: 'Europe/Berlin' } },
  ])('accepts %j', (trigger) => {
    expect(Trigger.safeParse(trigger).success).toBe(true)
  })

  it.each([
    [{ id: '', type: 'event', config: { eventType: 'customer_login' } }, ['id']],
    [{ id: 'a', type: 'event', config: { eventType: 'customer_login' }, extra: 1 }, []],
    [{ id: 'a', type: 'event', config: { eventType: 'telepathy' } }, ['config', 'eventType']],
    [{ id: 'a', type: 'date', config: { date: '2027-01-15T09:00:00Z', eventType: 'customer_login' } }, ['config']],
    [
      {
        id: 'a',
        type: 'event',
        config: {
          eventType: 'usage_threshold_crossed',
          eventConfig: { metricName: 'arr', operator: '==', threshold: 1 },
        },
      },
      ['config', 'eventConfig', 'operator'],
    ],
  ])('refuses %j and names %j', (trigger, path) => {
    expect(Trigger.safeParse(trigger).error?.issues[0]?.path).toEqual(path)
  })
})

describe('names of subjects', () => {
  it('read back as they were written, whatever the metric is called', () => {
    expect(parseSubject(subjectOf.metric('c', 'a:b:login'))).toEqual({
      kind: 'metric',
      customerId: 'c',
      metric: 'a:b:login',
    })
    expect(parseSubject(subjectOf.reply('c'))).toEqual({ kind: 'reply', customerId: 'c' })
    expect(parseSubject(subjectOf.action('a'))).toEqual({ kind: 'action', flowActionId: 'a' })
    expect(parseSubject(subjectOf.login('c'))).toEqual({ kind: 'happening' })
    expect(parseSubject(subjectOf.manualEvent('w', 'reply'))).toEqual({ kind: 'happening' })
  })
})
