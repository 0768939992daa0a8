import { describe, expect, it } from 'vitest'
import { convertRow } from '../../shared/imports/convert.ts'
import { guessMapping, titleKey } from '../../shared/imports/guess.ts'

const settings = { zone: 'UTC', orders: new Map(), numberStyles: new Map() }
const column = (title: string, ...values: string[]) => ({ title, values })

describe('which column feeds which field', () => {
  it('reads titles in any spelling', () => {
    expect([titleKey('Account_ID'), titleKey('accountId'), titleKey('ACCOUNT  ID')]).toEqual(
      Array(3).fill('account id'),
    )
  })

  it('maps a customer export', () => {
    expect(
      guessMapping('customers', [
        column('Account ID', 'C-1'),
        column('Account Name', 'Zenith'),
        column('ARR', '$1,200'),
        column('Health Score', '40'),
        column('Renewal Date', '2027-01-01'),
        column('CSM Email', 'a@b.co'),
        column('Time Zone', 'UTC'),
        column('Tags', 'gov;pilot'),
        column('NPS', '9'),
        column('Billing Country', 'DE'),
        column('Empty', ''),
      ]),
    ).toEqual({
      'Account ID': 'externalId',
      'Account Name': 'name',
      ARR: 'metrics.arr',
      'Health Score': 'metrics.health_score',
      'Renewal Date': 'renewalAt',
      'CSM Email': 'ownerEmail',
      'Time Zone': 'timezone',
      Tags: 'tags',
      NPS: 'metrics.nps',
      'Billing Country': 'properties.billing_country',
      Empty: null,
    })
  })

  it('maps other titles for the same things', () => {
    const mapping = guessMapping('customers', [
      column('Client Ref', 'X1', 'X2'),
      column('Company', 'Acme', 'Beta'),
      column('Tier', 'Gold', 'Gold'),
      column('Annual Recurring Revenue (USD)', '1,000', '2,000'),
      column('Contract End', '31/12/2026', '01/02/2027'),
      column('Kundenbetreuer', 'x@y.de', 'z@y.de'),
      column('TZ', 'UTC', 'Europe/Berlin'),
    ])
    expect(Object.values(mapping)).toEqual([
      'externalId',
      'name',
      'segment',
      'metrics.arr',
      'renewalAt',
      'ownerEmail',
      'timezone',
    ])
  })

  it('maps workflows, contacts, signals and messages', () => {
    expect(
      guessMapping('workflows', [
        column('Task ID', 'W1'),
        column('Client', 'C1'),
        column('Playbook', 'Renewal'),
        column('State', 'open'),
        column('Owner', 'a@b.co'),
        column('Deadline', '2027-01-01'),
        column('Prio', 'P1'),
      ]),
    ).toEqual({
      'Task ID': 'externalId',
      Client: 'customer',
      Playbook: 'definition',
      State: 'status',
      Owner: 'assigneeEmail',
      Deadline: 'dueAt',
      Prio: 'priority',
    })
    expect(
      guessMapping('contacts', [
        column('Contact ID', 'P1'),
        column('Account ID', 'C1'),
        column('Name', 'Ann'),
        column('Email', 'a@b.co'),
        column('Slack User', 'U1'),
      ]),
    ).toEqual({
      'Contact ID': 'externalId',
      'Account ID': 'customer',
      Name: 'name',
      Email: 'email',
      'Slack User': 'slackUserId',
    })
    expect(
      guessMapping('signals', [
        column('type', 'metric'),
        column('customerId', 'C1'),
        column('metric', 'arr'),
        column('value', '3'),
        column('id', 'e1'),
        column('at', '2026-01-01T00:00:00Z'),
        column('workflowId', 'W1'),
      ]),
    ).toEqual({
      type: 'type',
      customerId: 'customer',
      metric: 'metric',
      value: 'value',
      id: 'id',
      at: 'at',
      workflowId: 'workflow',
    })
    expect(
      guessMapping('messages', [
        column('id', 'm1'),
        column('contactId', 'P1'),
        column('customerId', 'C1'),
        column('channel', 'D1'),
        column('at', '2026-01-01T00:00:00Z'),
        column('direction', 'inbound'),
        column('text', 'hello'),
      ]),
    ).toEqual({
      id: 'id',
      contactId: 'contact',
      customerId: 'customer',
      channel: 'channel',
      at: 'at',
      direction: 'direction',
      text: 'text',
    })
  })
})

describe('reading a row', () => {
  const mapping = {
    Id: 'externalId',
    Name: 'name',
    ARR: 'metrics.arr',
    Renewal: 'renewalAt',
    Owner: 'ownerEmail',
    Zone: 'timezone',
    Tags: 'tags',
    Note: 'properties.note',
  }
  const row = (cells: Record<string, unknown>) =>
    convertRow('customers', new Map(Object.entries(cells)), mapping, settings)

  it('gives the fields of the REST body and leaves empty cells out', () => {
    expect(
      row({
        Id: 'C1',
        Name: ' Zenith ',
        ARR: '$1,200',
        Renewal: '13.10.2027',
        Owner: 'A@B.co',
        Zone: '',
        Tags: 'gov; pilot;gov',
        Note: 'n/a',
      }),
    ).toEqual({
      fields: {
        externalId: 'C1',
        name: 'Zenith',
        metrics: { arr: 1200 },
        renewalAt: '2027-10-13T00:00:00.000Z',
        ownerEmail: 'a@b.co',
        tags: ['gov', 'pilot'],
      },
      issues: [],
    })
  })

  it('names every mistake by column, value and reason', () => {
    const { issues } = row({
      Id: 'C1',
      Name: 'Bad',
      ARR: 'twelve',
      Renewal: '2027-13-40',
      Owner: 'not an email',
      Zone: 'Mars/Olympus',
    })
    expect(issues.map(({ column, value }) => [column, value])).toEqual([
      ['ARR', 'twelve'],
      ['Renewal', '2027-13-40'],
      ['Owner', 'not an email'],
      ['Zone', 'Mars/Olympus'],
    ])
  })

  it('wants what is required, and takes hostile text as text', () => {
    expect(row({ Id: '', Name: 'x' }).issues).toEqual([{ column: 'Id', value: '', reason: 'id is missing' }])
    expect(row({ Id: 'C1' }).issues).toEqual([{ column: 'Name', value: '', reason: 'name is missing' }])
    expect(row({ Id: 'C1', Name: '=HYPERLINK("x")', Note: '<script>' }).fields).toMatchObject({
      name: '=HYPERLINK("x")',
      properties: { note: '<script>' },
    })
    expect(row({ Id: 'C1', Name: 'None' }).fields).toMatchObject({ name: 'None' })
    expect(row({ Id: 'C\u0000', Name: 'x' }).issues).toHaveLength(1)
  })

  it('reads statuses, priorities and epoch times in common words', () => {
    const workflow = { Id: 'externalId', C: 'customer', W: 'definition', S: 'status', P: 'priority' }
    const read = convertRow(
      'workflows',
      new Map(Object.entries({ Id: 'W1', C: 'C1', W: 'Renewal', S: 'In Progress', P: 'P1' })),
      workflow,
      settings,
    )
    expect(read.fields).toMatchObject({ status: 'active', priority: 'urgent' })
    const signal = { id: 'id', type: 'type', at: 'at', customer: 'customer' }
    const login = convertRow(
      'signals',
      new Map<string, unknown>(Object.entries({ id: 'e', type: 'customer_login', at: 1_767_225_600, customer: 'C1' })),
      signal,
      settings,
    )
    expect(login.fields).toMatchObject({ type: 'customer_login', at: '2026-01-01T00:00:00.000Z' })
  })
})
