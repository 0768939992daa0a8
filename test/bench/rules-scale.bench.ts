import { monitorEventLoopDelay } from 'node:perf_hooks'
import { type App, createApp } from '../../server/app.ts'
import { parseConfig } from '../../server/config.ts'
import type { Caller } from '../../server/context.ts'
import { createLog } from '../../server/log.ts'
import { backtestAsk } from '../../server/rules/backtest/ask.ts'
import { createRule } from '../../server/rules/service.ts'
import { OrganizationSettings } from '../../shared/people/settings.ts'
import type { OnEnable } from '../../shared/rules/decide.ts'
import { DAY } from '../../shared/time/instant.ts'
import { fillWorkflows, RECIPIENT } from './support/many-workflows.ts'
import { type Line, report } from './support/report.ts'
import { freshDataDir, type Setup, setUp } from './support/server.ts'

// A rule switched on over many open workflows, and a backtest over a long time: how long, and how silent the event loop is
// meanwhile for everybody else.

type Size = { customers: number; each: number; days: number }

async function withApp(size: Size, run: (app: App, caller: Caller) => Promise<void>): Promise<void> {
  const data = freshDataDir()
  const setup = await setUp(data.path)
  fillWorkflows(data.path, setup, size)
  const app = await createApp(parseConfig({ HOIST_DATA: data.path }), { log: createLog('error') })
  await run(app, callerOf(setup))
  await app.stop()
  data.remove()
}

function callerOf({ organizationId, userId }: Setup): Caller {
  const actor = { type: 'user', userId, name: 'Ada' } as const
  const settings = OrganizationSettings.parse({})
  return { organizationId, userId, name: 'Ada', role: 'admin', timeZone: 'Europe/Berlin', settings, actor }
}

async function measured(run: () => Promise<unknown>): Promise<{ seconds: number; silenceMs: number }> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const began = performance.now()
  await run()
  const seconds = (performance.now() - began) / 1_000
  delay.disable()
  return { seconds, silenceMs: delay.max / 1e6 }
}

const lines = (what: string, { seconds, silenceMs }: { seconds: number; silenceMs: number }, goal: number): Line[] => [
  { what, measured: `${seconds.toFixed(2)} s`, goal: `≤ ${goal} s`, met: seconds <= goal },
  {
    what: 'longest silence of the loop meanwhile',
    measured: `${silenceMs.toFixed(1)} ms`,
    goal: '≤ 30 ms',
    met: silenceMs <= 30,
  },
]

await withApp({ customers: 20_000, each: 5, days: 0 }, async (app, caller) => {
  const found: Line[] = []
  for (const onEnable of ['mark', 'fire'] as OnEnable[]) {
    const took = await measured(async () => {
      const conditions = { health_score: { operator: '<', value: 50 } }
      const rule = { name: onEnable, conditions, escalateToUserId: RECIPIENT, mode: 'on' as const, onEnable }
      await createRule(app, caller, rule)
      await app.rules.drain()
    })
    const what = onEnable === 'mark' ? 'half of them match and are marked' : '50 escalate, the rest is quarantined'
    found.push(...lines(what, took, 5))
  }
  report('A rule switched on over 100,000 open workflows', found)
})

await withApp({ customers: 5_000, each: 1, days: 90 }, async (app, caller) => {
  for (let at = 0; at < 9; at += 1) {
    const conditions = {
      all: [
        { field: 'health_score', operator: '<', value: 5 + at },
        { field: at % 2 === 0 ? 'arr' : 'overdue_days', operator: '>', value: at * 9 },
      ],
    }
    await createRule(app, caller, {
      name: `rule ${at}`,
      conditions,
      escalateToUserId: RECIPIENT,
      mode: 'on',
      onEnable: 'mark',
    })
  }
  await app.rules.drain()
  const conditions = {
    any: [
      { field: 'health_score', operator: '<', value: 10 },
      { field: 'overdue_days', operator: '>=', value: 7 },
    ],
  }
  const ask = await backtestAsk(app, caller, { from: Date.now() - 90 * DAY, conditions })
  let told = ''
  const took = await measured(async () => {
    const result = await app.backtests.run(ask)
    told = `${result.facts.toLocaleString('en')} facts, ${result.count.toLocaleString('en')} firings`
  })
  report(`A backtest of 10 rules over 90 days of 5,000 workflows (${told})`, lines('in its thread', took, 30))
})
