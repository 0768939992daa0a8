import type { LabelledMessage } from './sentence.ts'

/**
 * Adds what real messages look like and single sentences do not: two or three of them in a row, trouble among harmless
 * ones, and fragments that say nothing. The same messages in the same order give the same result.
 */
export function augment(messages: readonly LabelledMessage[]): LabelledMessage[] {
  const next = generator(20_260_101)
  const harmless = messages.filter((one) => one.level === 'low')
  const trouble = messages.filter((one) => one.level !== 'low')
  const added: LabelledMessage[] = []
  for (const one of harmless) {
    const neighbours = Array.from({ length: 1 + (next() % 4) }, () => pick(harmless, next))
    added.push(low(joined([one, ...neighbours])), low(fragment(one.text, next)))
  }
  for (const one of trouble) {
    const other = pick(harmless, next)
    if (other !== undefined && next() % 2 === 0) {
      added.push({ ...one, text: joined(next() % 2 === 0 ? [one, other] : [other, one]) })
    }
  }
  return [...messages, ...added.filter(({ text }) => text !== '')]
}

function low(text: string): LabelledMessage {
  return { text, level: 'low', tags: [] }
}

/** Numbers that look random and are the same every time (a linear congruential generator). */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state >>> 8
  }
}

function pick<T>(from: readonly T[], next: () => number): T | undefined {
  return from[next() % Math.max(1, from.length)]
}

function joined(messages: readonly (LabelledMessage | undefined)[]): string {
  return messages
    .flatMap((one) => (one === undefined ? [] : [one.text.trim()]))
    .map((text) => (/[.!?…]$/.test(text) ? text : `${text}.`))
    .join(' ')
}

/** Some words in a row. */
function fragment(text: string, next: () => number): string {
  const words = text.split(/\s+/)
  const size = 2 + (next() % 5)
  const from = next() % Math.max(1, words.length - size)
  return words.slice(from, from + size).join(' ')
}
