/** Bounds of the data layer. Tests make them smaller (or, on a busy machine, the deadline longer). */
export type Limits = {
  /** Units of work that may wait in each lane; one more is refused as busy. */
  waiting: number
  /** Milliseconds a unit of work may take. */
  deadline: number
  /** Milliseconds of writing after which the event loop gets its turn. */
  slice: number
  /** Milliseconds from one shared commit to the next: who comes in between shares it. Nobody who is alone waits. */
  gather: number
  /** Most pages of the SQLite file, to play a full disk; none in earnest. */
  pages?: number
}

export const LIMITS: Limits = { waiting: 10_000, deadline: 1000, slice: 5, gather: 6 }
