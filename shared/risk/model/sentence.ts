import { z } from 'zod'
import { RISK_LEVELS } from '../schema.ts'

/** A labelled message, one a line: what training reads. Other fields are allowed and mean nothing to it. */
export const LabelledMessage = z.object({
  text: z.string(),
  level: z.enum(RISK_LEVELS),
  /** Levels that are no mistake either; the level alone where it is left out. */
  acceptable: z.array(z.enum(RISK_LEVELS)).optional(),
  tags: z.array(z.string()).optional(),
  /** Messages of one kind tell of the same situation; each of its own where it is left out. */
  kind: z.string().optional(),
})
export type LabelledMessage = z.infer<typeof LabelledMessage>
