export type ContactRecord = {
  customerId: string
  name: string
  email: string | null
  slackUserId: string | null
}

/** What an upsert says of a contact, with the customer looked up: the one input of the service, whoever asks. */
export type ContactChange = {
  /** An existing contact by Hoist's id; the screen's way. */
  id?: string | undefined
  externalId?: string | null | undefined
  customerId?: string | undefined
  name?: string | undefined
  email?: string | null | undefined
  slackUserId?: string | null | undefined
}

/** What of a new contact is missing: the names of the fields. */
export function missingForNew(change: ContactChange): ('customer' | 'name')[] {
  return [
    ...(change.customerId === undefined ? (['customer'] as const) : []),
    ...(change.name === undefined ? (['name'] as const) : []),
  ]
}

/** The contact after the change, and which fields it changed. `before` is null for a new one, which is not missing anything. */
export function changeContact(
  before: ContactRecord | null,
  change: ContactChange,
): { next: ContactRecord; changed: (keyof ContactRecord)[] } {
  const next: ContactRecord = {
    customerId: change.customerId ?? before?.customerId ?? '',
    name: change.name ?? before?.name ?? '',
    email: change.email === undefined ? (before?.email ?? null) : change.email,
    slackUserId: change.slackUserId === undefined ? (before?.slackUserId ?? null) : change.slackUserId,
  }
  const keys = ['customerId', 'name', 'email', 'slackUserId'] as const
  return { next, changed: keys.filter((key) => before === null || before[key] !== next[key]) }
}
