/** Says that something changed, not what: whoever shows it asks again. */
export type Hint = {
  topic: 'workflow' | 'customer' | 'notification' | 'delivery' | 'import' | 'job' | 'alert' | 'rule' | 'channel'
  /** Left out: any of them may have changed. */
  id?: string
  /** Only this person is told. */
  userId?: string
}

/** @param organizationId null: everybody's. */
type Listener = (organizationId: string | null, hint: Hint) => void

// One set per process and not per server: code that has only a unit of work at hand announces here after its commit.
const listeners = new Set<Listener>()

/** Tells this process's streams, outbox and relay. Call it from `tx.afterCommit` only. */
export function announce(organizationId: string | null, hint: Hint): void {
  for (const listener of listeners) listener(organizationId, hint)
}

/** Calls `listener` on every hint until the returned function is called. */
export function onHint(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
