/** A person on the wire. */
export type Person = { userId: string; name: string }

/** Who did it: written into every timeline entry. `name` is as it was then. */
export type Actor =
  | { type: 'user'; userId: string; name: string }
  | { type: 'apiKey'; keyId: string; keyName: string; userId: string; name: string }
  | { type: 'slack'; userId: string; name: string }
  | { type: 'rule'; ruleId: string; name: string }
  | { type: 'job'; job: string }

/** The person behind an act; null where a rule or a job did it. */
export function personOf(actor: Actor): Person | null {
  return 'userId' in actor ? { userId: actor.userId, name: actor.name } : null
}
