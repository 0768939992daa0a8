import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../support/source-files.ts'

export type Line = {
  what: string
  measured: string
  /** The goal in words, or a dash where the line is only the floor it is compared with. */
  goal: string
  met?: boolean
}

/** Prints the lines as a Markdown table and keeps them for docs/performance.md in test-results/bench.md. */
export function report(title: string, lines: Line[]): void {
  const rows = lines.map(({ what, measured, goal, met }) => `| ${what} | ${measured} | ${goal} | ${verdict(met)} |`)
  const text = [`### ${title}`, '', '| what | measured | goal | |', '| --- | --- | --- | --- |', ...rows, '', ''].join(
    '\n',
  )
  process.stdout.write(text)
  mkdirSync(join(root, 'test-results'), { recursive: true })
  appendFileSync(join(root, 'test-results/bench.md'), text)
  if (lines.some((line) => line.met === false)) process.exitCode = 1
}

function verdict(met: boolean | undefined): string {
  if (met === undefined) return ''
  return met ? 'met' : '**missed**'
}
