import type { Issue } from '../errors.ts'
import { type Condition, type Leaf, LIMITS, OPERATORS, type Operator } from './condition.ts'
import type { RuleField } from './fields.ts'
import { keptOperand, operandMistake, operatorsOf } from './operand.ts'

export type Catalogue = ReadonlyMap<string, RuleField>
export type Understood = { condition: Condition; issues: [] } | { condition: null; issues: Issue[] }

type Path = (string | number)[]

/** More than that many mistakes at once help nobody. */
const MOST_ISSUES = 20
const GROUPS = ['all', 'any', 'not'] as const
type Group = (typeof GROUPS)[number]

/**
 * Understands a condition: the full grammar, or the flat form `{ arr: { operator, value } }`, whose keys must all hold
 * and which becomes a nested `all`. Field names are looked up in `catalogue` and are never property paths.
 * @returns exactly what was understood, or every mistake with its path below `path`
 */
export function parseConditions(input: unknown, catalogue: Catalogue, path: Path = ['conditions']): Understood {
  const reading: Reading = { catalogue, issues: [], leaves: 0 }
  const condition = isFlat(input) ? readFlat(reading, input, path) : read(reading, input, path, 0)
  if (reading.issues.length > 0 || condition === null)
    return { condition: null, issues: reading.issues.slice(0, MOST_ISSUES) }
  return { condition, issues: [] }
}

type Reading = { catalogue: Catalogue; issues: Issue[]; leaves: number }
type Plain = Record<string, unknown>

function isPlain(input: unknown): input is Plain {
  return typeof input === 'object' && input !== null && !Array.isArray(input)
}

/** Neither a comparison nor a group: each key names a field. */
function isFlat(input: unknown): input is Plain {
  if (!isPlain(input)) return false
  const keys = Object.keys(input)
  const leaf = keys.includes('field') && !isPlain(input['field'])
  return keys.length > 0 && !leaf && !keys.includes('operator') && !keys.some((key) => isGroup(key, input[key]))
}

/** `{ "all": { operator, value } }` compares a metric of that name; everything else under these keys is a group. */
function isGroup(key: string, value: unknown): key is Group {
  if (!(GROUPS as readonly string[]).includes(key)) return false
  return key === 'not' || !isPlain(value)
}

function refuse(reading: Reading, path: Path, message: string): null {
  if (reading.issues.length < MOST_ISSUES) reading.issues.push({ path, message })
  return null
}

function readFlat(reading: Reading, input: Plain, path: Path): Condition | null {
  const all: Condition[] = []
  for (const [field, comparison] of Object.entries(input)) {
    if (tooMany(reading, [...path, field])) return null
    if (!isPlain(comparison)) {
      refuse(reading, [...path, field], 'Compare the field: { "operator": ">", "value": 100000 }')
      continue
    }
    const leaf = readLeaf(reading, { field, comparison, path: [...path, field], fieldPath: [...path, field] })
    if (leaf) all.push(leaf)
  }
  return { all }
}

function read(reading: Reading, input: unknown, path: Path, depth: number): Condition | null {
  if (!isPlain(input)) return refuse(reading, path, WHAT)
  const keys = Object.keys(input)
  if (keys.length === 0) return refuse(reading, path, `The condition is empty. ${WHAT}`)
  const group = keys.find((key): key is Group => isGroup(key, input[key]))
  if (group === undefined) return readComparison(reading, input, path)
  const others = keys.filter((key) => key !== group)
  for (const other of others) refuse(reading, [...path, other], `A group has one key; this one has ${group} already`)
  if (depth >= LIMITS.depth) return refuse(reading, path, `Groups may be nested at most ${LIMITS.depth} deep`)
  if (others.length > 0) return null
  const inside = input[group]
  if (group === 'not') {
    const not = read(reading, inside, [...path, 'not'], depth + 1)
    return not && { not }
  }
  if (!Array.isArray(inside)) return refuse(reading, [...path, group], `${group} takes a list of conditions`)
  if (inside.length === 0) return refuse(reading, [...path, group], `The list of ${group} is empty: add a condition`)
  const members: Condition[] = []
  for (const [index, one] of inside.entries()) {
    const member = read(reading, one, [...path, group, index], depth + 1)
    if (member) members.push(member)
    if (reading.leaves > LIMITS.leaves || reading.issues.length >= MOST_ISSUES) break
  }
  return group === 'all' ? { all: members } : { any: members }
}

const WHAT = 'Use { field, operator, value }, { all: [...] }, { any: [...] } or { not: ... }'

function readComparison(reading: Reading, input: Plain, path: Path): Condition | null {
  if (tooMany(reading, path)) return null
  const { field, ...comparison } = input
  if (typeof field !== 'string')
    return refuse(reading, Object.hasOwn(input, 'field') ? [...path, 'field'] : path, `Say which field. ${WHAT}`)
  return readLeaf(reading, { field, comparison, path, fieldPath: [...path, 'field'] })
}

function tooMany(reading: Reading, path: Path): boolean {
  reading.leaves += 1
  if (reading.leaves <= LIMITS.leaves) return false
  if (reading.leaves === LIMITS.leaves + 1) refuse(reading, path, `A rule has at most ${LIMITS.leaves} comparisons`)
  return true
}

type Comparison = { field: string; comparison: Plain; path: Path; fieldPath: Path }

function readLeaf(reading: Reading, { field: name, comparison, path, fieldPath }: Comparison): Leaf | null {
  const unknown = Object.keys(comparison).filter((key) => key !== 'operator' && key !== 'value')
  for (const key of unknown) refuse(reading, [...path, key], 'Unknown field')
  const field = reading.catalogue.get(name)
  if (!field) return refuse(reading, fieldPath, `There is no field ${JSON.stringify(name.slice(0, 100))}`)
  const operator = OPERATORS.find((one) => one === comparison['operator'])
  if (!operator) return refuse(reading, [...path, 'operator'], `Use one of ${operatorsOf(field).join(' ')}`)
  if (!operatorsOf(field).includes(operator))
    return refuse(reading, [...path, 'operator'], `${field.label} takes ${operatorsOf(field).join(' ')}`)
  const mistake = operandMistake(field, operator, comparison['value'], comparison['value'] !== undefined)
  if (mistake) return refuse(reading, [...path, 'value', ...mistake.path], mistake.message)
  return unknown.length > 0 ? null : leafOf(name, operator, comparison['value'])
}

function leafOf(field: string, operator: Operator, value: unknown): Leaf {
  return value === undefined ? { field, operator } : { field, operator, value: keptOperand(value) }
}
