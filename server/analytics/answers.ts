const MOST = 200

/** What was answered to which question, as long as it holds. */
export type Answers = {
  /** The answer to `question`, computed where it is not known or was given of another version of the owner's data. */
  remember<T>(data: readonly [owner: string, version: number], question: readonly unknown[], compute: () => T): T
}

export function createAnswers(): Answers {
  const known = new Map<string, { version: number; answer: unknown }>()
  return {
    remember<T>([owner, version]: readonly [string, number], question: readonly unknown[], compute: () => T): T {
      const key = JSON.stringify([owner, question])
      const found = known.get(key)
      // Put at the end again: the one that nobody asked for the longest goes first.
      known.delete(key)
      const answer = found?.version === version ? (found.answer as T) : compute()
      known.set(key, { version, answer })
      const oldest = known.size > MOST ? known.keys().next().value : undefined
      if (oldest !== undefined) known.delete(oldest)
      return answer
    },
  }
}
