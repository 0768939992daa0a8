import { type Command, Option } from 'commander'
import { ROLES } from '../../shared/roles.ts'
import { connect } from './client.ts'
import type { Terminal } from './program.ts'

/** `hoist key create` and `hoist user add`. */
export function registerPeople(program: Command, terminal: Terminal): void {
  program
    .command('key')
    .description('API keys')
    .command('create')
    .description('create an API key; it is shown once')
    .requiredOption('--name <name>', 'what the key is for')
    .option('--user <email>', 'member the key acts as (default: the one who asks)')
    .option('--json', 'answer with one line of JSON')
    .action(async ({ name, user, json }: { name: string; user?: string; json?: true }) => {
      const client = await connect(terminal)
      const body = { name, ...(user !== undefined && { email: user }) }
      const made = await client.send<{ id: string; key: string }>('POST', '/api/keys', body)
      terminal.out(json ? JSON.stringify(made) : made.key)
    })

  program
    .command('user')
    .description('members')
    .command('add')
    .description('add an active member; prints the link by which they choose a password')
    .requiredOption('--email <address>')
    .requiredOption('--name <name>')
    .addOption(new Option('--role <role>', 'what they may do').choices(ROLES).makeOptionMandatory())
    .option('--json', 'answer with one line of JSON')
    .action(async ({ json, ...body }: { email: string; name: string; role: string; json?: true }) => {
      const client = await connect(terminal)
      const made = await client.send<{ id: string; signInLink: string }>('POST', '/api/users', body)
      terminal.out(json ? JSON.stringify(made) : made.signInLink)
    })
}
