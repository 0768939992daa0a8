import type { Command } from 'commander'
import { connect } from './client.ts'
import type { Terminal } from './program.ts'

/** `hoist jobs run <name>`: runs a job now and prints what it did. */
export function registerJobs(program: Command, terminal: Terminal): void {
  program
    .command('jobs')
    .description('scheduled jobs')
    .command('run')
    .argument('<name>', 'for example sweep-escalate')
    .description('run a job now; prints its statistics as one line of JSON')
    .option('--json', 'as it is without: the outcome is one line of JSON')
    .action(async (name: string) => {
      const client = await connect(terminal)
      terminal.out(JSON.stringify(await client.send('POST', `/api/jobs/${encodeURIComponent(name)}/run`)))
    })
}
