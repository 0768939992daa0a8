import type { Command } from 'commander'
import { type App, createApp } from '../app.ts'
import { parseConfig } from '../config.ts'
import { listen } from '../http/server.ts'
import { countOrganizations } from '../people/organizations/store.ts'
import { setupToken } from '../secret.ts'
import { fillWithSampleData } from './demo.ts'
import { CliError } from './errors.ts'
import type { Terminal } from './program.ts'

/** How long answers under way may take once the server was told to stop. */
const GRACE_MS = 8_000
const LAST_RESORT_MS = 10_000

/** `hoist serve`, also what runs without a command: the server, until SIGINT or SIGTERM. */
export function registerServe(program: Command, terminal: Terminal): void {
  program
    .command('serve', { isDefault: true })
    .description('run the server')
    .option('--demo', 'fill it with sample data')
    .action(({ demo }: { demo?: true }) => serve(terminal, demo === true))
}

async function serve(terminal: Terminal, demo: boolean): Promise<void> {
  const config = parseConfig(terminal.env)
  const app = await createApp(config)
  const server = await listen(app).catch(async (error: NodeJS.ErrnoException) => {
    await app.stop()
    throw new CliError(listenProblem(error, config.port, config.host))
  })
  if (demo) await fillWithSampleData(app, terminal)
  await app.start()
  await sayWhatIsNext(app, terminal)
  app.log.info({ url: config.url, port: server.port, database: app.db.version }, 'Hoist is ready')
  await terminal.stopped()
  setTimeout(terminal.leave, LAST_RESORT_MS).unref()
  await server.close(GRACE_MS)
  await app.stop()
}

/** An installation without an organization is set up in a browser; from elsewhere that takes a token. */
async function sayWhatIsNext({ db, config }: App, terminal: Terminal): Promise<void> {
  if ((await countOrganizations(db.read)) > 0) return
  terminal.err(`Open ${config.url} to set Hoist up`)
  terminal.err(`From another machine you will be asked for this set-up token: ${setupToken(config.secret)}`)
}

function listenProblem(error: NodeJS.ErrnoException, port: number, host: string): string {
  if (error.code === 'EADDRINUSE') return `Port ${port} is in use: stop what uses it, or choose another one with PORT`
  if (error.code === 'EACCES') return `This user may not listen on port ${port}: choose one above 1023 with PORT`
  if (error.code === 'EADDRNOTAVAIL') return `This machine has no address ${host}: correct HOST`
  return `The server cannot listen on ${host}:${port}: ${error.message}`
}
