import { Button, NumberInput, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Condition } from '../../shared/rules/condition.ts'
import { DialogFoot } from '../ui/dialog.tsx'
import { FormMessage, Submit } from '../ui/form-foot.tsx'
import { refusalOf, useServerIssues } from '../ui/server-issues.ts'
import { Backtest } from './backtest.tsx'
import { type Catalogue, conditionOf, mistakesOf, placeIssues } from './condition/draft.ts'
import { GroupFields } from './condition/group-fields.tsx'
import { DraftCheck } from './draft-check.tsx'
import { MatchingBox } from './matching-box.tsx'
import { fieldsOf, type RuleDraft } from './rule-draft.ts'
import './rules.css'
import { TargetField } from './target-field.tsx'

type RuleFormProps = {
  /** The saved rule that is changed. */
  rule: { id: string | null; priority: number }
  initial: RuleDraft
  catalogue: Catalogue
  onSave: (rule: ReturnType<typeof fieldsOf> & { conditions: ReturnType<typeof conditionOf>['condition'] }) => void
  onCancel: () => void
  busy: boolean
  error: unknown
  save: string
}

const FIELDS = [
  'name',
  'description',
  'conditions',
  'escalateToUserId',
  'escalateToTeamId',
  'cooldownHours',
  'capPerHour',
]

/** A rule's name, condition, target and limits; mistakes stand beside what they are about. */
export function RuleForm({ rule, initial, catalogue, onSave, onCancel, busy, error, save }: RuleFormProps) {
  const [draft, setDraft] = useState(initial)
  const [tried, setTried] = useState(false)
  const change = (part: Partial<RuleDraft>) => setDraft((before) => ({ ...before, ...part }))
  const issues = useServerIssues(error, FIELDS)
  const { condition, places } = conditionOf(draft.root, catalogue)
  const own = mistakesOf(draft.root, catalogue)
  const placed = error ? placeIssues(refusalOf(error).issues, places) : new Map<string, string>()
  const nameless = draft.name.trim() === ''
  const submit = () => {
    setTried(true)
    if (own.size === 0 && !nameless && draft.target !== null) onSave({ ...fieldsOf(draft), conditions: condition })
  }
  return (
    <form
      className="h-form h-rule-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <TextInput
        label="Name"
        withAsterisk
        value={draft.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
        error={issues.field('name') ?? (tried && nameless ? 'Enter a name' : undefined)}
      />
      <Textarea
        label="What it is for"
        description="Optional; shown to whoever is escalated to"
        autosize
        minRows={1}
        value={draft.description}
        onChange={(event) => change({ description: event.currentTarget.value })}
        error={issues.field('description')}
      />
      <section aria-label="Condition" className="h-rule-condition">
        <h2>When</h2>
        <GroupFields
          group={draft.root}
          catalogue={catalogue}
          onChange={(root) => change({ root })}
          errors={tried ? new Map([...own, ...placed]) : placed}
        />
        <MatchingBox root={draft.root} catalogue={catalogue} />
      </section>
      <TargetField
        value={draft.target}
        onChange={(target) => change({ target })}
        pick={draft.teamPick}
        onPick={(teamPick) => change({ teamPick })}
        error={
          issues.field('escalateToUserId') ??
          issues.field('escalateToTeamId') ??
          (tried && draft.target === null ? 'Choose a person or a team' : undefined)
        }
      />
      <div className="h-row" data-wrap style={{ alignItems: 'flex-start' }}>
        <NumberInput
          className="h-grow"
          label="Cooldown, in hours"
          description="On one workflow it acts again only after its condition has been not true in between, and after this time"
          min={0}
          value={draft.cooldownHours}
          onChange={(cooldownHours) => change({ cooldownHours })}
          error={issues.field('cooldownHours')}
        />
        <NumberInput
          className="h-grow"
          label="Most escalations an hour"
          description="Beyond it the rule pauses itself, keeps the rest in quarantine and tells the administrators once"
          min={1}
          value={draft.capPerHour}
          onChange={(capPerHour) => change({ capPerHour })}
          error={issues.field('capPerHour')}
        />
      </div>
      <DraftCheck draft={draft} catalogue={catalogue} rule={rule} />
      <Backtest ask={own.size > 0 ? null : askOf(rule, draft, condition)} />
      <FormMessage>{issues.rest}</FormMessage>
      <DialogFoot say={tried && own.size > 0 ? 'Something is missing above' : undefined}>
        <Button variant="subtle" color="muted" onClick={onCancel}>
          Cancel
        </Button>
        <Submit busy={busy}>{save}</Submit>
      </DialogFoot>
    </form>
  )
}

/** A backtest of what is on screen, saved or not. */
function askOf(rule: { id: string | null; priority: number }, draft: RuleDraft, conditions: Condition) {
  const { name: _, description: __, teamPick: ___, capPerHour: ____, ...fields } = fieldsOf(draft)
  return { ...(rule.id !== null && { ruleId: rule.id }), priority: rule.priority, conditions, ...fields }
}
