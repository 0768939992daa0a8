import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { root } from './source-files.ts'

// node test/support/freeze-release-program.ts <version> <hoist.db>
//
// Freezes the rows of a file that this version wrote, for the tests of all later ones. Run it when a version is
// released: start it with --demo, use it until no table is empty, and stop it.

const [version = '', file = ''] = process.argv.slice(2)
const client = new Database(file, { readonly: true, fileMustExist: true })
const all = client
  .prepare<[], string>("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'")
  .pluck()
  .all()

/** Parents before their children. */
function inOrder(tables: readonly string[]): string[] {
  const done: string[] = []
  const visit = (table: string): void => {
    if (done.includes(table)) return
    const parents = client.pragma(`foreign_key_list("${table}")`) as { table: string }[]
    for (const parent of parents) if (parent.table !== table) visit(parent.table)
    done.push(table)
  }
  for (const table of tables) visit(table)
  return done
}

const lines = inOrder(all).flatMap((table) => {
  const rows = client.prepare<[], object>(`select * from "${table}"`).all()
  if (rows.length === 0) throw new Error(`${table} is empty: freeze a file with rows in every table`)
  return rows.map((row) => JSON.stringify([table, row]))
})
writeFileSync(join(root, `test/data/releases/${version}.ndjson.gz`), gzipSync(`${lines.join('\n')}\n`, { level: 9 }))
client.close()
