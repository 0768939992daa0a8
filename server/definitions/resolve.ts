import { normalise } from '../../shared/search.ts'
import type { Instant } from '../../shared/time/instant.ts'
import { newId } from '../clock.ts'
import type { Reader, Writer } from '../db/engine.ts'
import { type DefinitionRow, definitionsBy, insertDefinitions } from './store.ts'

/** Looks like an id of ours: as a name it would only ever be a mistake. */
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** What a reference to a definition is when no definition has it: the name of a new one, or a mistake. */
export function mayBeNewName(reference: string): boolean {
  return !ID.test(reference)
}

/** Definitions by what they were called: an id, or a name without regard to case and accents. */
export async function findDefinitions(
  conn: Reader,
  organizationId: string,
  references: Iterable<string>,
): Promise<Map<string, DefinitionRow>> {
  const asked = [...new Set(references)]
  const byId = new Map((await definitionsBy(conn, organizationId, 'id', asked)).map((row) => [row.id, row]))
  const names = asked.filter((reference) => !byId.has(reference)).map(normalise)
  const named = await definitionsBy(conn, organizationId, 'nameSort', [...new Set(names)])
  const byName = new Map(named.map((row) => [row.nameSort, row]))
  return new Map(
    asked.flatMap((reference) => {
      const row = byId.get(reference) ?? byName.get(normalise(reference))
      return row ? [[reference, row] as const] : []
    }),
  )
}

/** The same, and those that are not there are made, without steps. */
export async function ensureDefinitions(
  tx: Writer,
  organizationId: string,
  references: Iterable<string>,
  now: Instant,
): Promise<Map<string, DefinitionRow>> {
  const asked = [...new Set(references)]
  const found = await findDefinitions(tx, organizationId, asked)
  const made = new Map<string, DefinitionRow>()
  for (const name of asked) {
    if (found.has(name)) continue
    const nameSort = normalise(name)
    const row = made.get(nameSort) ?? {
      organizationId,
      id: newId(now),
      name,
      nameSort,
      description: null,
      actions: [],
      createdAt: now,
      updatedAt: now,
    }
    made.set(nameSort, row)
    found.set(name, row)
  }
  await insertDefinitions(tx, [...made.values()])
  return found
}
