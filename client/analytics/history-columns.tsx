import type { EscalationLine } from '../../shared/analytics/line.ts'
import { wordsOf } from '../../shared/analytics/words.ts'
import type { Column } from '../ui/list/column.ts'
import { Tag } from '../ui/tag.tsx'
import { Time } from '../ui/time.tsx'
import { hoursWords } from './figures.ts'

/** Who it went to, or is for. */
export function recipientOf({ recipient, recipientTeam }: Pick<EscalationLine, 'recipient' | 'recipientTeam'>): string {
  return recipient?.name ?? recipientTeam?.name ?? 'nobody yet'
}

export function PhaseTag({ escalation }: { escalation: Pick<EscalationLine, 'phase' | 'outcome' | 'firedLate'> }) {
  const { phase, outcome, firedLate } = escalation
  if (phase === 'armed') return <Tag tone="accent">waiting</Tag>
  if (phase === 'cancelled') return <Tag>called off</Tag>
  if (outcome === 'not_needed') return <Tag tone="high">not needed</Tag>
  return firedLate ? <Tag tone="critical">fired late</Tag> : <Tag tone="ok">escalated</Tag>
}

export const HISTORY_COLUMNS: readonly Column<EscalationLine>[] = [
  {
    key: 'workflow',
    title: 'Workflow',
    width: 'minmax(0, 2fr)',
    cell: (row) => (
      <span className="h-cut">
        <b style={{ fontWeight: 500 }}>{row.customer.name}</b> <span className="h-dim">{row.definition.name}</span>
      </span>
    ),
  },
  { key: 'phase', title: 'State', width: '112px', cell: (row) => <PhaseTag escalation={row} /> },
  {
    key: 'recipient',
    title: 'Recipient',
    width: 'minmax(0, 1fr)',
    cell: (row) => <span className="h-cut">{recipientOf(row)}</span>,
  },
  {
    key: 'assignee',
    title: 'Assignee',
    width: 'minmax(0, 1fr)',
    cell: (row) => <span className="h-cut">{row.assignee?.name ?? <span className="h-faint">nobody</span>}</span>,
  },
  {
    key: 'trigger',
    title: 'Trigger',
    width: '112px',
    cell: (row) => <span className="h-dim">{wordsOf('triggerType', row.triggerType)}</span>,
  },
  { key: 'hours', title: 'Took', width: '96px', align: 'end', cell: (row) => hoursWords(row.hours) },
  { key: 'created', title: 'Asked for', width: '124px', cell: (row) => <Time at={row.createdAt} inList /> },
]

/** An escalation on a phone: two lines. */
export function CompactEscalation({ escalation: one }: { escalation: EscalationLine }) {
  return (
    <div style={{ display: 'grid', gap: 4, minWidth: 0 }}>
      <span className="h-row">
        <b className="h-grow h-cut" style={{ fontWeight: 500 }}>
          {one.customer.name} · {one.definition.name}
        </b>
        <PhaseTag escalation={one} />
      </span>
      <span className="h-row h-small h-dim">
        <span className="h-grow h-cut">to {recipientOf(one)}</span>
        <Time at={one.createdAt} inList />
      </span>
    </div>
  )
}
