/** Set by `npm run torture`: how many times as often as in `npm test` the crash tests kill. */
const FACTOR = Number(process.env.HOIST_TORTURE ?? 1)

/** How often a crash test kills. All of them together kill 200 times in `npm test`. */
export function rounds(inNpmTest: number): number {
  return inNpmTest * FACTOR
}

/** How long so many rounds may take on a machine that runs other tests beside them, in milliseconds. */
export function timeFor(count: number): number {
  return 60_000 + count * 6_000
}

/** Prints the figures of a long run as one line of JSON; `npm test` measures nothing. */
export function tellFigures(name: string, figures: Record<string, unknown>): void {
  if (FACTOR > 1) process.stdout.write(`${JSON.stringify({ name, ...figures })}\n`)
}
