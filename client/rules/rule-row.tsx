import { ActionIcon, Menu } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Tag } from '../ui/tag.tsx'
import { Time } from '../ui/time.tsx'
import { Sparkline } from './sparkline.tsx'
import { MODE_WORDS, type Rule, targetWords } from './words.ts'

type RuleRowProps = {
  rule: Rule
  /** Where a dragged rule would fall. */
  place: 'above' | 'below' | undefined
  drag: { start: () => void; over: () => void; end: () => void }
  /** One up (-1) or down (1). */
  onMove: (by: 1 | -1) => void
  last: boolean
  onDuplicate: () => void
  onRemove: () => void
}

/** One rule of the list: its place, what it asks, whom it tells, how often it fired. */
export function RuleRow({ rule, place, drag, onMove, last, onDuplicate, onRemove }: RuleRowProps) {
  const mode = MODE_WORDS[rule.mode]
  const weeks = rule.mode === 'shadow' ? rule.shadowWeeks : rule.weeks
  return (
    <li
      className="h-rule-row"
      data-place={place}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move'
        drag.start()
      }}
      onDragOver={(event) => {
        event.preventDefault()
        drag.over()
      }}
      onDragEnd={drag.end}
      onKeyDown={(event) => {
        if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
        event.preventDefault()
        onMove(event.key === 'ArrowUp' ? -1 : 1)
      }}
    >
      <span className="h-rule-place" aria-hidden>
        {rule.position}
      </span>
      <div className="h-grow">
        <div className="h-row" data-wrap>
          <Link to="/rules/$ruleId" params={{ ruleId: rule.id }} className="h-rule-name">
            {rule.name}
          </Link>
          <Tag tone={mode.tone}>{mode.label}</Tag>
          {rule.pausedAt !== null && <Tag tone="critical">paused</Tag>}
          {rule.arriving !== null && <Tag tone="accent">going through workflows</Tag>}
          {rule.quarantined > 0 && <Tag tone="high">{rule.quarantined} in quarantine</Tag>}
        </div>
        <p className="h-rule-words">
          When {rule.words}, escalate to <b>{targetWords(rule.target)}</b>
        </p>
      </div>
      <div className="h-rule-numbers">
        <Sparkline values={weeks} label={rule.mode === 'shadow' ? 'Would have fired' : 'Fired'} />
        <span className="h-dim h-small">
          {rule.lastFiredAt === null ? (
            rule.mode === 'shadow' ? (
              'in the shadow, per week'
            ) : (
              'never fired'
            )
          ) : (
            <>last fired {<Time at={rule.lastFiredAt} inList />}</>
          )}
        </span>
      </div>
      <Menu>
        <Menu.Target>
          <ActionIcon variant="subtle" color="muted" aria-label={`More for ${rule.name}`}>
            …
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item disabled={rule.position === 1} onClick={() => onMove(-1)}>
            Move up
          </Menu.Item>
          <Menu.Item disabled={last} onClick={() => onMove(1)}>
            Move down
          </Menu.Item>
          <Menu.Item onClick={onDuplicate}>Duplicate</Menu.Item>
          <Menu.Item color="critical" onClick={onRemove}>
            Remove…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  )
}
