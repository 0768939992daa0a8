const TEAM_PICKS = ['least_loaded', 'round_robin'] as const
/** Who of a team receives what a rule escalates. */
export type TeamPick = (typeof TEAM_PICKS)[number]
