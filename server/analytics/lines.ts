import { type EscalationLine, hoursOf, phaseOf } from '../../shared/analytics/line.ts'
import { csvLine } from '../../shared/csv.ts'
import { toIso } from '../../shared/time/instant.ts'
import type { Line } from './lines-store.ts'

/** An escalation as lists show it. */
export function lineView(line: Line): EscalationLine {
  const person = (userId: string | null, name: string | null) => (userId === null ? null : { userId, name: name ?? '' })
  const { recipientTeamId } = line
  return {
    id: line.id,
    phase: phaseOf(line),
    createdAt: line.createdAt,
    firedAt: line.firedAt,
    endedAt: line.endedAt,
    endedBy: line.endedBy,
    workflow: { id: line.workflowId, externalId: line.workflowExternalId },
    customer: { id: line.customerId, name: line.customerName },
    definition: { id: line.definitionId, name: line.definitionName },
    recipient: person(line.recipientId, line.recipientName),
    recipientTeam: recipientTeamId === null ? null : { teamId: recipientTeamId, name: line.recipientTeamName ?? '' },
    assignee: person(line.assigneeId, line.assigneeName),
    triggerType: line.triggerType,
    triggerCount: line.triggerCount,
    logic: line.logic,
    source: line.source,
    reason: line.reason,
    firedLate: line.firedLate,
    outcome: line.outcome,
    hours: hoursOf(line),
  }
}

/** The line of the exported history, in the order of `HISTORY_TITLES`. */
export function historyLine(line: Line): string {
  return csvLine([
    line.id,
    phaseOf(line),
    toIso(line.createdAt),
    toIso(line.firedAt),
    line.customerName,
    line.workflowExternalId ?? line.workflowId,
    line.definitionName,
    line.recipientName ?? line.recipientTeamName,
    line.assigneeName,
    line.triggerType,
    line.logic,
    line.triggerCount,
    hoursOf(line),
    line.reason,
    line.source,
    line.outcome,
  ])
}
