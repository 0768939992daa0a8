import { describe, expect, test } from 'vitest'
import { insertMany } from '../../server/db/insert-many.ts'
import { firstIdAt } from '../../server/clock.ts'
import { auditDiff } from '../../shared/audit/diff.ts'
import { DAY, MINUTE } from '../../shared/time/instant.ts'
import { engines } from '../support/engines.ts'
import { escalationWorld } from '../support/escalation-world.ts'
import { type TestApp, testApp } from '../support/harness.ts'

type Event = { action: string; subjectName: string; diff: Record<string, unknown>; actor: { type: string } }

async function audit({ rest }: Pick<TestApp, 'rest'>, query = ''): Promise<Event[]> {
  const { body } = await rest('admin', 'GET', `/api/audit${query}`)
  return body.events
}

test('a diff has what changed, and of a secret only that it did', () => {
  expect(auditDiff({ a: 1, b: [1], c: 'x', token: 'old' }, { a: 2, b: [1], token: 'new' })).toEqual({
    a: [1, 2],
    c: ['x', null],
    token: ['[secret]', '[secret]'],
  })
  expect(auditDiff(null, { name: 'n', password: 'p', description: null })).toEqual({
    name: [null, 'n'],
    password: [null, '[secret]'],
  })
  expect(auditDiff({ name: 'n' }, null)).toEqual({ name: ['n', null] })
})

describe.each(engines.map(({ name }) => name))('the audit log on %s', (engine) => {
  test('tells who changed what from what to what, in the transaction that changed it', async () => {
    const it = await testApp({ engine })
    await it.rest('admin', 'PATCH', '/api/organization', { settings: { digestHour: 7 } })
    const refused = it.trpc('admin').members.update.mutate({ userId: it.people.admin.userId, role: 'viewer' })
    await expect(refused).rejects.toThrow('last administrator')
    const [event] = await audit(it)
    expect(event).toMatchObject({
      action: 'organization.changed',
      subjectName: 'Northwind',
      diff: { digestHour: [8, 7] },
      actor: { type: 'apiKey', name: 'Ada Admin', keyName: 'Test' },
      at: new Date(it.clock.now()).toISOString(),
    })
  })

  test('is filtered by words, noun, person and time, and adds acts on demand', async () => {
    const w = await escalationWorld(engine)
    const workflowId = await w.workflow()
    await w.escalate(workflowId, w.ben)
    w.clock.advance(DAY)
    const later = new Date(w.clock.now()).toISOString()
    await w.trpc('admin').teams.save.mutate({ name: 'Grüne Straße', userIds: [w.anna.userId] })
    const actions = async (query: string) => (await audit(w, query)).map((event) => event.action)
    expect(await actions('?search=grune+strasse')).toEqual(['team.created'])
    expect(await actions('?about=team')).toEqual(['team.created'])
    expect(await actions(`?from=${later}`)).toEqual(['team.created'])
    expect(await actions(`?to=${later}&about=team`)).toEqual([])
    expect(await actions(`?actorId=${w.ben.userId}&about=team`)).toEqual([])
    expect(await actions('?about=workflow&search=acme')).toContain('workflow.escalated')
    expect(await actions('')).not.toContain('workflow.escalated')
    const all = await actions('?acts=true&limit=200')
    expect(all).toEqual(expect.arrayContaining(['workflow.escalated', 'customer.created', 'team.created']))
    expect((await w.rest('outsider', 'GET', '/api/audit?acts=true')).text).not.toContain('Acme')
  })

  test('ten thousand rows: pages meet, search finds one, the CSV has all and no formula', async () => {
    const it = await testApp({ engine })
    const { organizationId, app, clock } = it
    const begin = clock.now() - 10_000 * MINUTE
    const rows = Array.from({ length: 10_000 }, (_, index) => ({
      organizationId,
      id: `${firstIdAt(begin + index * MINUTE)}-7000-8000-${String(index).padStart(12, '0')}`,
      at: begin + index * MINUTE,
      actor: { type: 'user' as const, userId: 'u', name: index === 17 ? 'Rare Person' : 'Ada' },
      action: 'team.changed',
      subject: `team:${index}`,
      subjectName: index === 4 ? '=1+1' : `Team ${index}`,
      diff: { name: [null, `Team ${index}`] as [unknown, unknown] },
      requestId: null,
    }))
    for (let start = 0; start < rows.length; start += 500)
      await app.db.write((tx) => insertMany(tx, tx.t.auditEvent, rows.slice(start, start + 500)))

    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body } = await it.rest('admin', 'GET', `/api/audit?about=team&limit=200${cursor && `&cursor=${cursor}`}`)
      seen.push(...body.events.map((event: { subject: string }) => event.subject))
      cursor = body.nextCursor
    }
    expect(seen).toEqual(rows.map((row) => row.subject).reverse())

    const found: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body } = await it.rest('admin', 'GET', `/api/audit?search=rare${cursor && `&cursor=${cursor}`}`)
      found.push(...body.events.map((event: { subjectName: string }) => event.subjectName))
      cursor = body.nextCursor
    }
    expect(found).toEqual(['Team 17'])

    const csv = await it.rest('admin', 'GET', '/api/audit.csv?about=team')
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    const lines = csv.text.trimEnd().split('\r\n')
    expect([lines[0], lines.length]).toEqual(['at,actor,action,subject,name,changes,request', 10_001])
    expect(csv.text).toContain(",'=1+1,")
  })
})
