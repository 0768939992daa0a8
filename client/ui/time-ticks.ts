/**
 * Where an axis of time is labelled: up to `count` instants (epoch milliseconds) evenly from `from` to `to`, ascending,
 * none twice and none whose label repeats the one before. The chart library, left to choose, repeats an instant when
 * all readings lie within a few milliseconds.
 */
export function timeTicks(from: number, to: number, label: (at: number) => string, count = 5): number[] {
  const ticks: number[] = []
  for (let index = 0; index < count; index += 1) {
    const at = Math.round(from + ((to - from) * index) / (count - 1))
    const before = ticks.at(-1)
    if (before === undefined || label(before) !== label(at)) ticks.push(at)
  }
  return ticks
}
