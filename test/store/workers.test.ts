import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, describe, expect, it } from 'vitest'
import { createThread, type WorkerThread } from '../../server/workers/thread.ts'
import type { Boot } from '../../server/workers/wire.ts'
import { DomainError } from '../../shared/errors.ts'
import { bundleProgram, runProgram } from '../support/killable.ts'
import type { openTrial } from '../support/thread-program.ts'

type Trial = WorkerThread<ReturnType<typeof openTrial>['tasks']>

const started: Worker[] = []
const threads: Trial[] = []
afterAll(() => Promise.all(threads.map((thread) => thread.stop())))

function trial(idleMs?: number, boot: Partial<Boot> = {}): Trial {
  const workerData: Boot = { program: 'trial', data: { greeting: 'Hello' }, addon: null, ...boot }
  const thread: Trial = createThread(() => {
    const worker = new Worker(new URL('../support/thread-program.ts', import.meta.url), { workerData })
    started.push(worker)
    return worker
  }, idleMs)
  threads.push(thread)
  return thread
}

describe('a thread started from the sources', () => {
  it('starts at the first call, keeps its state, and answers calls made together', async () => {
    const before = started.length
    const thread = trial()
    expect(started.length).toBe(before)
    expect(await thread.call('greet', 'Ada')).toEqual({ words: 'Hello, Ada', calls: 1 })
    const [two, three] = await Promise.all([thread.call('greet', 'B'), thread.call('greet', 'C')])
    expect([two.calls, three.calls]).toEqual([2, 3])
    expect(started.length).toBe(before + 1)
  })

  it('tells how far it is', async () => {
    const seen: number[] = []
    expect(await trial().call('count', 5, { onProgress: (at) => seen.push(at) })).toBe(5)
    expect(seen).toEqual([1, 2, 3, 4, 5])
  })

  it('stops a task whose asker has lost interest, and goes on serving others', async () => {
    const thread = trial()
    const leave = new AbortController()
    let last = 0
    const counting = thread.call('count', 1e9, {
      signal: leave.signal,
      onProgress(at) {
        last = at
        if (at === 3) leave.abort(new Error('not needed'))
      },
    })
    await expect(counting).rejects.toThrow('not needed')
    expect(last).toBe(3)
    expect(await thread.call('greet', 'Ada')).toMatchObject({ calls: 1 })
    await expect(thread.call('greet', 'Bob', { signal: leave.signal })).rejects.toThrow('not needed')
  })

  it('carries errors over: a DomainError as one, others with name, code and stack', async () => {
    const thread = trial()
    const refusal = await thread.call('refuse', undefined).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(DomainError)
    expect(refusal).toMatchObject({ code: 'conflict', message: 'It is taken', issues: [{ path: ['name'] }] })
    const failure = (await thread.call('fail', undefined).catch((error: unknown) => error)) as Error
    expect(failure).toMatchObject({ name: 'RangeError', code: 'TOO_FAR', message: 'too far' })
    expect(failure.stack).toContain('thread-program')
  })

  it('rejects what a dying thread leaves undone, and starts another for the next call', async () => {
    const thread = trial()
    const counting = thread.call('count', 1e9)
    await expect(Promise.all([counting, thread.call('die', undefined)])).rejects.toThrow('ended before its work')
    expect(await thread.call('greet', 'Ada')).toMatchObject({ calls: 1 })
  })

  it('ends when idle, and starts again', async () => {
    const thread = trial(1)
    expect(await thread.call('greet', 'Ada')).toMatchObject({ calls: 1 })
    const worker = started.at(-1)!
    await new Promise((resolve) => worker.once('exit', resolve))
    expect(await thread.call('greet', 'Ada')).toMatchObject({ calls: 1 })
    expect(started.at(-1)).not.toBe(worker)
  })

  it('when stopped, refuses what runs and what comes', async () => {
    const thread = trial()
    const counting = thread.call('count', 1e9)
    await Promise.all([expect(counting).rejects.toMatchObject({ name: 'DomainError', code: 'busy' }), thread.stop()])
    await expect(thread.call('greet', 'Ada')).rejects.toMatchObject({ code: 'busy' })
  })

  it('says which program or task does not exist', async () => {
    await expect(trial(undefined, { program: 'other' }).call('greet', 'Ada')).rejects.toThrow('called other')
    await expect(trial().call('missing' as 'greet', 'Ada')).rejects.toThrow('no task called missing')
  })
})

describe('a thread started from a bundle', () => {
  it('runs a program of the product, with the database driver', async () => {
    const program = await bundleProgram('thread-program')
    const dataDir = mkdtempSync(join(tmpdir(), 'hoist-test-'))
    const run = await runProgram(program, { dataDir })
    expect(run).toMatchObject({ killed: false, errors: '', said: [{ copied: true }] })
  })
})
