import { expect } from 'vitest'
import type { TestApp } from './harness.ts'

/** Uploads a file as an admin would; returns the id of the import. */
export async function uploadText(h: TestApp, kind: string, text: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const path = `/api/imports/files?kind=${kind}&fileName=export.csv`
  const answer = await h.send(path, { method: 'POST', headers: { 'x-api-key': h.people.admin.key }, body: text })
  expect(answer.status).toBe(201)
  return answer.body.id
}

/** Previews and imports a file; returns what was said of it, and how it ended. */
export async function importText(
  h: TestApp,
  kind: string,
  text: string | Uint8Array<ArrayBuffer>,
  start: { live?: boolean } & Record<string, unknown> = {},
) {
  const id = await uploadText(h, kind, text)
  const { live: _, ...settings } = start
  const preview = (await h.rest('admin', 'POST', `/api/imports/${id}/preview`, settings)).body
  const started = await h.rest('admin', 'POST', `/api/imports/${id}/start`, start)
  await h.app.imports.idle()
  const { body } = await h.rest('admin', 'GET', `/api/imports/${id}`)
  return { id, preview, started, state: body.state, counts: body.counts, lastError: body.lastError }
}
