/** Numbers for texts of which there are few. 0 stands for null. */
export type Dictionary = {
  /** A new text gets the next number. */
  codeOf(key: string | null): number
  /** Undefined for a text that never came. */
  find(key: string | null): number | undefined
  keyOf(code: number): string | null
  /** One more than the largest number. */
  size(): number
}

export function createDictionary(): Dictionary {
  const codes = new Map<string | null, number>([[null, 0]])
  const keys: (string | null)[] = [null]
  return {
    codeOf(key) {
      const known = codes.get(key)
      if (known !== undefined) return known
      codes.set(key, keys.length)
      return keys.push(key) - 1
    },
    find: (key) => codes.get(key),
    keyOf: (code) => keys[code] ?? null,
    size: () => keys.length,
  }
}

/** For each number whether it stands for one of these texts. */
export function maskOf(dictionary: Dictionary, keys: Iterable<string | null>): Uint8Array {
  const mask = new Uint8Array(dictionary.size())
  for (const key of keys) {
    const code = dictionary.find(key)
    if (code !== undefined) mask[code] = 1
  }
  return mask
}
