import type { Command } from 'commander'
import { z } from 'zod'
import { systemClock } from '../clock.ts'
import { type Config, parseConfig } from '../config.ts'
import { openDb } from '../db/open.ts'
import { StartRefusal } from '../db/refusal.ts'
import { parseOrRefuse } from '../http/issues.ts'
import { createLog } from '../log.ts'
import { nameFromEmail } from '../people/members/ensure.ts'
import { NewInstallation, setUp } from '../people/setup/service.ts'
import { connect } from './client.ts'
import { Unreachable } from './errors.ts'
import type { Terminal } from './program.ts'

type Options = { organization: string; email: string; password: string; name?: string; timeZone?: string; json?: true }
type Made = { organizationId: string; userId: string; apiKey: string }

/** `hoist setup`: the first organization and administrator without a browser, with a first API key. */
export function registerSetup(program: Command, terminal: Terminal): void {
  program
    .command('setup')
    .description('make the first organization, its administrator and an API key')
    .requiredOption('--organization <name>', 'name of the organization')
    .requiredOption('--email <address>', 'address the administrator signs in with')
    .requiredOption('--password <password>', 'at least 8 characters')
    .option('--name <name>', 'name of the administrator')
    .option('--time-zone <zone>', 'IANA time zone of the organization (default: this machine’s)')
    .option('--json', 'answer with one line of JSON')
    .action(async (options: Options) => {
      const made = await perform(options, terminal)
      if (options.json) terminal.out(JSON.stringify(made))
      else {
        terminal.out(`${options.organization} is set up. Sign in as ${options.email}.`)
        terminal.out(`API key, shown only now: ${made.apiKey}`)
      }
    })
}

async function perform({ json: _, ...options }: Options, terminal: Terminal): Promise<Made> {
  const input = parseOrRefuse(NewInstallation, {
    ...options,
    name: options.name ?? nameFromEmail(options.email),
    timeZone: options.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  })
  const config = parseConfig(terminal.env)
  try {
    return await inTheFolder(config, input)
  } catch (error) {
    if (!(error instanceof StartRefusal)) throw error
    // The data folder belongs to a running server, which can do it just as well.
    return throughServer(input, terminal).catch((refusal: unknown) => {
      throw refusal instanceof Unreachable ? error : refusal
    })
  }
}

async function inTheFolder(config: Config, input: NewInstallation): Promise<Made> {
  const log = createLog(config.logLevel)
  const { databaseUrl, dataDir, networkDrive } = config
  const db = await openDb({ databaseUrl, dataDir, networkDrive, clock: systemClock, log })
  try {
    const { organizationId, userId, key } = await setUp({ db, clock: systemClock, log }, input, 'Set-up')
    return { organizationId, userId, apiKey: key?.key ?? '' }
  } finally {
    await db.close()
  }
}

async function throughServer(input: NewInstallation, terminal: Terminal): Promise<Made> {
  const { HOIST_API_KEY: _, ...env } = terminal.env
  const client = await connect({ env })
  const answer = await client.send<{ result: { data: unknown } }>('POST', '/trpc/setup.create', input)
  const { organizationId, userId } = z
    .object({ organizationId: z.string(), userId: z.string() })
    .parse(answer.result.data)
  const { key } = await client.send<{ key: string }>('POST', '/api/keys', { name: 'Set-up' })
  return { organizationId, userId, apiKey: key }
}
