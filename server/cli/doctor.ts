import type { Command } from 'commander'
import { systemClock } from '../clock.ts'
import { parseConfig } from '../config.ts'
import { examineInstallation } from '../doctor/examination.ts'
import { CliError } from './errors.ts'
import type { Terminal } from './program.ts'

const SIGNS = { ok: 'ok     ', warning: 'WARNING', problem: 'PROBLEM' } as const

/** `hoist doctor`: what is wrong with this installation and what to do about it. Exit code 1 with a problem. */
export function registerDoctor(program: Command, terminal: Terminal): void {
  program
    .command('doctor')
    .description('look at the data, backups, disk and server of this installation; changes nothing')
    .option('--json', 'answer with one line of JSON')
    .action(async ({ json }: { json?: true }) => {
      const findings = await examineInstallation(parseConfig(terminal.env), systemClock, terminal.node)
      const problems = findings.filter(({ verdict }) => verdict === 'problem').length
      if (json) terminal.out(JSON.stringify({ healthy: problems === 0, findings }))
      else for (const { check, verdict, says } of findings) terminal.out(`${SIGNS[verdict]}  ${check}: ${says}`)
      if (problems > 0) throw new CliError(problems === 1 ? 'One problem needs you' : `${problems} problems need you`)
    })
}
