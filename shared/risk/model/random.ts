/** Numbers of 24 bits that look random and are the same every time (a linear congruential generator). */
export function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state >>> 8
  }
}

/** The next number, from 0 to one below the end. */
export function below(end: number, next: () => number): number {
  return next() % Math.max(1, end)
}
