import { Autocomplete, CloseButton, NumberInput, Switch, TextInput } from '@mantine/core'
import type { Outputs } from '../trpc.ts'

type Stored = Outputs['alerts']['ownWords']
type Phrase = Stored['phrases'][number]
type Exception = Stored['exceptions'][number]

type PhraseRowProps = {
  phrase: Phrase
  detectors: Stored['detectors']
  issue: (field: 'text' | 'tag' | 'weight') => string | undefined
  onChange: (phrase: Phrase) => void
  onRemove: () => void
}

/** A phrase, what it counts for and how much, and whether it counts. */
export function PhraseRow({ phrase, detectors, issue, onChange, onRemove }: PhraseRowProps) {
  return (
    <li style={{ flexWrap: 'wrap', alignItems: 'flex-start' }}>
      <TextInput
        className="h-grow"
        aria-label="Phrase"
        placeholder="move to plan B"
        value={phrase.text}
        onChange={(event) => onChange({ ...phrase, text: event.currentTarget.value })}
        error={issue('text')}
      />
      <Autocomplete
        aria-label="Counts for"
        data={detectors.map(({ tag }) => tag)}
        value={phrase.tag}
        onChange={(tag) => onChange({ ...phrase, tag })}
        error={issue('tag')}
        w={190}
      />
      <NumberInput
        aria-label="Weight"
        min={-100}
        max={100}
        step={5}
        value={phrase.weight}
        onChange={(weight) => onChange({ ...phrase, weight: Number(weight) || 0 })}
        error={issue('weight')}
        w={90}
      />
      <OnAndRemove {...{ of: phrase, onChange, onRemove }} />
    </li>
  )
}

type ExceptionRowProps = {
  exception: Exception
  issue: string | undefined
  onChange: (exception: Exception) => void
  onRemove: () => void
}

/** Words that mean nothing here. */
export function ExceptionRow({ exception, issue, onChange, onRemove }: ExceptionRowProps) {
  return (
    <li style={{ alignItems: 'flex-start' }}>
      <TextInput
        className="h-grow"
        aria-label="Exception"
        placeholder="dead"
        value={exception.text}
        onChange={(event) => onChange({ ...exception, text: event.currentTarget.value })}
        error={issue}
      />
      <OnAndRemove {...{ of: exception, onChange, onRemove }} />
    </li>
  )
}

function OnAndRemove<T extends { text: string; enabled: boolean }>(props: {
  of: T
  onChange: (changed: T) => void
  onRemove: () => void
}) {
  const { of, onChange, onRemove } = props
  return (
    <>
      <Switch
        aria-label={`Use “${of.text}”`}
        mt={8}
        checked={of.enabled}
        onChange={(event) => onChange({ ...of, enabled: event.currentTarget.checked })}
      />
      <CloseButton aria-label={`Remove “${of.text}”`} mt={4} onClick={onRemove} />
    </>
  )
}
