import { z } from 'zod'
import { text } from '../text.ts'

/** The search parameters of the page, as a saved view keeps them. */
const Search = z
  .record(text(40), z.union([text(200), z.number()]))
  .refine((search) => Object.keys(search).length <= 30, 'At most 30 parameters')

/** A view to keep; with an `id` of one's own it is replaced. */
export const SaveView = z.strictObject({
  id: text(100).optional(),
  name: text(80, 'Give the view a name'),
  shared: z.boolean(),
  search: Search,
})
export type SaveView = z.infer<typeof SaveView>

export type AnalyticsView = {
  id: string
  name: string
  shared: boolean
  search: Record<string, string | number>
  owner: { userId: string; name: string }
  /** Whether it is the caller's own. */
  own: boolean
}
