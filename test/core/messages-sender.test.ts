import { describe, expect, it } from 'vitest'
import { contactOf } from '../../shared/messages/map.ts'
import { mapSender, type SenderContact, senderValues } from '../../shared/messages/sender.ts'

const contact = (id: string, customerId: string): SenderContact => ({
  id,
  customerId,
  externalId: null,
  email: 'shared@x.test',
  slackUserId: null,
})

describe('whose message it is', () => {
  it('is looked up under what was sent', () => {
    expect(senderValues('ext:P-1')).toEqual({ externalId: 'P-1' })
    expect(senderValues('Ann@X.test')).toEqual({
      id: 'Ann@X.test',
      externalId: 'Ann@X.test',
      email: 'ann@x.test',
      slackUserId: 'Ann@X.test',
    })
  })

  it.each([
    ['one contact', null, { email: [contact('p', 'c')] }, { customerId: 'c', contactId: 'p' }],
    [
      'the surest key',
      null,
      { id: [contact('p', 'c')], email: [contact('q', 'd')] },
      { customerId: 'c', contactId: 'p' },
    ],
    [
      'two of one customer',
      null,
      { email: [contact('p', 'c'), contact('q', 'c')] },
      { customerId: 'c', contactId: null },
    ],
    [
      'two of two customers',
      null,
      { email: [contact('p', 'c'), contact('q', 'd')] },
      { customerId: null, contactId: null },
    ],
    [
      'two, and the customer',
      'd',
      { email: [contact('p', 'c'), contact('q', 'd')] },
      { customerId: 'd', contactId: 'q' },
    ],
    ['a stranger of a customer', 'e', { email: [contact('p', 'c')] }, { customerId: 'e', contactId: null }],
    ['nobody', null, {}, { customerId: null, contactId: null }],
  ])('with %s', (_, customerId, found, expected) => {
    expect(mapSender(customerId, found)).toEqual(expected)
  })

  it('makes a contact of what a sender was called', () => {
    expect(contactOf('ext:P-1')).toEqual({ name: 'P-1', externalId: 'P-1' })
    expect(contactOf('Ann@X.test')).toEqual({ name: 'Ann@X.test', email: 'ann@x.test' })
    expect(contactOf('U83C158B0')).toEqual({ name: 'U83C158B0', slackUserId: 'U83C158B0' })
    expect(contactOf('crm-7')).toEqual({ name: 'crm-7', externalId: 'crm-7' })
  })
})
