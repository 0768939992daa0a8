import { z } from 'zod'
import { analyse } from './analyser.ts'
import { RiskResult } from '../../shared/risk/schema.ts'
import { anyText } from '../../shared/text.ts'
import { route } from '../http/rest.ts'

/** A message of any channel fits; what is longer is refused. */
const LONGEST_TEXT = 100_000

export const riskRest = [
  route(
    {
      method: 'post',
      path: '/api/risk/analyse',
      access: 'read',
      summary: 'Say how risky a message is, and which words show it; nothing is stored',
      tag: 'Risk',
      body: z.strictObject({ text: anyText(LONGEST_TEXT) }),
      bodyLimit: 1024 * 1024,
      response: RiskResult,
    },
    async (_app, _caller, { body }) => analyse(body.text),
  ),
]
