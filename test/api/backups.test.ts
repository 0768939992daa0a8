import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { checkCopy } from '../../server/db/copy.ts'
import { type TestApp, testApp } from '../support/harness.ts'

let server: TestApp
beforeAll(async () => {
  server = await testApp()
})

describe('backups', () => {
  it('are made on demand, as a run of the job, listed and downloaded', async () => {
    const made = await server.rest('admin', 'POST', '/api/backups')
    expect(made.status).toBe(200)
    expect(made.body).toMatchObject({ kind: 'routine', madeAt: '2027-01-15T09:00:00.000Z' })
    const listed = await server.rest('admin', 'GET', '/api/backups')
    expect(listed.body.backups).toEqual([made.body])
    const [run] = (await server.rest('admin', 'GET', '/api/jobs/runs?job=backup')).body.runs
    expect(run).toMatchObject({ errors: 0, evaluated: made.body.rows, startedBy: server.people.admin.name })

    const response = await server.app.fetch(
      new Request(new URL(`/api/backups/${made.body.name}`, server.app.config.url), {
        headers: { 'x-api-key': server.people.admin.key },
      }),
    )
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${made.body.name}"`)
    const file = join(server.app.config.dataDir, 'downloaded.db')
    writeFileSync(file, Buffer.from(await response.arrayBuffer()))
    expect(checkCopy(file).rows).toBe(made.body.rows)
    const { events } = (await server.rest('admin', 'GET', '/api/audit?about=backup')).body
    expect(events).toMatchObject([{ action: 'backup.downloaded', subjectName: made.body.name }])
  })

  it('are removed by age: of one day the newest stays', async () => {
    server.clock.advance(60_000)
    await server.trpc('admin').backups.make.mutate()
    const page = await server.trpc('admin').backups.list.query()
    const backups = [{ madeAt: server.clock.now() }]
    expect(page).toMatchObject({
      kind: 'files',
      backups,
      failure: null,
      folder: join(server.app.config.dataDir, 'backups'),
    })
  })

  it('belong to the first organization alone', async () => {
    const refused = await server.rest('outsider', 'GET', '/api/backups')
    expect([refused.status, refused.body.message]).toEqual([404, expect.stringContaining('holds every organization')])
    expect((await server.rest('outsider', 'POST', '/api/backups')).status).toBe(404)
    expect(await server.trpc('outsider').backups.list.query()).toEqual({ kind: 'other organization' })
    const [name] = (await server.rest('admin', 'GET', '/api/backups')).body.backups.map(
      (one: { name: string }) => one.name,
    )
    expect((await server.rest('outsider', 'GET', `/api/backups/${name}`)).status).toBe(404)
  })

  it('say 404 for what is none', async () => {
    expect((await server.rest('admin', 'GET', '/api/backups/secret')).status).toBe(404)
    expect((await server.rest('admin', 'GET', '/api/backups/..%2Fsecret')).status).toBe(404)
  })

  it('on PostgreSQL are pg_dump’s', async () => {
    const on = await testApp({ engine: 'postgres' })
    expect(await on.trpc('admin').backups.list.query()).toEqual({ kind: 'postgres' })
    const refused = await on.rest('admin', 'POST', '/api/backups')
    expect([refused.status, refused.body.message]).toEqual([409, expect.stringContaining('pg_dump')])
    expect(on.app.jobs.list().some((job) => job.name === 'backup')).toBe(false)
  })
})
