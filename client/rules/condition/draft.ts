import type { Condition, Leaf, Operand, Operator, Scalar } from '../../../shared/rules/condition.ts'
import type { RuleField } from '../../../shared/rules/fields.ts'
import { operandMistake, operatorsOf } from '../../../shared/rules/operand.ts'

/** How the parts of a group count. `none` and `not_all` are what the grammar calls `not`. */
export const GROUPS = ['all', 'any', 'none', 'not_all'] as const
export type GroupKind = (typeof GROUPS)[number]

/** One comparison while it is written: values as they were typed. */
export type LeafDraft = { id: string; field: string | null; operator: Operator; values: string[] }
export type GroupDraft = { id: string; kind: GroupKind; parts: NodeDraft[] }
export type NodeDraft = LeafDraft | GroupDraft

export type Catalogue = ReadonlyMap<string, RuleField>

export function isGroup(node: NodeDraft): node is GroupDraft {
  return 'parts' in node
}

export function newLeaf(): LeafDraft {
  return { id: crypto.randomUUID(), field: null, operator: '>', values: [''] }
}

export function newGroup(kind: GroupKind = 'any'): GroupDraft {
  return { id: crypto.randomUUID(), kind, parts: [newLeaf()] }
}

/** A rule as it is edited: one group on top, whatever the condition is. */
export function draftOf(condition: Condition): GroupDraft {
  const node = nodeOf(condition)
  return isGroup(node) ? node : { id: crypto.randomUUID(), kind: 'all', parts: [node] }
}

function nodeOf(condition: Condition): NodeDraft {
  const id = crypto.randomUUID()
  if ('all' in condition) return { id, kind: 'all', parts: condition.all.map(nodeOf) }
  if ('any' in condition) return { id, kind: 'any', parts: condition.any.map(nodeOf) }
  if ('not' in condition) {
    const inner = nodeOf(condition.not)
    if (!isGroup(inner)) return { id, kind: 'none', parts: [inner] }
    if (inner.kind === 'any') return { ...inner, kind: 'none' }
    if (inner.kind === 'all') return { ...inner, kind: 'not_all' }
    return { id, kind: 'none', parts: [inner] }
  }
  const { field, operator, value } = condition
  return { id, field, operator, values: value === undefined ? [] : [value].flat().map(String) }
}

/** How many values an operator takes: none, one, two, or any number. */
export function arity(operator: Operator): 0 | 1 | 2 | 'many' {
  if (operator === 'is_set' || operator === 'is_not_set') return 0
  if (operator === 'between') return 2
  return operator === 'in' || operator === 'not_in' ? 'many' : 1
}

/** The values after the operator or the field changed: what still fits is kept. */
export function refit(values: readonly string[], operator: Operator): string[] {
  const takes = arity(operator)
  const typed = values.filter((value) => value !== '')
  if (takes === 'many') return typed
  return Array.from({ length: takes }, (_, at) => typed[at] ?? '')
}

/** The comparison after another field was picked: its operator stays where the field takes it. */
export function pickField(leaf: LeafDraft, field: RuleField): LeafDraft {
  const operators = operatorsOf(field)
  const operator = operators.includes(leaf.operator) ? leaf.operator : (operators[0] ?? '=')
  return { ...leaf, field: field.field, operator, values: refit(field.values ? [] : leaf.values, operator) }
}

const NUMERIC: ReadonlySet<Operator> = new Set<Operator>(['>', '>=', '<', '<=', 'between'])
const TEXTUAL: ReadonlySet<Operator> = new Set<Operator>(['contains', 'starts_with'])

function scalarOf(field: RuleField, operator: Operator, typed: string): Scalar {
  const text = typed.trim()
  const number = text === '' ? Number.NaN : Number(text)
  if (field.values || TEXTUAL.has(operator)) return text
  if (field.type === 'number' || (field.type === 'any' && NUMERIC.has(operator)))
    return Number.isFinite(number) ? number : text
  if (field.type === 'boolean' || (field.type === 'any' && /^(true|false)$/.test(text))) return text === 'true'
  return field.type === 'any' && Number.isFinite(number) ? number : text
}

function leafOf(leaf: LeafDraft, catalogue: Catalogue): Leaf {
  const field = catalogue.get(leaf.field ?? '')
  const { operator } = leaf
  if (!field || arity(operator) === 0) return { field: leaf.field ?? '', operator }
  const scalars = leaf.values.map((value) => scalarOf(field, operator, value))
  const value: Operand | undefined = arity(operator) === 1 ? scalars[0] : scalars
  return { field: field.field, operator, ...(value !== undefined && { value }) }
}

/** The condition to send, and where in it each part of the draft is, for the server's mistakes. */
export function conditionOf(root: GroupDraft, catalogue: Catalogue) {
  const places = new Map<string, string>()
  const walk = (node: NodeDraft, path: string): Condition => {
    places.set(path, node.id)
    if (!isGroup(node)) return leafOf(node, catalogue)
    const negated = node.kind === 'none' || node.kind === 'not_all'
    const word = node.kind === 'all' || node.kind === 'not_all' ? 'all' : 'any'
    const at = negated ? `${path}.not` : path
    const parts = node.parts.map((part, index) => walk(part, `${at}.${word}.${index}`))
    const group: Condition = word === 'all' ? { all: parts } : { any: parts }
    return negated ? { not: group } : group
  }
  return { condition: walk(root, 'conditions'), places }
}

/** What is missing or wrong, by the id of the comparison; empty where the draft may be sent. */
export function mistakesOf(root: GroupDraft, catalogue: Catalogue): Map<string, string> {
  const found = new Map<string, string>()
  const walk = (node: NodeDraft): void => {
    if (isGroup(node)) {
      if (node.parts.length === 0) found.set(node.id, 'Add at least one comparison')
      for (const part of node.parts) walk(part)
      return
    }
    const field = catalogue.get(node.field ?? '')
    if (!field) {
      found.set(node.id, node.field === null ? 'Choose a fact' : `There is no fact ${node.field} any more`)
      return
    }
    const { operator, value } = leafOf(node, catalogue)
    const mistake = operandMistake(field, operator, value, value !== undefined)
    if (mistake) found.set(node.id, mistake.message)
  }
  walk(root)
  return found
}

/** The server's mistakes, each at the nearest part of the draft around its path. */
export function placeIssues(
  issues: readonly { path: readonly (string | number)[]; message: string }[],
  places: ReadonlyMap<string, string>,
): Map<string, string> {
  const found = new Map<string, string>()
  for (const { path, message } of issues) {
    for (let length = path.length; length > 0; length -= 1) {
      const id = places.get(path.slice(0, length).join('.'))
      if (id === undefined) continue
      found.set(id, message)
      break
    }
  }
  return found
}

/** The draft with one part replaced, or taken out where `next` is null. */
export function replacePart(root: GroupDraft, id: string, next: NodeDraft | null): GroupDraft {
  const parts = root.parts.flatMap((part) => {
    if (part.id === id) return next === null ? [] : [next]
    return [isGroup(part) ? replacePart(part, id, next) : part]
  })
  return { ...root, parts }
}
