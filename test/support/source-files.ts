import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, posix, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync, Visitor, type VisitorObject } from 'oxc-parser'

export const root = fileURLToPath(new URL('../..', import.meta.url))

export type Import = {
  /** A package name as written, or a path from the root for our own files. */
  to: string
  /** True when every name is imported as a type, so that nothing is left of it at run time. */
  typeOnly: boolean
  names: string[]
}

export type SourceFile = {
  /** From the root, with forward slashes. */
  path: string
  text: string
  lines: number
  imports: Import[]
  /** Modules whose names this file hands on (`export … from`). */
  reExports: string[]
  visit(visitor: VisitorObject): void
}

function* walk(folder: string): Generator<string> {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) yield* walk(path)
    else if (/\.tsx?$/.test(name)) yield path
  }
}

function resolve(from: string, to: string): string {
  return to.startsWith('.') ? posix.normalize(posix.join(posix.dirname(from), to)) : to
}

function read(file: string): SourceFile {
  const path = relative(root, file).split(sep).join('/')
  const text = readFileSync(file, 'utf8')
  const parsed = parseSync(path, text)
  if (parsed.errors.length > 0) throw new Error(`${path} cannot be parsed: ${parsed.errors[0]?.message}`)
  const imports: Import[] = parsed.module.staticImports.map((found) => ({
    to: resolve(path, found.moduleRequest.value),
    typeOnly: found.entries.length > 0 && found.entries.every((entry) => entry.isType),
    names: found.entries.map((entry) => entry.importName.name ?? '*'),
  }))
  for (const found of parsed.module.dynamicImports) {
    const literal = /^(['"`])(.*)\1$/.exec(text.slice(found.moduleRequest.start, found.moduleRequest.end))
    if (literal?.[2] !== undefined) imports.push({ to: resolve(path, literal[2]), typeOnly: false, names: ['*'] })
  }
  const reExports = parsed.module.staticExports.flatMap((found) =>
    found.entries.flatMap((entry) => (entry.moduleRequest === null ? [] : [entry.moduleRequest.value])),
  )
  return {
    path,
    text,
    lines: text.split('\n').length - 1,
    imports,
    reExports,
    visit: (visitor) => new Visitor(visitor).visit(parsed.program),
  }
}

/** Every TypeScript file below the folders, which are named from the root. */
export function sourceFiles(...folders: string[]): SourceFile[] {
  return folders.flatMap((folder) => [...walk(join(root, folder))].map(read))
}

/** The line a position is on, for a message somebody can click. */
export function lineOf(file: SourceFile, offset: number): string {
  return `${file.path}:${file.text.slice(0, offset).split('\n').length}`
}
