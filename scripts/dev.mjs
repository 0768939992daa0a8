import { requireNode } from './node-version.mjs'

await requireNode()
const { spawn } = await import('node:child_process')
const { watch } = await import('node:fs')
const { join } = await import('node:path')
const { createServer } = await import('vite')
const { root } = await import('./bundle.mjs')

const WATCHED = ['server', 'shared', 'drizzle']
const port = Number(process.env.PORT ?? 4300)
const serverPort = port + 1
const url = process.env.HOIST_URL ?? `http://localhost:${port}`
const say = (line) => process.stderr.write(`[dev] ${line}\n`)

let child = null
let again = null
let leaving = false

function startServer() {
  child = spawn(process.execPath, ['--enable-source-maps', join(root, 'server/main.ts'), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: {
      ...process.env,
      PORT: String(serverPort),
      // The browser talks to Vite, so links, cookies and Origin checks are about its address.
      HOIST_URL: url,
      NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/dev-compile'),
    },
  })
  child.on('exit', (code) => {
    child = null
    if (leaving) process.exit(0)
    if (again === 'restart') {
      again = null
      startServer()
    } else say(`The server ended (${code}); save a file to start it again`)
  })
}

function restartServer(file) {
  say(`${file} changed`)
  if (child === null) startServer()
  else {
    again = 'restart'
    child.kill('SIGTERM')
  }
}

let timer = null
for (const folder of WATCHED) {
  watch(join(root, folder), { recursive: true }, (_event, name) => {
    if (name === null || !/\.(ts|sql|json)$/.test(name)) return
    clearTimeout(timer)
    timer = setTimeout(() => restartServer(`${folder}/${name}`), 100)
  })
}

process.env.HOIST_DEV_SERVER = `http://127.0.0.1:${serverPort}`
const vite = await createServer({
  configFile: join(root, 'vite.config.ts'),
  server: { port, strictPort: true, host: process.env.HOST ?? 'localhost' },
})
await vite.listen()
startServer()
say(`Open ${url}`)

async function leave() {
  leaving = true
  await vite.close()
  if (child === null) process.exit(0)
  child.kill('SIGTERM')
}

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void leave())
