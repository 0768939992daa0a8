import { beforeEach, describe, expect, it } from 'vitest'
import { type AlertWorld, alertWorld } from '../support/alert-world.ts'

const TEXT = 'They want to switch to plan Zebra.'
const zebra = { text: 'plan zebra', tag: 'termination', weight: 90, enabled: true }
const dead = { text: 'dead', enabled: true }

describe.each(['sqlite', 'postgres'] as const)('own words on %s', (engine) => {
  let w: AlertWorld
  beforeEach(async () => {
    w = await alertWorld(engine)
  })
  const alerts = (as: Parameters<AlertWorld['trpc']>[0] = 'admin') => w.trpc(as).alerts
  const riskOf = async (text: string) => {
    const id = await w.write(text, { channel: `C0WORDS${text.length}` })
    return (await w.rest('admin', 'POST', `/api/messages/${id}/suggestions`)).body.risk
  }

  it('raise what comes in from then on, and only in their organization', async () => {
    await alerts().saveOwnWords.mutate({ phrases: [zebra], exceptions: [dead] })
    expect(await alerts().ownWords.query()).toMatchObject({ phrases: [zebra], exceptions: [dead] })
    expect(await riskOf(TEXT)).toMatchObject({ riskLevel: 'critical' })
    expect(await w.alerts()).toMatchObject([{ severity: 'critical', indicators: [{ quote: 'plan Zebra' }] }])
    expect(await alerts('outsider').ownWords.query()).toMatchObject({ phrases: [], exceptions: [] })
  })

  it('are not overwritten by somebody who did not see them', async () => {
    const [words, others] = [
      { phrases: [], exceptions: [dead] },
      { phrases: [zebra], exceptions: [] },
    ]
    const { phrases, exceptions } = await alerts().ownWords.query()
    const seen = { phrases, exceptions }
    expect(await alerts().saveOwnWords.mutate({ ...others, seen })).toEqual(others)
    await expect(alerts().saveOwnWords.mutate({ ...words, seen })).rejects.toMatchObject({ data: { code: 'conflict' } })
    expect(await alerts().ownWords.query()).toMatchObject(others)
    expect(await alerts().saveOwnWords.mutate({ ...words, seen: others })).toEqual(words)
  })

  it('count for nothing while they are switched off', async () => {
    await alerts().saveOwnWords.mutate({ phrases: [{ ...zebra, enabled: false }], exceptions: [] })
    expect((await riskOf(TEXT)).riskLevel).not.toBe('critical')
  })

  it('are tried before they are saved: the score now, and with them', async () => {
    const phrase = await alerts().tryOwnWords.query({ text: TEXT, phrases: [zebra], exceptions: [] })
    expect(phrase.asSaved.riskLevel).not.toBe('critical')
    expect(phrase.tried).toMatchObject({ riskLevel: 'critical', indicators: [{ tag: 'termination' }] })
    const text = 'everything is dead'
    const exception = await alerts().tryOwnWords.query({ text, phrases: [], exceptions: [dead] })
    expect([exception.asSaved.riskLevel, exception.tried.riskLevel]).toEqual(['critical', 'low'])
    expect(await alerts().ownWords.query()).toMatchObject({ phrases: [], exceptions: [] })
  })

  it.each([
    ['a phrase without words', { phrases: [{ ...zebra, text: '**' }] }, ['phrases', 0, 'text']],
    ['the same phrase twice', { phrases: [zebra, { ...zebra, text: 'Plan  Zebra' }] }, ['phrases', 1, 'text']],
    ['a weight beyond 100', { phrases: [zebra, { ...zebra, text: 'b', weight: 101 }] }, ['phrases', 1, 'weight']],
    ['a tag that is none', { phrases: [{ ...zebra, tag: 'Plan B' }] }, ['phrases', 0, 'tag']],
    ['an empty exception', { exceptions: [{ ...dead, text: ' ' }] }, ['exceptions', 0, 'text']],
  ])('are refused with the place: %s', async (_, change, path) => {
    const saved = alerts().saveOwnWords.mutate({ phrases: [], exceptions: [], ...change })
    await expect(saved).rejects.toMatchObject({ data: { httpStatus: 400, issues: [{ path }] } })
  })

  it('are for admins, and every change is in the audit log once', async () => {
    for (const as of ['manager', 'member'] as const)
      await expect(alerts(as).ownWords.query()).rejects.toMatchObject({ data: { httpStatus: 403 } })
    const words = { phrases: [zebra], exceptions: [] }
    await alerts().saveOwnWords.mutate(words)
    await alerts().saveOwnWords.mutate(words)
    const { auditEvent } = w.app.db.t
    const rows = await w.app.db.read.select().from(auditEvent)
    const told = rows.filter((one) => one.action === 'alerts.words_changed')
    expect(told).toMatchObject([{ diff: { phrases: [[], [zebra]] } }])
  })
})
