import { and, eq, sql } from 'drizzle-orm'
import type { Breakdown } from '../../shared/analytics/schema.ts'
import { wordsOf } from '../../shared/analytics/words.ts'
import type { Reader } from '../db/engine.ts'
import { selectIn } from '../db/select-in.ts'

type Named = { id: string; name: string }

const KINDS = {
  recipient: (conn: Reader) => ({ table: conn.t.member, id: conn.t.member.userId }),
  definition: (conn: Reader) => ({ table: conn.t.workflowDefinition, id: conn.t.workflowDefinition.id }),
  team: (conn: Reader) => ({ table: conn.t.team, id: conn.t.team.id }),
}

function isKind(by: Breakdown): by is keyof typeof KINDS {
  return by in KINDS
}

/** The rows with what each key is called: names of people, workflows and teams, words for everything else. */
export async function labelled<Row extends { key: string }>(
  conn: Reader,
  organizationId: string,
  by: Breakdown,
  rows: readonly Row[],
): Promise<(Row & { label: string })[]> {
  const names = isKind(by)
    ? await namesOf(
        conn,
        organizationId,
        by,
        rows.map(({ key }) => key),
      )
    : new Map<string, string>()
  return rows.map((row) => ({ ...row, label: names.get(row.key) ?? wordsOf(by, row.key) }))
}

/** The names of those that exist, by id. */
export async function namesOf(
  conn: Reader,
  organizationId: string,
  kind: keyof typeof KINDS,
  ids: string[],
): Promise<Map<string, string>> {
  const rows = await selectIn<Named>(conn, `names of ${kind}`, ids, { organizationId }, (c, list) => {
    const { table, id } = KINDS[kind](c)
    const named = table as typeof c.t.team
    return c
      .select({ id, name: named.name })
      .from(named)
      .where(and(eq(named.organizationId, sql.placeholder('organizationId')), sql`${id} in (${list})`))
  })
  return new Map(rows.map(({ id, name }) => [id, name]))
}
