/**
 * Named points where a crash hurts most:
 * `before-commit` and `after-commit` (committed, the caller not yet told) of every unit of work, and
 * `after-send` (a notification has left, its delivery is not yet settled).
 */
export type FaultPoint = 'before-commit' | 'after-commit' | 'after-send'

/** What a crash test passes in to learn that a point is reached, and to kill the process there. */
export type Faults = { reach(point: FaultPoint): void }

export const noFaults: Faults = { reach: () => {} }
