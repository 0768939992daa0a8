import type { Instant } from '../time/instant.ts'

/** What is to be done when, the earliest first (a binary heap). */
export type Agenda<T> = {
  add(at: Instant, what: T): void
  /** The instant of the earliest; null when there is nothing. */
  next(): Instant | null
  take(): T | undefined
}

export function createAgenda<T>(): Agenda<T> {
  const heap: { at: Instant; what: T }[] = []
  const at = (index: number) => heap[index]?.at ?? Number.POSITIVE_INFINITY
  const swap = (one: number, other: number) => {
    const [first, second] = [heap[one], heap[other]]
    if (first && second) [heap[one], heap[other]] = [second, first]
  }
  return {
    add(when, what) {
      heap.push({ at: when, what })
      for (let index = heap.length - 1; index > 0; ) {
        const parent = (index - 1) >> 1
        if (at(parent) <= at(index)) return
        swap(parent, index)
        index = parent
      }
    },
    next: () => heap[0]?.at ?? null,
    take() {
      const [first] = heap
      const last = heap.pop()
      if (!first || !last || heap.length === 0) return first?.what
      heap[0] = last
      for (let index = 0; ; ) {
        const [left, right] = [2 * index + 1, 2 * index + 2]
        const least = at(left) <= at(right) ? left : right
        if (at(least) >= at(index)) break
        swap(index, least)
        index = least
      }
      return first.what
    },
  }
}
