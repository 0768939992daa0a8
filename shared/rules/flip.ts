import type { Condition, Leaf, Scalar } from './condition.ts'
import { leavesOf } from './condition.ts'
import { fieldWords, valueWords } from './describe.ts'
import { fieldOf } from './fields.ts'
import { compile, type Facts, type FactValue, STALE, type Slots, TRUE } from './match.ts'

/** One fact that would have to be otherwise; `to` is null where it would have to be unknown. */
export type FactChange = { field: string; from: Scalar | string[] | null; to: Scalar | string[] | null; words: string }

/** Up to that many facts at once are tried in every combination; beyond, what each part needs is put together. */
const EXHAUSTIVE = 2

/**
 * The fewest facts that would have to be otherwise for the condition to be true where it is not, or not true where it is;
 * each goes as little away from what it is as is possible. Null where nothing would do.
 */
export function smallestChange(condition: Condition, facts: Facts, slots: Slots): FactChange[] | null {
  const test = compile(condition, slots)
  const wanted = test(facts) !== TRUE
  const flips = (changed: Facts) => (test(changed) === TRUE) === wanted
  const options = optionsByField(condition, facts, slots)
  for (let count = 1; count <= EXHAUSTIVE; count += 1) {
    const found = tryCombinations(facts, options, count, flips)
    if (found) return toldChanges(facts, found, slots)
  }
  const needed = neededFor(condition, wanted, { facts, slots, options, test: flips })
  return needed && flips(applied(facts, needed)) ? toldChanges(facts, needed, slots) : null
}

type Options = { slot: number; values: FactValue[] }[]
type Chosen = ReadonlyMap<number, FactValue>

function applied(facts: Facts, chosen: Chosen): FactValue[] {
  const changed = [...facts]
  for (const [slot, value] of chosen) changed[slot] = value
  return changed
}

function tryCombinations(
  facts: Facts,
  options: Options,
  count: number,
  flips: (changed: Facts) => boolean,
): Chosen | null {
  const changed = [...facts]
  const chosen = new Map<number, FactValue>()
  const search = (from: number, left: number): boolean => {
    if (left === 0) return flips(changed)
    for (let at = from; at <= options.length - left; at += 1) {
      const { slot, values } = options[at] as Options[number]
      for (const value of values) {
        changed[slot] = value
        chosen.set(slot, value)
        if (search(at + 1, left - 1)) return true
      }
      changed[slot] = facts[slot]
      chosen.delete(slot)
    }
    return false
  }
  return search(0, count) ? chosen : null
}

type Situation = { facts: Facts; slots: Slots; options: Options; test: (changed: Facts) => boolean }

/** Put together from the parts: the least that one alternative needs, all that a conjunction needs. */
function neededFor(condition: Condition, wanted: boolean, situation: Situation): Map<number, FactValue> | null {
  const { facts, slots, options } = situation
  const holds = compile(condition, slots)
  const reached = (changed: Facts) => (wanted ? holds(changed) === TRUE : holds(changed) !== TRUE)
  if (reached(facts)) return new Map()
  if ('not' in condition) {
    const inner = compile(condition.not, slots)
    return simplest(inner, wanted ? 0 : 1, facts, options) ?? neededForAll([condition.not], !wanted, situation)
  }
  const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : null
  if (parts === null) return simplest(holds, wanted ? 1 : 0, facts, options)
  if ('all' in condition === wanted) return neededForAll(parts, wanted, situation)
  const each = parts.flatMap((part) => neededFor(part, wanted, situation) ?? [])
  return each.sort((a, b) => a.size - b.size)[0] ?? null
}

function neededForAll(
  parts: readonly Condition[],
  wanted: boolean,
  situation: Situation,
): Map<number, FactValue> | null {
  let facts = situation.facts
  const needed = new Map<number, FactValue>()
  for (const part of parts) {
    const more = neededFor(part, wanted, { ...situation, facts })
    if (more === null) return null
    for (const [slot, value] of more) needed.set(slot, value)
    facts = applied(facts, more)
  }
  return needed
}

/** One fact that gives this very result. */
function simplest(test: (facts: Facts) => number, result: number, facts: Facts, options: Options) {
  const found = tryCombinations(facts, options, 1, (changed) => test(changed) === result)
  return found && new Map(found)
}

/** For each field, the values worth trying: just on either side of every bound, the nearest first. */
function optionsByField(condition: Condition, facts: Facts, slots: Slots): Options {
  const byField = Map.groupBy(leavesOf(condition), (leaf) => leaf.field)
  return [...byField].map(([field, leaves]) => {
    const slot = slots.get(field) ?? -1
    const fact = facts[slot]
    const values = candidates(field, leaves, fact).filter((value) => value !== fact)
    if (typeof fact === 'number') values.sort((a, b) => distance(a, fact) - distance(b, fact))
    return { slot, values }
  })
}

function distance(value: FactValue, from: number): number {
  return typeof value === 'number' ? Math.abs(value - from) : Number.POSITIVE_INFINITY
}

/** Enough values of a field to reach every result that its comparisons have together. */
export function candidates(field: string, leaves: readonly Leaf[], fact: FactValue): FactValue[] {
  const { type, values, whole } = fieldOf(field)
  if (values) return [...values, null]
  const named = leaves.flatMap(({ value }) => [value ?? []].flat() as Scalar[])
  const numbers = [...new Set(named.filter((one) => typeof one === 'number'))].sort((a, b) => a - b)
  const texts = [...new Set(named.filter((one) => typeof one === 'string'))]
  if (type === 'list') return [...listCandidates(texts, fact), []]
  const booleans = named.some((one) => typeof one === 'boolean') || type === 'boolean' ? [true, false] : []
  return [...around(numbers, whole ?? false), ...textCandidates(texts, leaves), ...booleans, ...anything(type), null]
}

function anything(type: string): FactValue[] {
  return type === 'number' ? [0] : type === 'boolean' ? [] : ['something else']
}

function around(bounds: readonly number[], whole: boolean): number[] {
  const step = (bound: number) => (whole || Number.isInteger(bound) ? 1 : Math.max(Math.abs(bound) / 1_000, 1e-9))
  const near = bounds.flatMap((bound, at) => {
    const next = bounds[at + 1]
    const middle = next === undefined || whole ? [] : [bound + (next - bound) / 2]
    return [bound - step(bound), bound, bound + step(bound), ...middle]
  })
  return [...new Set(whole ? near.flatMap((one) => [Math.floor(one), Math.ceil(one)]) : near)]
}

function textCandidates(texts: readonly string[], leaves: readonly Leaf[]): string[] {
  if (texts.length === 0) return []
  const parts = leaves.filter(({ operator }) => operator === 'contains').map(({ value }) => String(value))
  const starts = leaves.filter(({ operator }) => operator === 'starts_with').map(({ value }) => String(value))
  const joined = ['', ...starts].map((start) => `${start}${parts.join(' ')}`)
  return [...texts, ...joined.filter((one) => one !== '')]
}

function listCandidates(texts: readonly string[], fact: FactValue): string[][] {
  const had = typeof fact === 'object' && fact !== null ? [...fact] : []
  const more = texts.filter((text) => !had.includes(text)).map((text) => [...had, text])
  const less = texts.filter((text) => had.includes(text)).map((text) => had.filter((one) => one !== text))
  const other = had.filter((one) => !texts.includes(one))
  const none = other.length > 0 ? other : ['something else']
  return [...more, ...less, [...new Set([...had, ...texts])], none, ...texts.map((text) => [text])]
}

function toldChanges(facts: Facts, chosen: Chosen, slots: Slots): FactChange[] {
  return [...slots].flatMap(([field, slot]) => {
    if (!chosen.has(slot)) return []
    const [from, to] = [plain(facts[slot]), plain(chosen.get(slot))]
    return [{ field, from, to, words: changeWords(field, facts[slot], to) }]
  })
}

function plain(fact: FactValue): Scalar | string[] | null {
  if (fact === null || fact === undefined || fact === STALE) return null
  return typeof fact === 'object' ? [...fact] : fact
}

function changeWords(field: string, from: FactValue, to: FactChange['to']): string {
  const was =
    from === STALE ? 'too old to count' : from === null || from === undefined ? 'not known' : said(from as Scalar)
  const name = fieldWords(field)
  return to === null ? `if ${name} were not known (it is ${was})` : `if ${name} were ${said(to)} (it is ${was})`
}

function said(value: Scalar | readonly string[]): string {
  return typeof value === 'object' && value.length === 0 ? 'empty' : valueWords(value)
}
