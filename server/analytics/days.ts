import { DomainError } from '../../shared/errors.ts'
import { MINUTE } from '../../shared/time/instant.ts'
import { localCalendar } from '../../shared/time/zone.ts'
import { firstIdAt } from '../clock.ts'
import type { Context } from '../context.ts'
import type { Writer } from '../db/engine.ts'
import { appendTimeline } from '../timeline/store.ts'
import { type CalendarRow, type DaysRow, listCalendars, listDays, saveCalendar, setDays } from './days-store.ts'

/** Rows of one unit of work; fewer where so many took too long. */
const BATCH = 64
const PIECES = 8
/** A change is followed so long after it: whatever was under way with the old zone is over by then. */
const SETTLED = MINUTE
/** What was written since so long before the first look began is looked at a second time, in the next run. */
const TAIL = 10 * MINUTE

/**
 * Brings the stored days, weekdays and hours of every organization into its zone, from where an earlier run ended. Each
 * batch commits together with how far it got. Returns how many flow actions were looked at.
 */
export async function recomputeDays({ db, clock }: Context, signal: AbortSignal): Promise<number> {
  let evaluated = 0
  for (const { organizationId, timeZone, changedAt, calendar } of await listCalendars(db.read)) {
    const now = clock.now()
    const anew = calendar?.timeZone !== timeZone
    if (anew && now - changedAt < SETTLED) continue
    let state: CalendarRow = anew
      ? { organizationId, timeZone, cursor: '', tail: firstIdAt(now - TAIL), updatedAt: now }
      : calendar
    let size = BATCH
    for (let more = state.cursor !== null; more && !signal.aborted; ) {
      const write = db.write((tx) => recomputeBatch(tx, state, size, clock.now()), 'bulk')
      const step = await write.catch((error: unknown) => {
        if (size === 1 || !(error instanceof DomainError) || error.code !== 'busy') throw error
        return null
      })
      if (step === null) {
        size = Math.ceil(size / PIECES)
        continue
      }
      evaluated += step.looked
      state = step.state
      more = step.looked === size
    }
  }
  return evaluated
}

async function recomputeBatch(tx: Writer, state: CalendarRow, size: number, now: number) {
  const { organizationId, timeZone, cursor, tail } = state
  const rows = await listDays(tx, organizationId, cursor ?? '', size)
  for (const row of rows) {
    const days = daysIn(row, timeZone)
    if (Object.entries(days).some(([key, value]) => row[key as keyof DaysRow] !== value))
      await setDays(tx, organizationId, { id: row.id, ...days })
  }
  const done = rows.length < size
  const next: CalendarRow = {
    ...state,
    cursor: done ? tail : (rows.at(-1)?.id ?? null),
    tail: done ? null : tail,
    updatedAt: now,
  }
  await saveCalendar(tx, next)
  if (done && (cursor !== '' || rows.length > 0))
    await appendTimeline(tx, organizationId, [
      {
        subject: 'organization',
        type: 'organization.days_recomputed',
        actor: { type: 'job', job: 'analytics-days' },
        at: now,
        details: { timeZone },
      },
    ])
  return { looked: rows.length, state: next }
}

function daysIn({ createdAt, firedAt }: DaysRow, timeZone: string) {
  const created = localCalendar(createdAt, timeZone)
  const fired = firedAt === null ? null : localCalendar(firedAt, timeZone)
  return {
    localDay: created.day,
    localWeekday: created.weekday,
    localHour: created.hour,
    firedLocalDay: fired?.day ?? null,
    firedLocalWeekday: fired?.weekday ?? null,
    firedLocalHour: fired?.hour ?? null,
  }
}
