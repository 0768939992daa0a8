import { createHash, timingSafeEqual } from 'node:crypto'
import { DomainError, notFound } from '../../shared/errors.ts'
import type { App } from '../app.ts'
import { readiness } from '../operations/readiness.ts'
import { VERSION } from '../version.ts'
import type { HttpApp } from './mount.ts'

/**
 * /healthz: the process answers. /readyz: it can do its work (503 where it cannot; `late` is a 200), and how far it is
 * behind. /metrics: figures for Prometheus, where HOIST_METRICS_TOKEN is set and sent as a bearer.
 */
export function mountHealth(hono: HttpApp, app: App): void {
  hono.get('/healthz', (c) => c.json({ status: 'ok', version: VERSION }))
  hono.get('/readyz', async (c) => {
    try {
      const now = await readiness(app)
      return c.json({ ...now, version: VERSION }, now.status === 'not ready' ? 503 : 200)
    } catch (error) {
      app.log.error({ err: error }, 'not ready')
      return c.json({ status: 'not ready', problems: ['The database does not answer.'], version: VERSION }, 503)
    }
  })
  hono.get('/metrics', async (c) => {
    const { metrics, config } = app
    if (metrics === null || config.metricsToken === null) throw notFound('Route')
    if (!same(c.req.header('authorization') ?? '', `Bearer ${config.metricsToken}`))
      throw new DomainError('unauthorized', 'Send HOIST_METRICS_TOKEN as a bearer token')
    const { text, type } = await metrics.scrape(app)
    return c.body(text, 200, { 'content-type': type, 'cache-control': 'no-store' })
  })
}

/** Compared by their hashes, which are equally long: the time taken tells nothing. */
function same(given: string, wanted: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(given), hash(wanted))
}
