import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BackupKind } from '../../shared/backups/backup.ts'
import { outdated } from '../../shared/backups/keep.ts'
import { DAY, HOUR } from '../../shared/time/instant.ts'

const FRIDAY = Date.parse('2027-01-15T02:40:00Z')

function one(madeAt: number, kind: BackupKind = 'routine') {
  return { name: new Date(madeAt).toISOString() + kind, madeAt, kind }
}

describe('which backups stay', () => {
  test('of one each night, seven days and the newest of four weeks', () => {
    const nights = Array.from({ length: 60 }, (_, night) => one(FRIDAY - night * DAY))
    const gone = new Set(outdated(nights))
    const kept = nights.filter(({ name }) => !gone.has(name)).map(({ madeAt }) => (FRIDAY - madeAt) / DAY)
    // 15 January is a Friday: of this week it is the newest, of the weeks before their Sundays.
    expect(kept).toEqual([0, 1, 2, 3, 4, 5, 6, 12, 19])
  })

  test('of several on one day, the newest', () => {
    const day = [0, 1, 2].map((hours) => one(FRIDAY + hours * HOUR))
    expect(outdated(day)).toEqual([day[0]!.name, day[1]!.name])
  })

  test('two from before an upgrade, whatever else there is', () => {
    const upgrades = [1, 100, 200].map((days) => one(FRIDAY - days * DAY, 'upgrade'))
    expect(outdated([one(FRIDAY), ...upgrades])).toEqual([upgrades[2]!.name])
  })

  test('the newest always, and never more than thirteen', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(400 * 24), fc.boolean()), { maxLength: 200 }), (made) => {
        const all = made.map(([hours, upgrade]) => one(FRIDAY - hours * HOUR, upgrade ? 'upgrade' : 'routine'))
        const gone = new Set(outdated(all))
        const kept = all.filter(({ name }) => !gone.has(name))
        const newest = all.toSorted((a, b) => b.madeAt - a.madeAt)[0]
        expect(newest === undefined || kept.some(({ name }) => name === newest.name)).toBe(true)
        expect(new Set(kept.map(({ name }) => name)).size).toBeLessThanOrEqual(13)
      }),
    )
  })
})
