import { z } from 'zod'
import { text } from '../text.ts'

/** How an organization is alerted. The key of the model is never told, only whether there is one. */
export type AlertSettings = {
  /** Hours between two tellings of an alert that gets no worse. */
  cooldownHours: number
  /** Managers see alerts too. */
  alertsForManagers: boolean
  /** An OpenAI-compatible endpoint: its address before `/chat/completions`. Null: none is asked. */
  model: { url: string; name: string; hasKey: boolean } | null
}

/** What an admin may change; what is left out stays as it is. */
export const AlertSettingsChange = z.strictObject({
  cooldownHours: z.number().min(0.25).max(168).optional(),
  alertsForManagers: z.boolean().optional(),
  model: z
    .strictObject({
      url: text(500),
      name: text(200),
      /** Kept as it is where left out, forgotten where null. */
      key: text(500)
        .regex(/^[\x21-\x7e]+$/, 'Must be a key without spaces')
        .nullish(),
    })
    .nullable()
    .optional(),
})
export type AlertSettingsChange = z.infer<typeof AlertSettingsChange>
