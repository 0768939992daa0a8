import { describe, expect, it } from 'vitest'
import { engines } from '../support/engines.ts'
import { testApp } from '../support/harness.ts'
import { importText, uploadText } from '../support/import-text.ts'

const DAY = 86_400_000

const CUSTOMERS = [
  '\uFEFFClient Ref,Company,Tier,Annual Recurring Revenue,Contract End,Owner Email,TZ,Labels,NPS',
  'C-1,"Zenith Foods, Inc.",Enterprise,"$120,000",2027-02-26,dana@example.com,Europe/Berlin,gov;pilot,9',
  'C-2,"Meridian ""Labs""",SMB,n/a,13.10.2027,kim@example.com,UTC,,7',
  'C-3,北京云端,SMB,5000.50,,,,,',
].join('\r\n')

describe.each(engines.map(({ name }) => name))('imports on %s', (engine) => {
  it('takes a CRM export in: BOM, CRLF, Unicode, money, dates, unknown owners', async () => {
    const h = await testApp({ engine })
    const { preview, state, counts } = await importText(h, 'customers', CUSTOMERS)
    expect(preview).toMatchObject({ rows: 3, good: 3, rejected: 0, missingFields: [], dateQuestions: [] })
    expect(preview.invites).toEqual(['dana@example.com', 'kim@example.com'])
    expect([state, counts]).toEqual([
      'done',
      { rows: 3, created: 3, updated: 0, unchanged: 0, rejected: 0, invited: 2, wouldFire: 0, fired: 0 },
    ])
    const { body } = await h.rest('admin', 'GET', '/api/customers')
    const zenith = body.customers.find((one: { externalId: string }) => one.externalId === 'C-1')
    expect(zenith).toMatchObject({
      name: 'Zenith Foods, Inc.',
      segment: 'Enterprise',
      tags: ['gov', 'pilot'],
      metrics: { arr: 120_000, nps: 9 },
      timezone: 'Europe/Berlin',
      owner: { name: 'Dana' },
    })
    const users = (await h.rest('admin', 'GET', '/api/users')).body.users
    expect(users.find((user: { email: string }) => user.email === 'kim@example.com')).toMatchObject({
      status: 'invited',
    })
  })

  it('changes nothing the second time, and remembers the mapping', async () => {
    const h = await testApp({ engine })
    await importText(h, 'customers', CUSTOMERS)
    const before = (await h.rest('admin', 'GET', '/api/customers')).text
    h.clock.advance(DAY)
    const { preview, counts } = await importText(h, 'customers', CUSTOMERS)
    expect(preview.mappingFrom).toBe('remembered')
    expect(counts).toMatchObject({ created: 0, updated: 0, unchanged: 3, invited: 0 })
    expect((await h.rest('admin', 'GET', '/api/customers')).text).toBe(before)
  })

  it('puts the good rows in and reports each bad one by line, column, value and reason', async () => {
    const h = await testApp({ engine })
    const text = [
      'Account ID,Account Name,ARR,Renewal Date,CSM Email,Time Zone',
      'C-1,Good,5,2027-01-01,,',
      'C-1,Again,5,2027-01-01,,',
      ',No id,1,2027-01-01,,',
      'C-9,Bad,twelve,2027-13-40,not an email,Mars/Olympus',
      'C-8,',
      'C-7,"=HYPERLINK(""http://example.com"")",1,2027-01-01,,',
    ].join('\n')
    const { id, counts } = await importText(h, 'customers', text)
    expect(counts).toMatchObject({ created: 2, rejected: 4 })
    const report = await h.rest('admin', 'GET', `/api/imports/${id}/issues.csv`)
    expect(report.headers.get('content-disposition')).toContain('attachment')
    expect(report.text.trimEnd().split('\r\n')).toEqual([
      'line,column,value,reason',
      '3,Account ID,C-1,is on line 2 already',
      '4,Account ID,,id is missing',
      '5,ARR,twelve,is not a number',
      '5,Renewal Date,2027-13-40,is not a date; write it as 2027-01-31',
      '5,CSM Email,not an email,is not an email address',
      '5,Time Zone,Mars/Olympus,is not an IANA time zone such as Europe/Berlin',
      '6,Account Name,,name is missing',
    ])
  })

  it('asks for the order of slashed dates that read both ways, and never guesses', async () => {
    const h = await testApp({ engine })
    const text = 'Id,Name,Renewal\nC-1,A,03/04/2027\nC-2,B,05/06/2027\n'
    const id = await uploadText(h, 'customers', text)
    const { body: preview } = await h.rest('admin', 'POST', `/api/imports/${id}/preview`, {})
    expect(preview.dateQuestions).toEqual(['Renewal'])
    const refused = await h.rest('admin', 'POST', `/api/imports/${id}/start`, {})
    expect([refused.status, refused.body.issues[0].path]).toEqual([400, ['dates']])
    await h.rest('admin', 'POST', `/api/imports/${id}/start`, { dates: 'dmy' })
    await h.app.imports.idle()
    const { body } = await h.rest('admin', 'GET', '/api/customers')
    expect(body.customers[0].renewalAt).toBe('2027-04-02T22:00:00.000Z')
  })

  it('refuses rows of unknown customers and a workflow that changes its customer, one by one', async () => {
    const h = await testApp({ engine })
    await importText(h, 'customers', CUSTOMERS)
    const workflows = [
      'Workflow ID;Account ID;Workflow;Status;Assignee;Due;Priority',
      'W-1;C-1;Renewal;active;dana@example.com;2026-12-14T13:00:00Z;high',
      'W-2;C-404;Renewal;active;;;low',
      'W-3;C-2;Onboarding;Done;;;P1',
    ].join('\n')
    const first = await importText(h, 'workflows', workflows)
    expect(first.counts).toMatchObject({ created: 2, rejected: 1 })
    expect(first.preview.issues).toEqual([
      { line: 3, column: 'Account ID', value: 'ext:C-404', reason: 'no customer has this id; import customers first' },
    ])
    const moved = await importText(h, 'workflows', workflows.replace('W-1;C-1', 'W-1;C-2'))
    expect(moved.counts).toMatchObject({ created: 0, unchanged: 1, rejected: 2 })
    const { body } = await h.rest('admin', 'GET', '/api/workflows/ext:W-3')
    expect(body.workflow).toMatchObject({ status: 'completed', priority: 'urgent', definition: { name: 'Onboarding' } })
  })

  it('never acts on history, counts what would fire, and lets it fire when told', async () => {
    const h = await testApp({ engine })
    await importText(h, 'customers', CUSTOMERS)
    await importText(h, 'workflows', 'Id,Customer,Workflow,Assignee\nW-1,C-1,Renewal,dana@example.com\n')
    const trigger = {
      id: 't',
      type: 'event',
      config: {
        eventType: 'usage_threshold_crossed',
        eventConfig: { metricName: 'health_score', operator: '<', threshold: 30 },
      },
    }
    const armed = await h.rest('admin', 'POST', '/api/workflows/escalate-with-triggers', {
      workflowId: 'ext:W-1',
      triggers: [trigger],
      escalateToUserId: h.people.manager.userId,
    })
    expect(armed.status).toBe(200)
    const at = new Date(h.clock.now() - 60_000).toISOString()
    const signals = JSON.stringify({
      id: 'e1',
      type: 'metric',
      customerId: 'C-1',
      metric: 'health_score',
      value: 12,
      at,
    })
    const { id, counts } = await importText(h, 'signals', `${signals}\n`)
    await h.drain()
    expect(counts).toMatchObject({ created: 1, wouldFire: 1, fired: 0 })
    const phase = async () => (await h.rest('admin', 'GET', '/api/workflows/ext:W-1')).body.workflow.flowAction.phase
    expect(await phase()).toBe('armed')
    const released = await h.rest('admin', 'POST', `/api/imports/${id}/release`)
    expect(released.body.counts.fired).toBe(1)
    expect(await phase()).toBe('fired')
  })
})

describe('imports', () => {
  it('reads UTF-16 with tabs, NDJSON, and says which line is no row', async () => {
    const h = await testApp()
    const utf16 = Buffer.from('\uFEFFId\tName\r\nC-1\tÅse\r\n', 'utf16le')
    expect((await importText(h, 'customers', new Uint8Array(utf16))).counts).toMatchObject({ created: 1 })
    const ndjson = '{"externalId":"C-2","name":"Bee","metrics":{"arr":5}}\nnot json\n[1]\n'
    const { counts, preview } = await importText(h, 'customers', ndjson)
    expect(counts).toMatchObject({ created: 1, rejected: 2 })
    expect(preview.issues.map(({ line, reason }: { line: number; reason: string }) => [line, reason])).toEqual([
      [2, 'is not a JSON object'],
      [3, 'is not a JSON object'],
    ])
  })

  it('says what a file lacks before anything goes in, and takes a mapping', async () => {
    const h = await testApp()
    const id = await uploadText(h, 'customers', 'Foo,Bar\nBlue Inn,1\nRed Inn,2\n')
    const { body: preview } = await h.rest('admin', 'POST', `/api/imports/${id}/preview`, {})
    expect(preview.good).toBe(2)
    const wrong = await h.rest('admin', 'POST', `/api/imports/${id}/preview`, { mapping: { Nope: 'name' } })
    expect([wrong.status, wrong.body.issues[0].path]).toEqual([400, ['mapping', 'Nope']])
    const unknown = await h.rest('admin', 'POST', `/api/imports/${id}/preview`, { mapping: { Foo: 'shoe_size' } })
    expect(unknown.body.issues[0].path).toEqual(['mapping', 'Foo'])
    const short = await h.rest('admin', 'POST', `/api/imports/${id}/start`, { mapping: { Foo: 'name' } })
    expect([short.status, short.body.message]).toEqual([400, 'No column is Id: say which with a mapping'])
  })

  it('cancels what waits, starts once, and is for admins of the same organization only', async () => {
    const h = await testApp()
    const id = await uploadText(h, 'customers', CUSTOMERS)
    expect((await h.rest('manager', 'GET', `/api/imports/${id}`)).status).toBe(403)
    const foreign = await h.rest('outsider', 'GET', `/api/imports/${id}`)
    const missing = await h.rest('outsider', 'GET', '/api/imports/nothing')
    expect([foreign.status, foreign.text]).toEqual([404, missing.text])
    expect((await h.rest('admin', 'POST', `/api/imports/${id}/cancel`)).body.state).toBe('cancelled')
    expect((await h.rest('admin', 'POST', `/api/imports/${id}/start`, {})).status).toBe(409)
    expect((await h.rest('admin', 'GET', '/api/customers')).body.count).toBe(0)
  })
})
