import { afterAll, expect, test } from 'vitest'
import { createApp } from '../../server/app.ts'
import { parseConfig } from '../../server/config.ts'
import { createLog } from '../../server/log.ts'
import { storeMessages } from '../../server/messages/service.ts'
import { scanOrganization } from '../../server/alerts/scan.ts'
import { SAYS } from '../support/alert-texts.ts'
import { testClock } from '../support/clock.ts'
import { cleanUp, engines } from '../support/engines.ts'
import { peopleOf } from '../support/people.ts'

afterAll(cleanUp)

const CHANNELS = 6

test('two servers on one PostgreSQL raise one alert a channel, and tell of it once', { timeout: 60_000 }, async () => {
  const place = await engines.find((engine) => engine.name === 'postgres')!.place()
  const config = parseConfig({
    HOIST_DATA: place.dataDir,
    HOIST_SECRET: 'a secret that every process shares, 32+',
    DATABASE_URL: place.databaseUrl ?? '',
  })
  const clock = testClock()
  const open = () => createApp(config, { clock, log: createLog('silent') })
  const servers = [await open(), await open()]
  const [first] = servers
  const { organizationId } = await peopleOf(first!)
  const recipient = { organizationId, timeZone: 'UTC' }
  const { t } = first!.db
  const base = { organizationId, createdAt: 1, updatedAt: 1 }
  await first!.db.write((tx) =>
    tx.insert(t.customer).values({ ...base, id: 'acme', name: 'Acme', nameSort: 'acme', tags: [], properties: {} }),
  )

  const message = (server: number, channel: number, text: string) => ({
    id: `s${server}-c${channel}-${text.length}`,
    customer: 'acme',
    channel: `channel-${channel}`,
    direction: 'inbound',
    text,
  })
  const hand = async (app: (typeof servers)[number], server: number, text: string) => {
    for (let channel = 0; channel < CHANNELS; channel += 1)
      await storeMessages(app, recipient, [message(server, channel, text)])
  }
  await Promise.all(servers.map((app, server) => hand(app, server, SAYS.critical)))
  await Promise.all(servers.map((app, server) => hand(app, server, SAYS.high)))
  const slot = { now: clock.now(), signal: new AbortController().signal }
  const scans = await Promise.all(servers.map((app) => scanOrganization(app, organizationId, slot)))

  const alerts = await first!.db.read.select().from(t.alert)
  const evidence = await first!.db.read.select().from(t.alertMessage)
  const notices = await first!.db.read.select().from(t.notification)
  const facts = (await first!.db.read.select().from(t.factChange)).filter((one) => one.field === 'open_alerts')
  const [customer] = await first!.db.read.select().from(t.customer)
  for (const app of servers) await app.stop()

  expect(alerts).toHaveLength(CHANNELS)
  expect(alerts.map((one) => one.count)).toEqual(alerts.map(() => 4))
  expect(evidence).toHaveLength(CHANNELS * 4)
  expect(notices).toHaveLength(CHANNELS)
  expect(scans.reduce((sum, one) => sum + one.fired, 0)).toBe(0)
  expect(customer).toMatchObject({ openAlerts: CHANNELS, riskLevel: 'critical' })
  expect(facts.map((one) => Number(one.value)).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: CHANNELS }, (_, at) => at + 1),
  )
})
