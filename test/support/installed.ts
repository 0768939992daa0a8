import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { root } from './source-files.ts'

/** A way to have Hoist on a machine: what to run, before the arguments. */
export type Installed = { name: string; command: readonly string[] }

/** As in a checkout: bundled where stale, and run by this Node. */
export const checkout: Installed = { name: 'npm start', command: [process.execPath, join(root, 'scripts/start.mjs')] }

const folders: string[] = []

export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hoist-test-'))
  folders.push(folder)
  return folder
}

export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}

/** Builds what is stale, the single executable too; takes up to a minute the first time. */
export function buildAll(): void {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts/build.mjs'), '--stale'], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`The build failed: ${stderr}`)
}

const executableFile = join(root, process.platform === 'win32' ? 'dist/hoist.exe' : 'dist/hoist')

/** The built executable, alone in a folder far from the checkout. */
export function executable(): Installed {
  const file = join(emptyFolder(), basename(executableFile))
  copyFileSync(executableFile, file)
  return { name: 'dist/hoist', command: [file] }
}

/** A working directory and the whole environment that a program gets. */
export type Surroundings = { cwd: string; env: Record<string, string> }

export type Ended = { code: number | null; out: string; err: string }

/** Runs one command to its end. */
export function runCommand({ command }: Installed, args: readonly string[], where: Surroundings): Promise<Ended> {
  const [file = '', ...before] = command
  return new Promise((resolve) => {
    execFile(file, [...before, ...args], where, (error, out, err) => {
      resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : null, out, err })
    })
  })
}

export type Serving = { url: string; child: ChildProcess; said(): string; stop(): Promise<number | null> }

/** Starts the server and waits until it says that it is ready. */
export async function serveFrom({ command }: Installed, where: Surroundings): Promise<Serving> {
  const [file = '', ...before] = command
  const child = spawn(file, [...before, 'serve'], { ...where, stdio: ['ignore', 'pipe', 'pipe'] })
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  let said = ''
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString()
        if (said.includes('Hoist is ready')) resolve()
      })
    }
    child.once('exit', (code) => reject(new Error(`It ended with ${code}: ${said}`)))
  })
  return {
    url: `http://127.0.0.1:${where.env['PORT']}`,
    child,
    said: () => said,
    stop() {
      child.kill('SIGTERM')
      return exited
    },
  }
}

export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as { port: number }
  await new Promise((resolve) => probe.close(resolve))
  return port
}
