import { setImmediate as turn } from 'node:timers/promises'
import { type Columns, createColumns } from '../../shared/analytics/columns.ts'
import { MINUTE } from '../../shared/time/instant.ts'
import { firstIdAt } from '../clock.ts'
import type { Reader } from '../db/engine.ts'
import { type Act, latestAct, listActs, listEscalations, listOfWorkflows } from './store.ts'

/** The escalations of one organization, in memory. */
export type Held = {
  /** As they are now: what changed since the last call is read again. `version` is another after every change. */
  fresh(): Promise<{ columns: Columns; version: number }>
  /** How many are in memory. */
  rows(): number
}

/**
 * Acts after which everything is read anew: they change or remove many escalations, or days without a word in the
 * stories of their workflows.
 */
const SWEEPING = new Set(['organization.days_recomputed', 'organization.sample_added', 'organization.sample_removed'])

const PAGE = 2_000
/** From so many acts on reading everything is faster than reading what changed. */
const TOO_MANY = 50_000
/**
 * An id is made before its transaction commits and, with several servers, by another clock: so far back acts are looked
 * at again.
 */
const OVERLAP = 2 * MINUTE

/**
 * Every change of an escalation tells it in the story of its workflow, in the same transaction: the timeline is the log
 * of changes, paid for already, and its ids grow with time.
 */
export function createHeld(conn: Reader, organizationId: string, nextVersion: () => number): Held {
  let columns: Columns | undefined
  let version = nextVersion()
  /** The largest id of an act that was seen, and all that were seen since the overlap before it. */
  let latest = ''
  let seen = new Set<string>()
  let refreshing: Promise<unknown> | undefined

  async function load(): Promise<Columns> {
    latest = await latestAct(conn, organizationId)
    // What can be seen of them now, the rows that are read next have in them.
    seen = new Set(await eachAct(overlapStart(latest), () => {}))
    const loaded = createColumns()
    for (let after: string | undefined = ''; after !== undefined; ) {
      const page = await listEscalations(conn, organizationId, after, PAGE)
      for (const escalation of page) loaded.put(escalation)
      after = page.length < PAGE ? undefined : page.at(-1)?.id
      await turn()
    }
    version = nextVersion()
    columns = loaded
    // What was changed while it was read.
    await followChanges(loaded)
    return columns
  }

  /** The acts after an id, up to too many; returns their ids. */
  async function eachAct(after: string, look: (act: Act) => void): Promise<string[]> {
    const ids: string[] = []
    for (let more = true; more; ) {
      const acts = await listActs(conn, organizationId, ids.at(-1) ?? after, PAGE)
      for (const act of acts) {
        ids.push(act.id)
        look(act)
      }
      more = acts.length === PAGE && ids.length < TOO_MANY
    }
    return ids
  }

  /** Puts what changed into the columns, or reads everything anew where that is shorter. */
  async function followChanges(into: Columns): Promise<void> {
    const workflows = new Set<string>()
    let [count, anew] = [0, false]
    const ids = await eachAct(overlapStart(latest), ({ id, subject, type }) => {
      if (seen.has(id)) return
      count += 1
      if (subject.startsWith('workflow:')) workflows.add(subject.slice('workflow:'.length))
      else anew ||= SWEEPING.has(type)
    })
    if (anew || count >= TOO_MANY) {
      await load()
      return
    }
    latest = ids.at(-1) ?? latest
    const start = overlapStart(latest)
    seen = new Set(ids.filter((id) => id > start))
    if (workflows.size === 0) return
    for (const escalation of await listOfWorkflows(conn, organizationId, [...workflows])) into.put(escalation)
    version = nextVersion()
  }

  async function refresh(): Promise<void> {
    if (columns === undefined) await load()
    else await followChanges(columns)
  }

  return {
    rows: () => columns?.length ?? 0,
    async fresh() {
      // Who asks while a refresh is under way may know of a later change: it waits, then looks itself.
      while (refreshing !== undefined) await refreshing
      refreshing = refresh()
        .catch((error: unknown) => {
          columns = undefined
          throw error
        })
        .finally(() => {
          refreshing = undefined
        })
      await refreshing
      if (columns === undefined) throw new Error('The escalations were not read')
      return { columns, version }
    },
  }
}

/** The id that comes right before all that are made from the overlap before this one's instant on. */
function overlapStart(id: string): string {
  const written = id.replaceAll('-', '').slice(0, 12)
  const at = Number.parseInt(written, 16)
  return Number.isNaN(at) ? '' : firstIdAt(Math.max(0, at - OVERLAP))
}
