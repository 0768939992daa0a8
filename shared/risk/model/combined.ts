import { below, generator } from './random.ts'
import type { LabelledMessage } from './sentence.ts'

/**
 * What real messages look like and single sentences do not: some of them in a row, trouble among harmless ones, and
 * fragments that say nothing. The same messages in the same order give the same result.
 */
export function combined(messages: readonly LabelledMessage[]): LabelledMessage[] {
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
  return added.filter(({ text }) => text !== '')
}

function low(text: string): LabelledMessage {
  return { text, level: 'low', tags: [] }
}

function pick<T>(from: readonly T[], next: () => number): T | undefined {
  return from[below(from.length, next)]
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
  const from = below(words.length - size, next)
  return words.slice(from, from + size).join(' ')
}
