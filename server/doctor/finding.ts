/** How a check ended: `problem` needs somebody now, `warning` soon. */
export type Verdict = 'ok' | 'warning' | 'problem'

export type Finding = {
  /** What was looked at, for example `Backups`. */
  check: string
  verdict: Verdict
  /** What was found, in sentences, with what to do where it is not ok. */
  says: string
}

export function finding(check: string, verdict: Verdict, says: string): Finding {
  return { check, verdict, says }
}
