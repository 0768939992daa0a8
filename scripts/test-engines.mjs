import { execFileSync } from 'node:child_process'
import Database from 'better-sqlite3'

function firstLine(file, ...args) {
  try {
    return execFileSync(file, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
      .split('\n')[0]
      .trim()
  } catch {
    return null
  }
}

function sqlite() {
  const db = new Database(':memory:')
  const version = db.prepare('select sqlite_version() as version').get().version
  db.close()
  return version
}

export async function engineVersions() {
  return {
    SQLite: `SQLite ${sqlite()}`,
    PostgreSQL: 'PostgreSQL',
    Chromium: firstLine('/usr/bin/chromium', '--version') ?? 'Chromium (missing)',
    Node: `Node ${process.versions.node}`,
  }
}
