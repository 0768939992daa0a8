import { beforeEach, describe, expect, it } from 'vitest'
import { analyse } from '../../server/risk/analyser.ts'
import { SAYS } from '../support/alert-texts.ts'
import { type AlertWorld, alertWorld } from '../support/alert-world.ts'

/** High by a little and by one detector alone: what a threshold that is moved lets go, and a weight that is lowered. */
const BARELY = [
  'The invoice is wrong again, please correct it.',
  'This is the third time I am asking about the export.',
  'Nobody has answered my ticket since Monday.',
  'I want to speak to your manager.',
  'Your support is a joke.',
  SAYS.high,
].find((text) => {
  const { riskLevel, score, indicators } = analyse(text)
  const without = analyse(text, { factors: [{ tag: indicators[0]?.tag ?? '', factor: 0 }] })
  return riskLevel === 'high' && score < 63 && isBelowHigh(without.riskLevel)
})!

function isBelowHigh(level: string): boolean {
  return level === 'low' || level === 'medium'
}

let w: AlertWorld
beforeEach(async () => {
  w = await alertWorld()
})
const trpc = () => w.trpc('admin').alerts

/** Alerts on so many messages of this text, each called a false positive. */
async function falsePositives(text: string, many: number) {
  for (let at = 0; at < many; at += 1) await w.write(text, { channel: `C0FALSE0${at}` })
  await w.scan()
  const ids = (await w.alerts('?status=open')).map((one) => one.id)
  await trpc().moveMany.mutate({ ids, status: 'false_positive', notes: 'Only a question' })
}

async function confirmed(text: string, many: number) {
  for (let at = 0; at < many; at += 1) {
    const messageId = await w.write(text, { channel: `C0RIGHT0${at}` })
    await trpc().feedback.mutate({ verdict: 'confirmed', messageId })
  }
}

describe('feedback', () => {
  it('a false positive speaks of every message it rests on; reopening takes it back', async () => {
    await w.write(SAYS.high)
    await w.write(SAYS.high)
    await w.scan()
    const [{ id }] = await w.alerts()
    await w.move(id, 'false_positive', 'A quote from a film')
    expect(await trpc().quality.query()).toMatchObject({ falsePositive: 2, confirmed: 0, missed: 0 })
    const { conversation } = await trpc().get.query({ id })
    expect(conversation.map((one) => one.verdict)).toEqual(['false_positive', 'false_positive'])
    await w.move(id, 'open')
    expect(await trpc().quality.query()).toMatchObject({ falsePositive: 0, detectors: [] })
  })

  it('confirm and missed are kept with how risky it was; the latest word counts', async () => {
    const messageId = await w.write(SAYS.medium)
    await trpc().feedback.mutate({ verdict: 'confirmed', messageId })
    await trpc().feedback.mutate({ verdict: 'missed', messageId, missedRisk: 'high', reason: 'They left' })
    const quality = await trpc().quality.query()
    expect(quality).toMatchObject({ confirmed: 0, missed: 1 })
    expect(quality.detectors[0]).toMatchObject({ right: 1, wrong: 0, precision: 1 })
    const { alertLabel } = w.app.db.t
    expect(await w.app.db.read.select().from(alertLabel)).toMatchObject([
      { verdict: 'missed', missedRisk: 'high', riskLevel: 'medium', reason: 'They left' },
    ])
  })

  it('is refused for what no customer wrote, and for what is not there', async () => {
    const answer = await w.write('We are on it', { direction: 'outbound' })
    for (const messageId of [answer, 'nothing'])
      await expect(trpc().feedback.mutate({ verdict: 'confirmed', messageId })).rejects.toMatchObject({
        data: { httpStatus: 400, issues: [{ path: ['messageId'] }] },
      })
  })
})

describe('proposals', () => {
  it('wait until enough people have spoken', async () => {
    await falsePositives(BARELY, 4)
    expect(await trpc().propose.mutate()).toEqual({ proposed: 0 })
  })

  it.each(['threshold', 'weight'])(
    'say what a %s would have removed and kept; it is applied, and taken back',
    async (kind) => {
      await falsePositives(BARELY, 6)
      await confirmed(SAYS.critical, 5)
      expect((await trpc().propose.mutate()).proposed).toBeGreaterThan(0)
      const { proposals } = await trpc().proposals.query()
      const proposal = proposals.find((one) => one.change.kind === kind)!
      expect(proposal).toMatchObject({
        state: 'proposed',
        change: {
          ...(kind === 'threshold' ? { of: 'high', from: 50 } : { of: analyse(BARELY).indicators[0]?.tag, from: 1 }),
          removed: 6,
          remaining: 0,
          added: 0,
          kept: 5,
          lost: 0,
          gained: 0,
        },
      })
      const levelNow = async () => {
        const id = await w.write(BARELY, { channel: 'C0LATER001' })
        return (await w.rest('admin', 'POST', `/api/messages/${id}/suggestions`)).body.risk.riskLevel
      }
      await trpc().applyProposal.mutate({ id: proposal.id })
      expect(isBelowHigh(await levelNow())).toBe(true)
      await expect(trpc().dismissProposal.mutate({ id: proposal.id })).rejects.toThrow('This proposal is applied')
      await trpc().revertProposal.mutate({ id: proposal.id })
      expect(await levelNow()).toBe('high')
      expect((await trpc().proposals.query()).proposals.find((one) => one.id === proposal.id)).toMatchObject({
        state: 'reverted',
        decidedBy: { name: 'Ada Admin' },
      })
      // What was turned down is left alone for a while, and another organization has nothing to do with it.
      const { of, to } = proposal.change
      await trpc().propose.mutate()
      const open = (await trpc().proposals.query()).proposals.filter((one) => one.state === 'proposed')
      expect(open.filter((one) => one.change.to === to && one.change.of === of)).toEqual([])
      await expect(w.trpc('outsider').alerts.applyProposal.mutate({ id: proposal.id })).rejects.toThrow('not found')
    },
  )

  it('are made by a job at night', async () => {
    await falsePositives(BARELY, 6)
    await confirmed(SAYS.critical, 5)
    expect(await w.app.jobs.run('tune-alerts', 'test')).toMatchObject({ errors: 0 })
    expect((await trpc().proposals.query()).proposals.length).toBeGreaterThan(0)
  })
})
