import { describe, expect, it } from 'vitest'
import { type Act, ACTS, type ActState, actsFor, isLegal } from '../../shared/escalations/lifecycle.ts'
import { estimateOf } from '../../shared/escalations/view.ts'
import type { Role } from '../../shared/roles.ts'

const nobody: ReadonlySet<string> = new Set()
const person = (userId: string, role: Role = 'member', teammates = nobody) => ({ userId, role, teammates })

const plain: ActState = { status: 'active', assigneeId: 'anna', flowAction: null }
const flow = (kind: 'snooze' | 'skip' | 'escalate', phase: 'armed' | 'fired', more = {}): ActState['flowAction'] => ({
  kind,
  phase,
  recipientId: kind === 'escalate' ? 'ben' : null,
  acknowledged: false,
  waitsForManualEvent: false,
  ...more,
})
const snoozed: ActState = { ...plain, status: 'snoozed', flowAction: flow('snooze', 'armed') }
const skipped: ActState = { ...plain, status: 'skipped', flowAction: flow('skip', 'armed') }
const scheduled: ActState = { ...plain, status: 'escalated', flowAction: flow('escalate', 'armed') }
const escalated: ActState = { ...plain, status: 'escalated', flowAction: flow('escalate', 'fired') }
const completed: ActState = { ...plain, status: 'completed' }

describe('which acts are legal in which state', () => {
  const table: [string, ActState, Act[]][] = [
    ['active', plain, ['escalate', 'snooze', 'skip', 'reassign', 'complete']],
    ['snoozed', snoozed, ['wake_now', 'reassign', 'complete']],
    ['skipped', skipped, ['reactivate_now', 'reassign', 'complete']],
    ['scheduled', scheduled, ['cancel', 'de_escalate', 'reassign', 'complete']],
    ['escalated', escalated, ['escalate', 'de_escalate', 'take_ownership', 'acknowledge', 'reassign', 'complete']],
    ['completed', completed, ['reopen']],
  ]
  it.each(table)('%s', (_, state, legal) => {
    expect(ACTS.filter((act) => isLegal(act, state))).toEqual(legal)
    expect(actsFor(person('root', 'admin'), state)).toEqual(legal)
  })

  it('acknowledges once', () => {
    const seen = { ...escalated, flowAction: flow('escalate', 'fired', { acknowledged: true }) }
    expect(isLegal('acknowledge', seen)).toBe(false)
    expect(isLegal('take_ownership', seen)).toBe(true)
  })

  it('fires a manual event where one is waited for', () => {
    const waiting = { ...snoozed, flowAction: flow('snooze', 'armed', { waitsForManualEvent: true }) }
    expect(isLegal('fire_manual_event', waiting)).toBe(true)
    expect(isLegal('fire_manual_event', snoozed)).toBe(false)
  })
})

describe('who may', () => {
  it('offers a member what is assigned or escalated to them, and nothing else', () => {
    expect(actsFor(person('anna'), plain)).toContain('escalate')
    expect(actsFor(person('zoe'), plain)).toEqual([])
    expect(actsFor(person('ben'), escalated)).toContain('take_ownership')
  })
  it('leaves taking ownership and acknowledging to the recipient', () => {
    const forAssignee = actsFor(person('anna'), escalated)
    expect(forAssignee).toContain('de_escalate')
    expect(forAssignee).not.toContain('take_ownership')
    expect(forAssignee).not.toContain('acknowledge')
  })
  it("offers a manager their teams' and a viewer nothing", () => {
    expect(actsFor(person('mia', 'manager', new Set(['ben'])), escalated)).toContain('acknowledge')
    expect(actsFor(person('mia', 'manager', new Set(['zoe'])), escalated)).toEqual([])
    expect(actsFor(person('anna', 'viewer'), plain)).toEqual([])
  })
  it('lets an admin step in where nobody was reached', () => {
    const lost = { ...escalated, flowAction: flow('escalate', 'fired', { recipientId: null }) }
    expect(actsFor(person('root', 'admin'), lost)).toContain('take_ownership')
    expect(actsFor(person('anna'), lost)).not.toContain('take_ownership')
  })
})

describe('when it happens at the latest', () => {
  it.each([
    ['any of two dates', 'OR', [20, 10], 10],
    ['all of two dates', 'AND', [20, 10], 20],
    ['a date or an event', 'OR', [20, null], 20],
    ['a date and an event', 'AND', [20, null], null],
    ['events alone', 'OR', [null, null], null],
    ['nothing', 'OR', [], null],
  ] as const)('%s', (_, logic, dueAts, expected) => {
    expect(estimateOf(logic, [...dueAts])).toBe(expected)
  })
})
