import { z } from 'zod'
import { RulesFile } from '../../shared/rules/schema.ts'
import { TEMPLATES } from '../../shared/rules/templates.ts'
import { route } from '../http/rest.ts'
import { checkRules } from './check.ts'
import { exportRules, importRules, previewRules, rulesFileSchema } from './file.ts'

const MOST_BYTES = 8 * 1024 * 1024
const shape = { access: 'admin', tag: 'Rules' } as const

/** Rules as a whole: in and out as a file, held against each other, and what to start with. */
export const ruleFilesRest = [
  route(
    {
      ...shape,
      method: 'get',
      path: '/api/rules/file',
      summary: 'Every rule as a JSON file that another installation can read',
      response: RulesFile,
    },
    (app, caller) => exportRules(app.db.read, caller.organizationId),
  ),
  route(
    {
      ...shape,
      method: 'post',
      path: '/api/rules/file',
      summary: 'Add the rules of such a file, switched off: all or none',
      body: RulesFile,
      bodyLimit: MOST_BYTES,
      response: z.object({ ruleIds: z.array(z.string()) }),
    },
    async (app, caller, { body }) => ({ ruleIds: await importRules(app, caller, body) }),
  ),
  route(
    {
      ...shape,
      method: 'post',
      path: '/api/rules/file/preview',
      summary: 'What such a file would add, and every mistake in it; adds nothing',
      body: RulesFile,
      bodyLimit: MOST_BYTES,
      response: z.object({
        rules: z.array(
          z.object({
            name: z.string(),
            priority: z.number(),
            words: z.string(),
            target: z.object({ kind: z.enum(['user', 'team']), name: z.string() }),
            isHere: z.boolean(),
          }),
        ),
      }),
    },
    async (app, caller, { body }) => ({ rules: await previewRules(app.db.read, caller.organizationId, body) }),
  ),
  route(
    {
      ...shape,
      method: 'get',
      path: '/api/rules/file/schema',
      summary: 'The JSON schema of that file',
      response: z.record(z.string(), z.unknown()),
    },
    async () => rulesFileSchema(),
  ),
  route(
    {
      ...shape,
      method: 'get',
      path: '/api/rules/templates',
      summary: 'Rules to start with',
      response: z.object({
        templates: z.array(
          z.object({ key: z.string(), name: z.string(), description: z.string(), conditions: z.unknown() }),
        ),
      }),
    },
    async () => ({ templates: [...TEMPLATES] }),
  ),
  route(
    {
      ...shape,
      method: 'get',
      path: '/api/rules/check',
      summary: 'Rules that can never match, that take from each other, or that reach nobody',
      response: z.object({
        findings: z.array(
          z.object({
            kind: z.string(),
            ruleId: z.string(),
            ruleName: z.string(),
            otherId: z.string().nullable(),
            otherName: z.string().nullable(),
            message: z.string(),
            example: z.record(z.string(), z.unknown()).nullable(),
            workflowId: z.string().nullable(),
          }),
        ),
        overlaps: z.number(),
        unchecked: z.number(),
      }),
    },
    (app, caller) => checkRules(app, caller),
  ),
]
