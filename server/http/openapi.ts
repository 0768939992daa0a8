import type { HttpApp } from './mount.ts'
import type { RestRoute } from './rest.ts'

/** /api/openapi.json and the readable reference at /docs. The document is made when first asked for. */
export function mountReference(hono: HttpApp, routes: RestRoute[]): void {
  let document: Promise<Record<string, unknown>> | undefined
  const load = () => (document ??= import('./document.ts').then(({ openApiDocument }) => openApiDocument(routes)))
  hono.get('/api/openapi.json', async (c) => c.json(await load()))
}
