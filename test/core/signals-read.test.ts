import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { latestBy, latestReadings } from '../../shared/signals/fold.ts'
import { HISTORY_AGE, MAX_AHEAD, readSignal } from '../../shared/signals/read.ts'
import { toIso } from '../../shared/time/instant.ts'
import { instantFromWire } from '../../shared/time/wire.ts'

const now = Date.parse('2027-01-15T09:00:00Z')
const context = { now, zone: 'America/New_York', history: false }
const login = { id: 'a', type: 'customer_login', customer: 'ext:c' }
const at = (instant: number) => readSignal({ ...login, at: toIso(instant) }, context)

describe('readSignal', () => {
  it('counts from now, tells history apart, and trusts no clock far ahead', () => {
    expect(readSignal(login, context)).toEqual({ ok: true, value: { ...login, at: now, history: false } })
    expect(at(now - HISTORY_AGE)).toMatchObject({ value: { history: false } })
    expect(at(now - HISTORY_AGE - 1)).toMatchObject({ value: { history: true } })
    expect(at(now + MAX_AHEAD)).toMatchObject({ ok: true })
    expect(at(now + MAX_AHEAD + 1)).toMatchObject({ ok: false, id: 'a', issues: [{ path: ['at'] }] })
    expect(readSignal(login, { ...context, history: true })).toMatchObject({ value: { history: true } })
  })

  it('reads a time without an offset on the organization’s wall', () => {
    const reading = readSignal({ ...login, at: '2027-01-15T03:55:00' }, context)
    expect(reading).toMatchObject({ value: { at: Date.parse('2027-01-15T08:55:00Z') } })
    expect(instantFromWire('2027-03-14T02:30:00', 'America/New_York')).toBe(Date.parse('2027-03-14T07:30:00Z'))
    expect(instantFromWire('2027-11-07T01:30', 'America/New_York')).toBe(Date.parse('2027-11-07T05:30:00Z'))
  })

  it.each([
    [null, null, []],
    [[], null, []],
    [{ ...login, id: 7 }, null, ['id']],
    [{ ...login, type: 'x' }, 'a', ['type']],
    [{ ...login, customer: undefined }, 'a', ['customer']],
    [{ id: 'a', type: 'metric', customer: 'c', value: 1 }, 'a', ['metric']],
    [{ id: 'a', type: 'metric', customer: 'c', metric: 'm', value: '1' }, 'a', ['value']],
    [{ id: 'a', type: 'manual_event', workflow: 'w' }, 'a', ['eventKey']],
    [{ id: 'a', type: 'workflow_action_completed' }, 'a', ['workflow']],
    [{ ...login, at: 'yesterday' }, 'a', ['at']],
  ])('rejects %j and says where', (item, id, path) => {
    const reading = readSignal(item, context)
    expect(reading).toMatchObject({ ok: false, id, issues: [{ path }] })
  })
})

describe('folding readings', () => {
  it('finds what feeding them one by one would end with', () => {
    const reading = fc.record({
      customerId: fc.constantFrom('c', 'd'),
      metric: fc.constantFrom('m', 'n'),
      value: fc.integer(),
      at: fc.integer({ min: 0, max: 5 }),
      history: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(reading, { maxLength: 30 }), (readings) => {
        const current = new Map<string, (typeof readings)[number]>()
        for (const one of readings) {
          const key = `${one.customerId} ${one.metric}`
          if (one.at >= (current.get(key)?.at ?? -1)) current.set(key, one)
        }
        expect(new Set(latestReadings(readings))).toEqual(new Set(current.values()))
        const latest = latestBy(
          readings,
          (one) => one.customerId,
          (one) => one.at,
        )
        for (const [customerId, instant] of latest)
          expect(instant).toBe(
            Math.max(...readings.filter((one) => one.customerId === customerId).map((one) => one.at)),
          )
      }),
    )
  })
})
