/** `off` does nothing, `shadow` only says what it would do, `on` escalates. */
export const MODES = ['off', 'shadow', 'on'] as const
export type Mode = (typeof MODES)[number]

/** What enabling does with the workflows that match at that moment. */
export const ON_ENABLE = ['fire', 'mark', 'quarantine'] as const
export type OnEnable = (typeof ON_ENABLE)[number]

/** What became of a rule on a workflow since its condition last came true; null: nothing yet. */
export type Outcome = 'applied' | 'marked' | 'quarantined' | 'discarded' | 'shadow' | 'suppressed'
