import type { Outputs } from '../trpc.ts'

export type Sender = Outputs['alerts']['unmapped'][number]

/** A sender by what came with the message: an address or id, and the customer it named. */
export function senderName({ contact, customer }: Sender): string {
  if (contact === null) return customer === null ? 'No sender given' : `Somebody at ${customer}`
  return customer === null ? contact : `${contact}, at ${customer}`
}
