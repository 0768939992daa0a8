import { DomainError } from '../../shared/errors.ts'
import type { App } from '../app.ts'
import { inboundDoors } from '../inbound/rest.ts'
import { slackDoors } from '../slack/rest.ts'
import { clientAddress } from './address.ts'
import { limitBody } from './body.ts'
import { createDoorGuard } from './door-guard.ts'
import type { Door } from './door.ts'
import type { HttpApp } from './mount.ts'

/** Every address at which other services hand something in. */
export const doors: Door[] = [slackDoors, inboundDoors].flat()

/** Adds the doors. They come before the REST routes, whose last one answers for every address below /api. */
export function mountDoors(hono: HttpApp, app: App): void {
  const guard = createDoorGuard(app.clock)
  for (const { path, bodyLimit, handle } of doors) {
    hono.post(path.replaceAll(/\{(\w+)\}/g, ':$1'), async (c) => {
      const address = clientAddress(c.env, c.req.raw.headers, app.config.trustedProxies)
      guard.admit(address)
      try {
        const answer = await handle(app, limitBody(c.req.raw, bodyLimit), c.req.param() as Record<string, string>)
        guard.proved(address)
        return answer
      } catch (error) {
        if (error instanceof DomainError && error.code === 'unauthorized') guard.failed(address)
        throw error
      }
    })
  }
}
