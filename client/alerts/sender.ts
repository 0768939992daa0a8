import type { Outputs } from '../trpc.ts'

export type Sender = Outputs['alerts']['unmapped'][number]

/** A sender as they call themselves, else by what came with the message: an address or id, and the customer it named. */
export function senderName({
  contact,
  customer,
  name,
  email,
}: Omit<Sender, 'suggestions' | 'messages' | 'lastAt'>): string {
  if (contact === null) return customer === null ? 'No sender given' : `Somebody at ${customer}`
  const known = name === null ? contact : `${name} (${email ?? contact})`
  return customer === null ? known : `${known}, at ${customer}`
}
