import type { TestProject } from 'vitest/node'
import { startPostgres } from './postgres.ts'
import { makeTemplates, type Templates } from './templates.ts'

declare module 'vitest' {
  interface ProvidedContext {
    templates: Templates
  }
}

type Started = { templates: Templates; stop(): Promise<void> }

/** Each project that needs the engines runs this, in one process: the first starts them, the last one to go stops them. */
const shared = globalThis as { hoistEngines?: { started: Promise<Started>; users: number } | undefined }

/** HOIST_TEST_POSTGRES names a server to use instead of a private one; its user must be allowed to create databases. */
async function start(): Promise<Started> {
  const given = process.env.HOIST_TEST_POSTGRES
  const cluster = given ? { url: given, stop: async () => {} } : await startPostgres()
  try {
    const { templates, remove } = await makeTemplates(cluster.url)
    return {
      templates,
      async stop() {
        await remove()
        await cluster.stop()
      },
    }
  } catch (error) {
    await cluster.stop()
    throw error
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  shared.hoistEngines ??= { started: start(), users: 0 }
  const engines = shared.hoistEngines
  engines.users += 1
  const { templates, stop } = await engines.started
  project.provide('templates', templates)
  return async () => {
    engines.users -= 1
    if (engines.users > 0) return
    shared.hoistEngines = undefined
    await stop()
  }
}
