import { execFileSync } from 'node:child_process'
import { createReadStream, createWriteStream, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { build } from 'rolldown'

/** better-sqlite3 ships its addon for each platform; the executable runs where it was built, so it takes this one's. */
function addonFile(root) {
  const musl = process.platform === 'linux' && process.report.getReport().header.glibcVersionRuntime === undefined
  const platform = musl ? 'linuxmusl' : process.platform
  return join(root, 'node_modules/better-sqlite3/prebuilds', `${platform}-${process.arch}.node`)
}

/** The files of the built screen, by the names they have inside. */
function screenFiles(root) {
  const folder = join(root, 'dist/client')
  return readdirSync(folder, { recursive: true })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => [`client/${name.replaceAll('\\', '/')}`, join(folder, name)])
}

/**
 * Makes one executable file of the server, the program of its threads, the screen and the database addon, for the
 * platform that runs this.
 * @param {{ root: string, workDir: string, output: string }} where `workDir` is a folder for what comes between
 */
export async function buildExecutable({ root, workDir, output }) {
  mkdirSync(workDir, { recursive: true })
  const parts = { main: join(workDir, 'main.mjs'), worker: join(workDir, 'worker.cjs'), whole: join(workDir, 'hoist') }
  const shared = {
    cwd: root,
    platform: 'node',
    // Nothing of node_modules is there when it runs: only what is never asked for may stay outside.
    external: [/^node:/, 'pg-native', 'pg-cloudflare'],
    logLevel: 'silent',
  }
  // Names stay, so that a stack in the log can be read.
  const written = {
    codeSplitting: false,
    minify: { mangle: false, compress: true, codegen: { removeWhitespace: true } },
  }
  await build({ ...shared, input: 'server/main.ts', output: { ...written, file: parts.main, format: 'esm' } })
  await build({ ...shared, input: 'server/worker.ts', output: { ...written, file: parts.worker, format: 'cjs' } })
  const config = {
    main: parts.main,
    mainFormat: 'module',
    output: parts.whole,
    disableExperimentalSEAWarning: true,
    useCodeCache: true,
    // The space for young objects of each thread, in MB. With Node's own 32 a start alone fills 30 MB more.
    execArgv: ['--max-semi-space-size=8'],
    assets: {
      'worker.cjs': parts.worker,
      'better_sqlite3.node': addonFile(root),
      ...Object.fromEntries(screenFiles(root)),
    },
  }
  const file = join(workDir, 'sea.json')
  writeFileSync(file, JSON.stringify(config))
  execFileSync(process.execPath, ['--build-sea', file], { stdio: ['ignore', 'ignore', 'inherit'] })
  // Written at one go, Linux holds a file in pieces of 2 MB and counts each of which a byte is used as memory of the
  // process: 40 MB more.
  const small = createReadStream(parts.whole, { highWaterMark: 64 * 1024 })
  await pipeline(small, createWriteStream(output, { mode: 0o755 }))
  // macOS runs nothing whose signature does not fit its content.
  if (process.platform === 'darwin') execFileSync('codesign', ['--sign', '-', '--force', output])
}
