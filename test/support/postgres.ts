import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { installedServer } from './postgres-server.ts'

export type Cluster = {
  /** Address of the maintenance database, without a password: only this machine can reach it. */
  url: string
  /** Major and minor version of the server. */
  version: string
  stop(): Promise<void>
}

/** Runs the server until its standard input ends, which it does even when the tests are killed, and tidies up. */
const SUPERVISED = `trap "" INT
exec 3<&0
"$@" & server=$!
(cat <&3 >/dev/null; kill -INT $server) &
wait $server
rm -rf "$0"`

/** PostgreSQL refuses to run as root: then it runs as this user. */
function serverUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  for (const name of ['postgres', 'nobody']) {
    const found = spawnSync('id', ['-u', name], { encoding: 'utf8' })
    if (found.status !== 0) continue
    const gid = execFileSync('id', ['-g', name], { encoding: 'utf8' })
    return { uid: Number(found.stdout), gid: Number(gid) }
  }
  throw new Error('PostgreSQL cannot run as root, and there is no user postgres or nobody to run it as')
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

/**
 * Starts a private server with an empty cluster on the loopback address. Its language sorts `a B c`, unlike bytes do, so that
 * a text column without `collate "C"` shows. `durable` keeps fsync on, for tests that kill.
 * @throws where there is no PostgreSQL on this machine; `npm run test:setup` finds or installs one.
 */
export async function startPostgres({ durable = false } = {}): Promise<Cluster> {
  const server = installedServer()
  if (server === null) throw new Error('There is no PostgreSQL on this machine: run `npm run test:setup`')
  const user = serverUser()
  const folder = mkdtempSync(join(tmpdir(), 'hoist-postgres-'))
  if (user !== undefined) chownSync(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  const asUser = { ...user, cwd: folder, env: { ...process.env, LC_ALL: 'C' } }
  const basic = ['-D', data, '-U', 'hoist', '-A', 'trust', '-E', 'UTF8', '--no-sync', '--locale=C']
  const icu = [...basic, '--locale-provider=icu', '--icu-locale=en-US']
  const first = spawnSync(join(server.bin, 'initdb'), icu, { ...asUser, encoding: 'utf8' })
  if (first.status !== 0) {
    rmSync(data, { recursive: true, force: true })
    // A build without ICU.
    execFileSync(join(server.bin, 'initdb'), basic, { ...asUser, stdio: 'pipe' })
  }
  const port = await freePort()
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '300',
    fsync: durable ? 'on' : 'off',
    synchronous_commit: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
    max_wal_size: '1GB',
    max_pred_locks_per_transaction: '256',
  }
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const command = [join(server.bin, 'postgres'), '-D', data, '-p', String(port), ...options]
  const child = spawn('sh', ['-c', SUPERVISED, folder, ...command], { ...asUser, stdio: ['pipe', 'ignore', 'pipe'] })
  const exited = new Promise((resolve) => child.once('exit', resolve))
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said = `${said}${chunk.toString()}`.slice(-4000)
  })
  async function stop() {
    child.stdin.end()
    await exited
    rmSync(folder, { recursive: true, force: true })
  }
  const url = `postgres://hoist@127.0.0.1:${port}/postgres`
  try {
    const version = await whenReady(url, () => {
      if (child.exitCode !== null) throw new Error(`PostgreSQL did not start: ${said}`)
    })
    return { url, version, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function whenReady(url: string, check: () => void): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    check()
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
    try {
      await client.connect()
      const { rows } = await client.query<{ server_version: string }>('show server_version')
      return rows[0]?.server_version ?? 'unknown'
    } catch (error) {
      if (attempt > 300) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    } finally {
      await client.end().catch(() => {})
    }
  }
}
