import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Condition } from '../../shared/rules/condition.ts'
import { describeCondition } from '../../shared/rules/describe.ts'
import { trpc } from '../trpc.ts'
import { confirm } from '../ui/confirm.tsx'
import { Loaded } from '../ui/states.tsx'
import { Timeline } from '../ui/timeline.tsx'
import { TakenChip } from '../ui/list/filter-chip.tsx'
import { failed, told } from '../ui/toasts.tsx'
import { useHistoryFilter } from './use-history-filter.ts'
import { EVENT_WORDS, fieldWord, type RuleEvent } from './words.ts'

/** What a rule did, and what was changed of it, newest first, or what of it the address asks for; any version can be gone back to. */
export function RuleHistory({ ruleId }: { ruleId: string }) {
  const utils = trpc.useUtils()
  const { filter, words, clear } = useHistoryFilter()
  const history = trpc.rules.history.useInfiniteQuery(
    { id: ruleId, ...filter },
    { getNextPageParam: (page) => page.nextCursor ?? undefined },
  )
  const restore = trpc.rules.restore.useMutation({
    onSuccess: async () => {
      await utils.rules.invalidate()
      told('The rule is as it was then; its mode stays')
    },
    onError: (error) => failed('The rule was not restored', error),
  })
  const ask = async (eventId: string) => {
    const sure = await confirm({
      title: 'Go back to this version?',
      body: 'Name, condition, target and limits become what they were. The mode stays as it is now.',
      act: 'Go back',
    })
    if (sure) restore.mutate({ id: ruleId, eventId })
  }
  return (
    <Loaded query={history}>
      {({ pages }) => {
        const events = pages.flatMap((page) => page.events)
        // Of a part of the history the latest version may not be in it.
        const latest = words === null ? events.find(({ snapshot }) => snapshot !== null) : undefined
        return (
          <>
            {words !== null && (
              <div style={{ marginBottom: 12 }}>
                <TakenChip words={words} onTakeOff={clear} />
              </div>
            )}
            <Timeline
              items={events.map((event) => ({
                id: event.id,
                at: event.at,
                what: (
                  <EventLine
                    event={event}
                    onRestore={
                      event.snapshot !== null && event.id !== latest?.id ? () => void ask(event.id) : undefined
                    }
                  />
                ),
              }))}
            />
            {history.hasNextPage && (
              <Button size="compact-sm" variant="subtle" onClick={() => void history.fetchNextPage()}>
                Show more
              </Button>
            )}
          </>
        )
      }}
    </Loaded>
  )
}

function EventLine({ event, onRestore }: { event: RuleEvent; onRestore: (() => void) | undefined }) {
  const { type, workflowId, customerName, reason, diff, by } = event
  return (
    <>
      <b>
        {type === 'changed' && reason !== null ? (CHANGE_WORDS.get(reason) ?? EVENT_WORDS.changed) : EVENT_WORDS[type]}
      </b>
      {workflowId !== null && (
        <>
          {' '}
          <Link to="/workflows/$workflowId" params={{ workflowId }}>
            {customerName ?? 'a workflow'}
          </Link>
        </>
      )}
      {by !== null && 'userId' in by && ` by ${by.name}`}
      {reason !== null && !CHANGE_WORDS.has(reason) && <div className="h-dim h-small">{reason}</div>}
      {diff !== null && type === 'changed' && reason !== 'created' && <Diff diff={diff} />}
      {onRestore && (
        <div>
          <Button size="compact-xs" variant="subtle" onClick={onRestore}>
            Go back to this version
          </Button>
        </div>
      )}
    </>
  )
}

/** What the history calls a change of one kind. */
const CHANGE_WORDS = new Map([
  ['created', 'Created'],
  ['restored', 'Restored'],
  ['removed', 'Removed'],
  ['reordered', 'Moved'],
  ['duplicated', 'Copied'],
])

function Diff({ diff }: { diff: NonNullable<RuleEvent['diff']> }) {
  const people = trpc.members.list.useQuery(undefined, { staleTime: 60_000 }).data?.members ?? []
  const teams = trpc.teams.list.useQuery(undefined, { staleTime: 60_000 }).data?.teams ?? []
  const names = new Map([
    ...people.map(({ userId, name }) => [userId, name] as const),
    ...teams.map(({ id, name }) => [id, name] as const),
  ])
  return (
    <div className="h-small">
      {Object.entries(diff).map(([field, [before, after]]) => (
        <div key={field}>
          {fieldWord(field)}:{' '}
          {before !== null && before !== undefined && <del className="h-dim">{shownValue(names, field, before)}</del>}{' '}
          {shownValue(names, field, after)}
        </div>
      ))}
    </div>
  )
}

function shownValue(names: ReadonlyMap<string, string>, field: string, value: unknown): string {
  if (value === null || value === undefined) return 'none'
  if (typeof value === 'string') return names.get(value) ?? value
  return field === 'conditions' ? describeCondition(value as Condition) : JSON.stringify(value)
}
