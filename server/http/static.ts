import { createReadStream, existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { embeddedBytes, isExecutable } from '../executable.ts'
import { decodedPath } from './decode.ts'
import type { HttpApp } from './mount.ts'

const TYPES = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.ico', 'image/x-icon'],
  ['.woff2', 'font/woff2'],
  ['.json', 'application/json'],
  ['.webmanifest', 'application/manifest+json'],
  ['.txt', 'text/plain; charset=utf-8'],
])

/** The built screen: beside the bundle when bundled, else where the build puts it. The executable carries it in itself. */
const FOLDER = isExecutable
  ? undefined
  : ['../client/', '../../dist/client/']
      .map((path) => fileURLToPath(new URL(path, import.meta.url)))
      .find((path) => existsSync(join(path, 'index.html')))

const NOT_BUILT = 'The screen is not built yet: run npm run build, or npm start, which does it by itself.\n'

/** Files of the screen; every other address that is no file gets the page, whose router knows it. */
export function mountStatic(hono: HttpApp): void {
  hono.get('*', async (c) => {
    const path = normalize(decodedPath(c.req.path) ?? '/').replace(/^(\.\.[/\\])+/, '')
    const file = extname(path) === '' ? null : await fileResponse(path)
    if (file) return file
    if (extname(path) !== '' && !(c.req.header('accept') ?? '').includes('text/html')) return c.text('Not found\n', 404)
    return (await fileResponse('/index.html')) ?? c.text(NOT_BUILT, 503)
  })
}

/** A file of the screen by its path below it, such as `/assets/main.js`; null where there is none. */
async function fileResponse(path: string): Promise<Response | null> {
  const found = isExecutable ? embedded(path) : await onDisk(path)
  if (found === null) return null
  return new Response(found.body, {
    headers: {
      'content-type': TYPES.get(extname(path)) ?? 'application/octet-stream',
      'content-length': String(found.size),
      // Vite puts a hash of the content into the names under assets.
      'cache-control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    },
  })
}

type Found = { body: BodyInit; size: number }

function embedded(path: string): Found | null {
  const bytes = embeddedBytes(`client${path.replaceAll('\\', '/')}`)
  return bytes && { body: bytes, size: bytes.length }
}

async function onDisk(path: string): Promise<Found | null> {
  if (FOLDER === undefined) return null
  const file = join(FOLDER, path)
  const found = await stat(file).catch(() => null)
  if (!found?.isFile()) return null
  return { body: Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>, size: found.size }
}
