import type { HttpApp } from './mount.ts'
import type { RestRoute } from './rest.ts'

/** /api/openapi.json and the readable reference at /docs. Both are made when first asked for. */
export function mountReference(hono: HttpApp, routes: RestRoute[]): void {
  let made: Promise<{ document: Record<string, unknown>; page: string }> | undefined
  const load = () => (made ??= make(routes))
  hono.get('/api/openapi.json', async (c) => c.json((await load()).document))
  hono.get('/docs', async (c) => c.html((await load()).page))
}

async function make(routes: RestRoute[]) {
  const { openApiDocument } = await import('./document.ts')
  const { referencePage } = await import('./reference.ts')
  const document = openApiDocument(routes)
  return { document, page: referencePage(routes) }
}
