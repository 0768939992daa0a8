import type { Tag } from '../tags.ts'

/** One place of a rule: any of these classes, at most `gap` other words after the place before. */
export type Element = { classes: number[]; gap: number }

export type Rule = {
  /** Where it stands, to be found again: `churn#12`. */
  id: string
  tag: Tag
  /** 0-100, or below 0 for what softens. */
  weight: number
  elements: Element[]
  /** Classes that must not be in the sentence. */
  unless: number[]
  /** Also in a question that only wants to know how something is done. */
  asked: boolean
  /** Also when negated: the words mean trouble either way. */
  negated: boolean
}

/** What rules are written in: a name for each class and the numbers given so far. */
export type Classes = {
  /** The number of a named class, or of the words themselves. Throws where the name is unknown. */
  idOf(reference: string): number
}

/**
 * Reads a table of rules. Each line: `weight pattern`, then optionally `!$class` (not with that class in the sentence),
 * `@asked` (also in a how-to question), `@negated` (also when negated). In a pattern `$name` is a class, `(a|b c|$d)` are
 * alternatives, `~3` allows up to three other words in between, `?` at the end of an element makes it optional.
 * Lines that begin with `#` say why.
 */
export function readRules(tag: Tag, table: string, classes: Classes): Rule[] {
  return table
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .flatMap((line, at) => readRule(`${tag}#${at + 1}`, tag, line, classes))
}

const PART = /\([^)]*\)\??|\S+/g

function readRule(id: string, tag: Tag, line: string, classes: Classes): Rule[] {
  const [weight = '', ...parts] = line.match(PART) ?? []
  if (!/^-?\d+$/.test(weight)) throw new Error(`Rule ${id} must begin with its weight: ${line}`)
  const rule = { id, tag, weight: Number(weight), unless: [] as number[], asked: false, negated: false }
  let variants: Element[][] = [[]]
  let gap = 0
  for (const part of parts) {
    if (/^~\d+$/.test(part)) gap = Number(part.slice(1))
    else if (part.startsWith('!')) rule.unless.push(classes.idOf(part.slice(1)))
    else if (part === '@asked') rule.asked = true
    else if (part === '@negated') rule.negated = true
    else {
      variants = withElement(variants, part, gap, classes)
      gap = 0
    }
  }
  return variants.map((elements) => ({ ...rule, elements }))
}

function withElement(variants: Element[][], part: string, gap: number, classes: Classes): Element[][] {
  const optional = part.endsWith('?')
  const element = { classes: classesOf(optional ? part.slice(0, -1) : part, classes), gap }
  const added = variants.map((elements) => [...elements, element])
  // What follows an element that is missing may be as far away as it could have been.
  return optional ? [...added, ...variants] : added
}

function classesOf(part: string, classes: Classes): number[] {
  const alternatives = part.startsWith('(') ? part.slice(1, -1).split('|') : [part]
  const named = alternatives.filter(isName).map((one) => classes.idOf(one))
  const words = alternatives.filter((one) => !isName(one))
  return words.length === 0 ? named : [...named, classes.idOf(words.join('|'))]
}

/** `$leave` names a class; `$` alone is a dollar. */
export function isName(alternative: string): boolean {
  return alternative.startsWith('$') && alternative.length > 1
}
