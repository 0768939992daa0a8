import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { loadAddon } from '../db/driver.ts'
import type { Opened, ProgramTable, Scope, Task, Tasks } from './program.ts'
import { type Boot, type FromThread, packError, type ToThread } from './wire.ts'

/** Inside a thread: answers calls with the tasks of the program it was started for, until it is told to close. */
export function serve(programs: ProgramTable): void {
  if (parentPort === null) throw new Error('This is the program of a thread: start it with createWorker')
  const { program, data, addon } = workerData as Boot
  if (addon !== null) loadAddon(addon)
  listen(parentPort, async () => {
    const load = programs[program]
    if (load === undefined) throw new Error(`No thread has a program called ${program}`)
    return (await load())(data as never)
  })
}

function listen(port: MessagePort, open: () => Promise<Opened<Tasks>>): void {
  const running = new Map<number, AbortController>()
  let opened: Promise<Opened<Tasks>> | undefined
  const tell = (message: FromThread) => port.postMessage(message)

  async function call(id: number, name: string, input: unknown): Promise<void> {
    const controller = new AbortController()
    running.set(id, controller)
    try {
      opened ??= open()
      const { tasks } = await opened.catch((error: unknown) => {
        // The next call tries again: a file may be back by then.
        opened = undefined
        throw error
      })
      const task = tasks[name] as Task<unknown, unknown, unknown> | undefined
      if (task === undefined) throw new Error(`This thread knows no task called ${name}`)
      tell({ kind: 'output', id, value: await task(input, scopeOf(id, controller.signal)) })
    } catch (error) {
      tell({ kind: 'error', id, error: packError(error) })
    } finally {
      running.delete(id)
    }
  }

  function scopeOf(id: number, signal: AbortSignal): Scope<unknown> {
    return {
      signal,
      progress: (value) => tell({ kind: 'progress', id, value }),
      async turn() {
        await new Promise((resolve) => setImmediate(resolve))
        signal.throwIfAborted()
      },
    }
  }

  async function close(): Promise<void> {
    for (const controller of running.values()) controller.abort()
    await (await opened?.catch(() => undefined))?.close?.()
    port.close()
  }

  port.on('message', (message: ToThread) => {
    if (message.kind === 'call') void call(message.id, message.task, message.input)
    else if (message.kind === 'cancel') running.get(message.id)?.abort()
    else void close()
  })
}
