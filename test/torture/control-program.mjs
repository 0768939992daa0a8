import { writeSync } from 'node:fs'
import Database from 'better-sqlite3'

// The negative control: the same pairs of rows, but flushed as SQLite and better-sqlite3 would by themselves.
const [file, synchronous] = process.argv.slice(2)
const client = new Database(file)
client.pragma('journal_mode = WAL')
client.exec('create table if not exists organization (id text primary key, filler text)')
client.pragma(`synchronous = ${synchronous}`)
const insert = client.prepare('insert into organization values (?, ?)')
for (let index = 0; index < 300; index++) {
  insert.run(`c-${index}`, 'x'.repeat(500))
  writeSync(1, `${JSON.stringify({ acknowledged: `c-${index}` })}\n`)
}
client.close()
