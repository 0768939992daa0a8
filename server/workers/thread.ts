import { once } from 'node:events'
import type { Worker } from 'node:worker_threads'
import { DomainError } from '../../shared/errors.ts'
import { MINUTE, SECOND } from '../../shared/time/instant.ts'
import type { Scope, Tasks } from './program.ts'
import { type FromThread, type ToThread, unpackError } from './wire.ts'

/** A thread ends when nobody asked it for anything for so long; the next call starts another. */
const IDLE = MINUTE
/** How long a thread may take to close before it is ended where it stands. */
const GRACE = 3 * SECOND

type InputOf<F> = F extends (input: infer Input, ...rest: never[]) => unknown ? Input : never
type OutputOf<F> = F extends (...given: never[]) => infer Output ? Awaited<Output> : never
type ProgressOf<F> = F extends (input: never, scope: Scope<infer Progress>) => unknown ? Progress : never

export type CallOptions<Progress> = { signal?: AbortSignal; onProgress?: (value: Progress) => void }

/** Work beside the thread that answers people. Starts at the first call. */
export type WorkerThread<T extends Tasks> = {
  /**
   * Resolves with what the task returns and rejects with what it throws: a DomainError as one, others with their name
   * and code. An aborted `signal` rejects at once with its reason; the task ends at its next turn.
   */
  call<Name extends keyof T & string>(
    task: Name,
    input: InputOf<T[Name]>,
    options?: CallOptions<ProgressOf<T[Name]>>,
  ): Promise<OutputOf<T[Name]>>
  /** Ends the thread; calls under way and later ones reject with DomainError `busy`. */
  stop(): Promise<void>
}

type Pending = { resolve(value: unknown): void; reject(error: unknown): void; onProgress?: (value: never) => void }
type Open = { worker: Worker; pending: Map<number, Pending> }

/** `start` makes a thread that runs `serve`; it is called again whenever there is none. */
export function createThread<T extends Tasks>(start: () => Worker, idleMs: number = IDLE): WorkerThread<T> {
  let [open, idle, stopped, lastId] = [undefined as Open | undefined, undefined as NodeJS.Timeout | undefined, false, 0]

  function begin(): Open {
    const begun: Open = { worker: start(), pending: new Map() }
    const gone = (error: Error) => {
      if (open === begun) open = undefined
      for (const { reject } of begun.pending.values()) reject(error)
      begun.pending.clear()
    }
    begun.worker.on('message', (message: FromThread) => receive(begun, message))
    begun.worker.on('error', gone)
    begun.worker.on('exit', () => gone(new Error('The thread ended before its work was done')))
    open = begun
    return begun
  }

  function receive(from: Open, message: FromThread): void {
    const asked = from.pending.get(message.id)
    if (asked === undefined) return
    if (message.kind === 'progress') {
      asked.onProgress?.(message.value as never)
      return
    }
    settled(from, message.id)
    if (message.kind === 'output') asked.resolve(message.value)
    else asked.reject(unpackError(message.error))
  }

  function settled(from: Open, id: number): void {
    from.pending.delete(id)
    if (from.pending.size > 0 || from !== open) return
    // The process may end while nothing is asked for.
    from.worker.unref()
    idle = setTimeout(() => void end(), idleMs).unref()
  }

  async function end(): Promise<void> {
    clearTimeout(idle)
    const ending = open
    open = undefined
    if (ending === undefined) return
    const exited = once(ending.worker, 'exit')
    tell(ending, { kind: 'close' })
    const cut = setTimeout(() => void ending.worker.terminate(), GRACE)
    await exited
    clearTimeout(cut)
  }

  return {
    call(task, input, { signal, onProgress } = {}) {
      return new Promise((resolve, reject) => {
        if (stopped) throw shuttingDown()
        signal?.throwIfAborted()
        clearTimeout(idle)
        const on = open ?? begin()
        const id = ++lastId
        const abort = () => {
          tell(on, { kind: 'cancel', id })
          settled(on, id)
          reject(signal?.reason)
        }
        const done = <V>(finish: (value: V) => void) => {
          return (value: V) => {
            signal?.removeEventListener('abort', abort)
            finish(value)
          }
        }
        on.pending.set(id, {
          resolve: done(resolve as (value: unknown) => void),
          reject: done(reject),
          ...(onProgress && { onProgress }),
        })
        signal?.addEventListener('abort', abort, { once: true })
        on.worker.ref()
        tell(on, { kind: 'call', id, task, input })
      })
    },
    async stop() {
      stopped = true
      for (const { reject } of open?.pending.values() ?? []) reject(shuttingDown())
      open?.pending.clear()
      await end()
    },
  }
}

function tell({ worker }: Open, message: ToThread): void {
  worker.postMessage(message)
}

function shuttingDown(): DomainError {
  return new DomainError('busy', 'Hoist is shutting down: try again in a moment')
}
