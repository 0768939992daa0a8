import type { RiskLevel } from '../../shared/triggers/stored.ts'

/** Messages of a known risk; `alertWorld` makes sure that it is so. */
export const SAYS: Record<RiskLevel, string> = {
  critical: 'We are terminating our contract immediately. Our lawyers will contact you.',
  high: 'This is unacceptable, nobody has answered us for two weeks and I am furious.',
  medium: 'We are worried that the migration will not be done in time.',
  low: 'ok',
}
