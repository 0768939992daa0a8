import { getTasks } from 'node-cron'
import { describe, expect, it } from 'vitest'
import type { Job, JobStatistics } from '../../server/jobs/job.ts'
import { createJobRunner } from '../../server/jobs/runner.ts'
import { listRuns } from '../../server/jobs/store.ts'
import { createLog } from '../../server/log.ts'
import { DAY, HOUR, MINUTE } from '../../shared/time/instant.ts'
import { testClock } from '../support/clock.ts'
import { eachEngine } from '../support/engines.ts'

const NOTHING: JobStatistics = { evaluated: 0, fired: 0, firedLate: 0, errors: 0, errorDetails: [] }

function counting(name: string, more: Partial<Job> = {}): Job & { runs: number } {
  const job = {
    name,
    schedule: '0 8 * * *',
    catchUp: 'latest' as const,
    runs: 0,
    async run() {
      job.runs += 1
      return { ...NOTHING, evaluated: 7 }
    },
    ...more,
  }
  return job
}

eachEngine('jobs', (openDb) => {
  const setting = async (now = '2027-01-15T07:59:00Z') => {
    const clock = testClock(now)
    const context = { db: await openDb({ clock }), clock, log: createLog('silent') }
    const recorded = async () => (await listRuns(context.db.read, { limit: 100 })).runs
    return { context, clock, recorded }
  }

  it('a slot runs once, whoever asks, and is recorded', async () => {
    const { context, clock, recorded } = await setting()
    const job = counting('sweep')
    const servers = [createJobRunner(context, [job]), createJobRunner(context, [job])]
    await Promise.all(servers.map((server) => server.tick()))
    const before = job.runs
    clock.advance(MINUTE)
    await Promise.all(servers.map((server) => server.tick()))
    await Promise.all(servers.map((server) => server.tick()))
    expect(job.runs).toBe(before + 1)
    expect((await recorded())[0]).toMatchObject({
      ...NOTHING,
      job: 'sweep',
      slotAt: clock.now(),
      startedAt: clock.now(),
      finishedAt: clock.now(),
      tookMs: 0,
      evaluated: 7,
      startedBy: 'schedule',
    })
  })

  it('a slot missed while no server was up is run once, the latest only', async () => {
    const { context, clock, recorded } = await setting()
    const job = counting('sweep')
    const first = createJobRunner(context, [job])
    clock.advance(MINUTE)
    await first.tick()
    clock.advance(5 * DAY + 3 * HOUR)
    const second = createJobRunner(context, [job])
    second.start()
    await second.stop()
    expect(job.runs).toBe(2)
    expect(await recorded()).toMatchObject([
      { startedBy: 'catch-up', slotAt: Date.parse('2027-01-20T08:00:00Z') },
      { slotAt: Date.parse('2027-01-15T08:00:00Z') },
    ])
  })

  it('a job that is not caught up waits for its next slot', async () => {
    const { context, clock } = await setting()
    const job = counting('backup', { catchUp: 'none' })
    clock.advance(DAY)
    const runner = createJobRunner(context, [job])
    await runner.tick()
    expect(job.runs).toBe(0)
    clock.set('2027-01-17T08:00:30Z')
    await runner.tick()
    await runner.tick()
    expect(job.runs).toBe(1)
    clock.advance(DAY + HOUR)
    await runner.tick()
    expect(job.runs).toBe(1)
  })

  it('a clock set back runs no slot twice', async () => {
    const { context, clock } = await setting('2027-01-15T08:00:00Z')
    const job = counting('sweep', { schedule: '*/15 * * * *' })
    const runner = createJobRunner(context, [job])
    for (let minute = 0; minute < 120; minute += 1) {
      await runner.tick()
      clock.advance(MINUTE)
      if (minute === 60) clock.set('2027-01-15T08:00:00Z')
    }
    expect(job.runs).toBe(5)
  })

  it('runs once at the start, and when somebody asks, after the run under way', async () => {
    const { context, recorded } = await setting()
    let release = () => {}
    let running = 0
    const job = counting('sweep', {
      onStart: true,
      async run() {
        running += 1
        expect(running).toBe(1)
        await new Promise<void>((resolve) => {
          release = resolve
        })
        running -= 1
        return NOTHING
      },
    })
    const runner = createJobRunner(context, [job])
    runner.start()
    await expect.poll(() => running).toBe(1)
    expect(runner.list()).toMatchObject([{ name: 'sweep', running: true, nextAt: Date.parse('2027-01-15T08:00:00Z') }])
    const asked = runner.run('sweep', 'Ada Admin')
    release()
    await expect.poll(async () => (await recorded()).length).toBe(2)
    await expect.poll(() => running).toBe(1)
    release()
    expect(await asked).toMatchObject({ slotAt: null, startedBy: 'Ada Admin' })
    await runner.stop()
    await expect(runner.run('nothing', 'x')).rejects.toMatchObject({ code: 'not_found' })
  })

  it('a quiet job keeps the runs that found something, and the latest', async () => {
    const { context, clock, recorded } = await setting('2027-01-15T08:00:00Z')
    const job = counting('digest', { schedule: '*/15 * * * *', quiet: true })
    const found = [0, 0, 3, 0, 0]
    job.run = async () => ({ ...NOTHING, evaluated: found[job.runs++]! })
    const runner = createJobRunner(context, [job])
    for (const _ of found) {
      await runner.tick()
      await runner.tick()
      clock.advance(15 * MINUTE)
    }
    expect(job.runs).toBe(5)
    expect((await recorded()).map((run) => run.evaluated)).toEqual([0, 3])
  })

  it('one failing job is recorded and stops nobody', async () => {
    const { context, clock, recorded } = await setting()
    const good = counting('good')
    const bad = counting('bad', {
      run: async () => {
        throw new Error('out of luck')
      },
    })
    clock.advance(MINUTE)
    await createJobRunner(context, [bad, good]).tick()
    expect(good.runs).toBe(1)
    expect((await recorded()).find((run) => run.job === 'bad')).toMatchObject({
      errors: 1,
      errorDetails: [{ workflowId: '', error: 'out of luck' }],
    })
  })

  it('is told to end and waited for when the server stops', async () => {
    const { context, recorded } = await setting()
    let running = false
    const job = counting('long', {
      onStart: true,
      run: ({ signal }) => {
        running = true
        return new Promise((resolve) => {
          signal.addEventListener('abort', () => resolve({ ...NOTHING, evaluated: 3 }))
        })
      },
    })
    const runner = createJobRunner(context, [job])
    runner.start()
    await expect.poll(() => running).toBe(true)
    await runner.stop()
    expect(await recorded()).toMatchObject([{ evaluated: 3, tookMs: 0 }])
  })
})

describe('node-cron', () => {
  it('counts in UTC, wherever the machine is', async () => {
    const zone = process.env['TZ']
    process.env['TZ'] = 'Europe/London'
    const clock = testClock()
    const runner = createJobRunner({ db: {} as never, clock, log: createLog('silent') }, [counting('sweep')])
    try {
      runner.start()
      const tasks = [...getTasks().values()]
      expect(tasks.map((task) => task.getPattern()).sort()).toEqual(['* * * * *', '0 8 * * *'])
      const sweep = tasks.find((task) => task.getPattern() === '0 8 * * *')!
      expect(sweep.match(new Date('2027-07-01T08:00:00Z'))).toBe(true)
      expect(sweep.match(new Date('2027-07-01T07:00:00Z'))).toBe(false)
      const minute = tasks.find((task) => task.getPattern() === '* * * * *')!
      expect(minute.match(new Date('2027-10-31T00:30:00Z'))).toBe(true)
      expect(minute.match(new Date('2027-10-31T01:30:00Z'))).toBe(true)
    } finally {
      await runner.stop()
      process.env['TZ'] = zone
    }
    expect(getTasks().size).toBe(0)
  })
})
