import { wordsOf, WEEKDAYS } from '../../shared/analytics/words.ts'
import { TakenChip } from '../ui/list/filter-chip.tsx'
import type { HistorySearch } from './search.ts'

type DrillChipsProps = {
  search: HistorySearch
  onChange: (part: Partial<HistorySearch>) => void
  count: number | undefined
}

const ONLY_WORDS = {
  armed: 'waiting',
  conditional: 'with triggers',
  timed: 'with triggers, escalated',
  late: 'fired late',
  not_needed: 'not needed',
}

/** What the list was narrowed to by a bar, a cell or a tile, each to be taken off; and how many are left. */
export function DrillChips({ search, onChange, count }: DrillChipsProps) {
  const { only, triggers, logic, weekday, hour, day, olderThan, youngerThan } = search
  const chips: { key: keyof HistorySearch; words: string }[] = [
    ...(only === undefined ? [] : [{ key: 'only' as const, words: ONLY_WORDS[only] }]),
    ...(triggers === undefined
      ? []
      : [{ key: 'triggers' as const, words: wordsOf('triggerCount', String(triggers)).toLowerCase() }]),
    ...(logic === undefined
      ? []
      : [{ key: 'logic' as const, words: `${wordsOf('logic', logic).toLowerCase()} their triggers` }]),
    ...(weekday === undefined ? [] : [{ key: 'weekday' as const, words: `on a ${WEEKDAYS[weekday - 1]}` }]),
    ...(hour === undefined ? [] : [{ key: 'hour' as const, words: `at ${wordsOf('hour', String(hour))}` }]),
    ...(day === undefined ? [] : [{ key: 'day' as const, words: `on ${day}` }]),
    ...(olderThan === undefined
      ? []
      : [{ key: 'olderThan' as const, words: `older than ${olderThan} ${olderThan === 1 ? 'day' : 'days'}` }]),
    ...(youngerThan === undefined
      ? []
      : [{ key: 'youngerThan' as const, words: `within ${youngerThan} ${youngerThan === 1 ? 'day' : 'days'}` }]),
  ]
  return (
    <div className="h-row h-drill-chips" data-wrap>
      {chips.map(({ key, words }) => (
        <TakenChip key={key} words={words} onTakeOff={() => onChange({ [key]: undefined })} />
      ))}
      {count !== undefined && (
        <span className="h-list-count" role="status">
          {count.toLocaleString('en')} {count === 1 ? 'escalation' : 'escalations'}
        </span>
      )}
    </div>
  )
}
