import { describe, expect, it } from 'vitest'
import { changeCustomer, type CustomerRecord } from '../../shared/customers/change.ts'
import { customerChange, CustomerBody } from '../../shared/customers/schema.ts'

const acme: CustomerRecord = {
  name: 'Acme',
  segment: 'SMB',
  tags: ['a', 'b'],
  timeZone: 'UTC',
  renewalAt: 1_000,
  properties: { plan: 'gold', seats: 3 },
  ownerId: 'ann',
}
const values = new Map([
  ['arr', 10],
  ['health_score', 50],
])
const change = (fields: object) => changeCustomer(acme, values, { externalId: 'x', ...fields })

describe('changeCustomer', () => {
  it('finds nothing to do where nothing new is said', () => {
    for (const fields of [
      {},
      { name: 'Acme', segment: 'SMB', tags: ['a', 'b', 'a'], renewalAt: 1_000 },
      { properties: { plan: 'gold' }, metrics: { arr: 10 } },
      { properties: { none: null }, metrics: { none: null } },
    ])
      expect(change(fields)).toMatchObject({ next: acme, changes: {}, facts: [] })
  })

  it('keeps what is omitted and clears what is null', () => {
    const { next, changes, facts, metrics } = change({ segment: null, properties: null, metrics: null, ownerId: null })
    expect(next).toEqual({ ...acme, segment: null, properties: {}, ownerId: null })
    expect(changes).toEqual({
      segment: ['SMB', null],
      ownerId: ['ann', null],
      'properties.plan': ['gold', null],
      'properties.seats': [3, null],
      'metrics.arr': [10, null],
      'metrics.health_score': [50, null],
    })
    expect(facts.map((fact) => fact.field)).toEqual(['segment', 'properties.plan', 'properties.seats'])
    expect([...metrics]).toEqual([
      ['arr', null],
      ['health_score', null],
    ])
  })

  it('treats names that JavaScript knows as plain names', () => {
    const properties = Object.fromEntries([
      ['constructor', 'x'],
      ['toString', 'y'],
    ])
    const { next, changes } = change({ properties })
    expect(next.properties).toEqual({ plan: 'gold', seats: 3, constructor: 'x', toString: 'y' })
    expect(Object.keys(changes)).toEqual(['properties.constructor', 'properties.toString'])
  })

  it('says nothing about the empty fields of a new customer, and wants a name', () => {
    const { facts, changes } = changeCustomer(null, new Map(), { externalId: 'x', name: 'New', metrics: { arr: 1 } })
    expect(facts).toEqual([])
    expect(changes).toEqual({ name: ['', 'New'], 'metrics.arr': [null, 1] })
    expect(() => changeCustomer(null, new Map(), { externalId: 'x' })).toThrow('needs a name')
  })
})

describe('the body of an upsert', () => {
  it('means a day alone as its start in the zone of the organization', () => {
    const body = CustomerBody.parse({ externalId: ' x ', renewalAt: '2027-03-28', ownerEmail: 'Ann@X.test' })
    const owners = new Map([['ann@x.test', 'ann']])
    expect(customerChange(body, 'Europe/Berlin', owners)).toEqual({
      externalId: 'x',
      renewalAt: Date.parse('2027-03-27T23:00:00Z'),
      ownerId: 'ann',
    })
    expect(
      customerChange(CustomerBody.parse({ externalId: 'x', renewalAt: null, ownerEmail: null }), 'UTC', owners),
    ).toEqual({
      externalId: 'x',
      renewalAt: null,
      ownerId: null,
    })
  })

  it.each([{ externalId: 'x\u0000' }, { externalId: '\ud800' }, { externalId: 'x', metrics: { a: Infinity } }])(
    'refuses %j, which no engine could keep',
    (body) => expect(CustomerBody.safeParse(body).success).toBe(false),
  )
})
