import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { App } from '../app.ts'

export type Listening = {
  port: number
  /** Refuses new connections, lets answers under way finish for `graceMs`, then cuts what is left. */
  close(graceMs: number): Promise<void>
}

/** Listens on the configured host and port. Rejects where the port is taken or not allowed. */
export async function listen(app: App): Promise<Listening> {
  const server = createAdaptorServer({ fetch: (request, env) => app.fetch(request, env) }) as Server
  server.requestTimeout = 30_000
  server.headersTimeout = 20_000
  server.keepAliveTimeout = 65_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(app.config.port, app.config.host, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: (graceMs) =>
      new Promise((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), graceMs)
        server.close(() => {
          clearTimeout(cut)
          resolve()
        })
        server.closeIdleConnections()
        // Live streams never end by themselves.
        app.live.closeAll()
      }),
  }
}
