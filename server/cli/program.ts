import { Command, CommanderError } from 'commander'
import { StartRefusal } from '../db/refusal.ts'
import { nativeDirOf } from '../config.ts'
import { unpackInto } from '../db/driver.ts'
import { VERSION } from '../version.ts'
import { registerBackup } from './backup.ts'
import { registerDoctor } from './doctor.ts'
import { CliError } from './errors.ts'
import { registerExport } from './export.ts'
import { registerImport } from './import.ts'
import { registerJobs } from './jobs.ts'
import { registerPeople } from './people.ts'
import { registerRisk } from './risk.ts'
import { registerServe } from './serve.ts'
import { registerSetup } from './setup.ts'

const COMMANDS = [
  registerServe,
  registerSetup,
  registerPeople,
  registerImport,
  registerExport,
  registerRisk,
  registerJobs,
  registerBackup,
  registerDoctor,
]

/** What a command may use of the world; tests bring their own. */
export type Terminal = {
  env: Record<string, string | undefined>
  /** Version of Node that runs this. */
  node: string
  /** stdin. */
  input(): NodeJS.ReadableStream
  /** stdout: answers only. */
  out(line: string): void
  /** stderr: everything said to a person. */
  err(line: string): void
  /** Resolves when the process is told to stop. */
  stopped(): Promise<void>
  /** Ends the process at once. */
  leave(): void
}

/** Runs one command line. Returns the exit code: 0 done, 1 failed, 2 used wrongly; data that cannot be opened has codes of its own. */
export async function run(argv: string[], terminal: Terminal): Promise<number> {
  unpackInto(nativeDirOf(terminal.env))
  const program = new Command('hoist')
    .description('Escalations for customer-success teams')
    .version(VERSION, '-v, --version')
    .showHelpAfterError('(hoist --help lists the commands)')
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.err(text.trimEnd()),
    })
    .exitOverride()
  for (const register of COMMANDS) register(program, terminal)
  program
    .command('version')
    .description('print the version')
    .option('--json', 'answer with one line of JSON')
    .action(({ json }: { json?: true }) => terminal.out(json ? JSON.stringify({ version: VERSION }) : VERSION))
  try {
    await program.parseAsync(argv, { from: 'user' })
    return 0
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (error instanceof CliError) {
      terminal.err(error.message)
      return error.exitCode
    }
    terminal.err(error instanceof Error ? error.message : String(error))
    return error instanceof StartRefusal ? error.exitCode : 1
  }
}
