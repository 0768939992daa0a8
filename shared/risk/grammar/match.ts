import type { Occurrence } from './lexicon.ts'
import type { Rule } from './read.ts'

/** A rule that fits: which tokens, and which of them its elements took. */
export type Match = { rule: Rule; start: number; end: number; taken: Occurrence[] }

/** Where in a sentence each class stands. */
export type Found = { at: Map<number, Occurrence[]>; present: number[] }

type State = { occurrence: Occurrence; start: number; before: State | null }

/**
 * Fits a rule to a sentence: the first place where its elements follow each other within their gaps. Each element looks
 * back over its gap only, so the cost is the number of its occurrences times the gap, whatever the sentence.
 */
export function fitRule(rule: Rule, found: Found): Match | null {
  let reached: (State | undefined)[] = []
  for (const [index, element] of rule.elements.entries()) {
    const next: (State | undefined)[] = []
    let any = false
    for (const classId of element.classes) {
      for (const occurrence of found.at.get(classId) ?? []) {
        const before = index === 0 ? null : lookBack(reached, occurrence.start, element.gap)
        if (before === undefined) continue
        const start = before?.start ?? occurrence.start
        const known = next[occurrence.end]
        if (known === undefined || known.start < start) next[occurrence.end] = { occurrence, start, before }
        any = true
      }
    }
    if (!any) return null
    reached = next
  }
  const last = reached.find((state) => state !== undefined)
  return last === undefined ? null : { rule, start: last.start, end: last.occurrence.end, taken: takenBy(last) }
}

function lookBack(reached: readonly (State | undefined)[], start: number, gap: number): State | undefined {
  for (let at = start; at >= 0 && at >= start - gap; at -= 1) {
    const state = reached[at]
    if (state !== undefined) return state
  }
  return undefined
}

function takenBy(last: State): Occurrence[] {
  const taken: Occurrence[] = []
  for (let state: State | null = last; state !== null; state = state.before) taken.push(state.occurrence)
  return taken.reverse()
}
