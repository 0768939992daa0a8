import { z } from 'zod'
import { text } from '../text.ts'

/** Whose a Slack conversation is from now on; null: nobody's in particular. */
export const SetChannelCustomer = z.strictObject({ id: text(50), customerId: text(200).nullable() })
export type SetChannelCustomer = z.infer<typeof SetChannelCustomer>
