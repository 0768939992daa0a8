import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { addonInUse } from '../db/driver.ts'
import { embeddedText, isExecutable } from '../executable.ts'
import type { Programs } from '../worker.ts'
import { createThread, type WorkerThread } from './thread.ts'
import type { Boot } from './wire.ts'

type OpenerOf<Name extends keyof Programs> = Awaited<ReturnType<Programs[Name]>>
type DataOf<Name extends keyof Programs> = Parameters<OpenerOf<Name>>[0]
type TasksOf<Name extends keyof Programs> = Awaited<ReturnType<OpenerOf<Name>>>['tasks']

/**
 * A thread that runs one of the programs of server/worker.ts. Make one per purpose and keep it: calls share it.
 * @param options `idleMs`: after so long without a call it ends, and with it what it holds in memory; a minute unless said
 *   otherwise. `youngMb`: the room for young objects, at most; what streams much through needs little.
 */
export function createWorker<Name extends keyof Programs>(
  name: Name,
  data: DataOf<Name>,
  { idleMs, youngMb }: { idleMs?: number; youngMb?: number } = {},
): WorkerThread<TasksOf<Name>> {
  return createThread(() => startThread({ program: name, data, addon: addonInUse() }, youngMb), idleMs)
}

/** Beside the bundle when bundled, else the source, of which Node strips the types. */
const ENTRY = ['./worker.js', '../worker.ts']
  .map((path) => new URL(path, import.meta.url))
  .find((url) => url.protocol === 'file:' && existsSync(fileURLToPath(url)))

function startThread(boot: Boot, youngMb?: number): Worker {
  const resourceLimits = youngMb === undefined ? {} : { maxYoungGenerationSizeMb: youngMb }
  const options = { workerData: boot, resourceLimits }
  if (isExecutable) return new Worker(embeddedText('worker.cjs'), { ...options, eval: true })
  if (ENTRY === undefined) throw new Error('The program of the threads is missing: run npm run build')
  return new Worker(ENTRY, options)
}
