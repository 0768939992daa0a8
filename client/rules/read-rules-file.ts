import { messageOf } from '../ui/server-issues.ts'

/** A file as it was chosen: what it says, or why it says nothing. */
export type ReadFile = {
  name: string
  content: unknown
  problem: string | null
  /** The name of the rule that a path of a mistake leads into. */
  nameAt(path: readonly (string | number)[]): string | null
}

const MOST_BYTES = 8 * 1024 * 1024

/** Reads a file as JSON; whether it makes sense is for the server to say. */
export async function readRulesFile(file: File): Promise<ReadFile> {
  const read = { name: file.name, content: null, problem: null, nameAt: () => null }
  if (file.size > MOST_BYTES) return { ...read, problem: 'A file of rules may have at most 8 MB.' }
  const text = await file.text()
  try {
    const content: unknown = JSON.parse(text)
    return { ...read, content, nameAt: (path) => nameAt(content, path) }
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message : messageOf(error)
    return { ...read, problem: `This is not JSON: ${reason}` }
  }
}

function nameAt(content: unknown, [first, at]: readonly (string | number)[]): string | null {
  if (first !== 'rules' || typeof at !== 'number') return null
  const { rules } = content as { rules?: unknown }
  const rule: unknown = Array.isArray(rules) ? rules[at] : null
  const name = typeof rule === 'object' && rule !== null && 'name' in rule ? rule.name : null
  return typeof name === 'string' && name !== '' ? name : null
}
