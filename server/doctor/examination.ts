import { platform } from 'node:os'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import { VERSION } from '../version.ts'
import { checkAdoption, checkBackups, checkDatabase, checkFolder } from './checks.ts'
import { type Finding, finding } from './finding.ts'
import { checkServer } from './server-check.ts'

/** Looks at the whole installation without changing anything, also while a server runs. In the order a person reads it. */
export async function examineInstallation(config: Config, clock: Clock, node: string): Promise<Finding[]> {
  const program = finding('Program', 'ok', `Hoist ${VERSION}, Node ${node}, ${platform()}`)
  const database = await checkDatabase(config, clock)
  return [
    program,
    await checkFolder(config),
    ...database.findings,
    checkBackups(config, clock),
    await checkServer(addressOf(config)),
    ...(database.usable ? [await checkAdoption(config, clock)] : []),
  ]
}

/** Where the server of this installation listens, whatever address the world knows it by. */
function addressOf({ host, port }: Config): string {
  const any = host === '0.0.0.0' || host === '::'
  return `http://${any ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host}:${port}`
}
