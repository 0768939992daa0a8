import type { App } from '../app.ts'
import { VERSION } from '../version.ts'
import type { HttpApp } from './mount.ts'

/** /healthz: the process answers. /readyz: it also reaches its database, and how far the trigger engine is behind. */
export function mountHealth(hono: HttpApp, app: App): void {
  hono.get('/healthz', (c) => c.json({ status: 'ok', version: VERSION }))
  hono.get('/readyz', async (c) => {
    try {
      return c.json({ status: 'ready', version: VERSION, triggers: await app.triggers.lag() })
    } catch (error) {
      app.log.error({ err: error }, 'not ready')
      return c.json({ status: 'not ready', version: VERSION }, 503)
    }
  })
}
