import { execFileSync } from 'node:child_process'
import Database from 'better-sqlite3'
import pg from 'pg'
import { installedServer } from '../test/support/postgres-server.ts'

const MISSING = 'missing: run `npm run test:setup`'

function sqlite() {
  const db = new Database(':memory:')
  const version = db.prepare('select sqlite_version() as version').get().version
  db.close()
  return version
}

async function postgres() {
  const url = process.env.HOIST_TEST_POSTGRES
  if (!url) return installedServer()?.version ?? MISSING
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    return (await client.query('show server_version')).rows[0].server_version.split(' ')[0]
  } catch (error) {
    return `not reachable: ${error.message}`
  } finally {
    await client.end()
  }
}

/** @param {string | null} file */
function chromium(file) {
  if (file === null) return MISSING
  try {
    const said = execFileSync(file, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    return /[\d.]+/.exec(said)?.[0] ?? said.trim()
  } catch {
    return MISSING
  }
}

/** What the tests ran on, by engine, as `Name version`. */
export async function engineVersions(chromiumFile) {
  return {
    SQLite: `SQLite ${sqlite()}`,
    PostgreSQL: `PostgreSQL ${await postgres()}`,
    Chromium: `Chromium ${chromium(chromiumFile)}`,
    Node: `Node ${process.versions.node}`,
  }
}
