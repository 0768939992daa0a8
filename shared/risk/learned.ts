import type { Evidence } from './evidence.ts'
import { levelsOf, MODEL_TAGS, type Model, plus, type Sums, sumsOf, tagsOf } from './model/model.ts'
import type { Reading } from './reading.ts'
import { factsOf } from './tags.ts'

/** What the model says of the stretch that it finds worst. */
export type Judgement = {
  /** Probabilities of at least medium, at least high, critical: each at most the one before. */
  levels: [number, number, number]
  tag: string
  hardTag: { tag: string; probability: number } | null
  /** The sentences it is about, in the folded text. */
  start: number
  end: number
}

/** Greetings alone: in messages that were trained on, trouble follows them. */
const GREETINGS = new Set(
  'hello hi hey there bye hallo hoi moin servus tschuss bonjour salut hola ciao ola everyone all team'.split(' '),
)

/** How many sentences are read together: a story is told in a few. */
const TOGETHER = 5
/** Of code, cards and errands the model knows less than of business. */
const PRIVATE = 0.65

/**
 * Reads a short message as a whole, a longer one each few sentences, and each sentence alone, which counts as much: what
 * is grave stays grave among pleasantries. Returns the worst; null for an empty text and for a greeting alone.
 */
export function judge(model: Model, { sentences, features, private: elsewhere }: Reading): Judgement | null {
  if (sentences.every(({ tokens }) => tokens.every(({ word }) => GREETINGS.has(word)))) return null
  const trust = elsewhere ? PRIVATE : 1
  const sums = features.map((one) => sumsOf(model, one))
  const width = Math.min(TOGETHER, sums.length)
  let worst: Judgement | null = null
  for (let first = 0; first < sums.length; first += 1) {
    const alone = sums[first]
    if (alone === undefined) break
    const span = (last: number) => ({ start: sentences[first]?.start ?? 0, end: sentences[last]?.end ?? 0 })
    if (width > 1) worst = graver(worst, judgementOf(model, alone, trust, span(first)))
    const last = first + width - 1
    if (last >= sums.length) continue
    const together = sums.slice(first + 1, last + 1).reduce(plus, alone)
    worst = graver(worst, judgementOf(model, together, trust, span(last)))
  }
  return worst
}

function graver(known: Judgement | null, other: Judgement): Judgement {
  return known === null || risk(other) > risk(known) ? other : known
}

function risk({ levels: [medium, high, critical] }: Judgement): number {
  return medium + 2 * high + 4 * critical
}

function judgementOf(model: Model, sums: Sums, trust: number, span: { start: number; end: number }): Judgement {
  const [medium = 0, high = 0, critical = 0] = levelsOf(model, sums)
  const tags = tagsOf(model, sums)
  return {
    levels: [Math.max(medium, high, critical) * trust, Math.max(high, critical) * trust, critical * trust],
    tag: likeliest(tags, () => true)?.tag ?? 'concern',
    hardTag: likeliest(tags, (tag) => factsOf(tag)?.hard === true),
    ...span,
  }
}

function likeliest(probabilities: readonly number[], wanted: (tag: string) => boolean) {
  let best: { tag: string; probability: number } | null = null
  for (const [at, tag] of MODEL_TAGS.entries()) {
    const probability = probabilities[at] ?? 0
    if (wanted(tag) && (best === null || probability > best.probability)) best = { tag, probability }
  }
  return best
}

/** From which probability on a level counts as reached; chosen on what was not trained on, so that its figures flatter (docs/risk.md). */
const REACHED = { medium: 0.5, high: 0.82, critical: 0.46 }
/** A judgement of critical names a hard fact at least this probable. */
const HARD_FACT = 0.1
/** Below this probability of high the model takes strong words for harmless. */
const HARMLESS = 0.2
const DOUBTFUL = 0.4

export function doubtOf({ levels }: Judgement): 'doubtful' | 'harmless' | null {
  if (levels[1] < HARMLESS) return 'harmless'
  return levels[1] < DOUBTFUL ? 'doubtful' : null
}

/** The judgement as evidence: its weight is on the scale of the rules. Null where it finds nothing. */
export function evidenceOfJudgement(judgement: Judgement): Evidence | null {
  const { levels, hardTag, tag, start, end } = judgement
  const [medium, high, critical] = levels
  if (critical >= REACHED.critical && hardTag !== null && hardTag.probability >= HARD_FACT)
    return { tag: hardTag.tag, weight: between(critical, REACHED.critical, 75, 95), start, end, learned: true }
  if (high >= REACHED.high) return { tag, weight: between(high, REACHED.high, 50, 74), start, end, learned: true }
  if (medium >= REACHED.medium)
    return { tag, weight: between(medium, REACHED.medium, 28, 49), start, end, learned: true }
  return null
}

function between(probability: number, from: number, low: number, high: number): number {
  return Math.round(low + ((probability - from) / (1 - from)) * (high - low))
}
