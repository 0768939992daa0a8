import type { App } from '../app.ts'
import { newSecret } from '../clock.ts'
import { createSampleData } from '../demo/service.ts'
import { countOrganizations } from '../people/organizations/store.ts'
import { localCaller } from '../people/sessions/auth.ts'
import { setUp } from '../people/setup/service.ts'
import type { Terminal } from './program.ts'

const EMAIL = 'demo@example.com'

/** Fills an installation with sample data; a new one gets an administrator first, whose password is printed once. */
export async function fillWithSampleData(app: App, terminal: Pick<Terminal, 'err'>): Promise<void> {
  if ((await countOrganizations(app.db.read)) === 0) {
    const password = newSecret(9)
    const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
    await setUp(app, { organization: 'Northstar CS', timeZone, name: 'Dana Demo', email: EMAIL, password })
    terminal.err(`Sign in at ${app.config.url} as ${EMAIL} with the password ${password}`)
  }
  const caller = await localCaller(app.db.read, null)
  if (caller && !caller.settings.sampleData) await createSampleData(app, caller)
}
