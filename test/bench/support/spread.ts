/** Several measurements of one thing, sorted. */
export type Spread = { min: number; median: number; p99: number; max: number; count: number }

export function spread(samples: readonly number[]): Spread {
  const sorted = [...samples].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { min: at(0), median: at(0.5), p99: at(0.99), max: at(1), count: sorted.length }
}

export function words({ min, median, max }: Spread, unit: string): string {
  const digits = Math.max(Math.abs(max), Math.abs(median)) >= 100 ? 0 : 2
  return `${median.toFixed(digits)} ${unit} (${min.toFixed(digits)}–${max.toFixed(digits)})`
}

export async function repeat(times: number, once: () => Promise<number>): Promise<number[]> {
  const samples: number[] = []
  for (let round = 0; round < times; round += 1) samples.push(await once())
  return samples
}
