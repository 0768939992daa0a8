import { Button } from '@mantine/core'
import { useState } from 'react'
import { type Outputs, trpc } from '../trpc.ts'
import { FormMessage } from '../ui/form-foot.tsx'
import { Section } from '../ui/page.tsx'
import { useServerIssues } from '../ui/server-issues.ts'
import { Loaded } from '../ui/states.tsx'
import { told } from '../ui/toasts.tsx'
import { ExceptionRow, PhraseRow } from './own-words-rows.tsx'
import { TryOwnWords } from './try-own-words.tsx'

type Stored = Outputs['alerts']['ownWords']
export type Words = Pick<Stored, 'phrases' | 'exceptions'>

/** The organization's own words: what it looks for, what means nothing there, and what a message would score with them. */
export function OwnWords() {
  const query = trpc.alerts.ownWords.useQuery()
  return (
    <Section title="Your own words">
      <p className="h-dim" style={{ maxWidth: 620, marginBottom: 12 }}>
        Phrases count for what you say they are about; below zero they reassure. Exceptions are read as if they were not
        there: a product called “Dead” is no outage. A * at the end of a word stands for any ending.
      </p>
      <Loaded query={query}>{(stored) => <WordsForm stored={stored} />}</Loaded>
    </Section>
  )
}

function WordsForm({ stored }: { stored: Stored }) {
  const utils = trpc.useUtils()
  // What others save while somebody writes here neither takes their words away nor is overwritten unseen.
  const [seen, setSeen] = useState<Words>({ phrases: stored.phrases, exceptions: stored.exceptions })
  const [words, setWords] = useState(seen)
  const save = trpc.alerts.saveOwnWords.useMutation({
    onSuccess: async (saved) => {
      told('From now on messages are read so')
      setSeen(saved)
      setWords(saved)
      await utils.alerts.ownWords.invalidate()
    },
  })
  const issues = useServerIssues(save.error, fieldsOf(words))
  const change = (next: Partial<Words>) => setWords({ ...words, ...next })
  const { phrases, exceptions } = words
  return (
    <>
      <ul className="h-lines" aria-label="Phrases">
        {phrases.map((phrase, at) => (
          <PhraseRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name until it is written, and keeps no state of its own
            key={at}
            phrase={phrase}
            detectors={stored.detectors}
            issue={(field) => issues.field(`phrases.${at}.${field}`)}
            onChange={(next) => change({ phrases: phrases.with(at, next) })}
            onRemove={() => change({ phrases: phrases.toSpliced(at, 1) })}
          />
        ))}
      </ul>
      <ul className="h-lines" aria-label="Exceptions">
        {exceptions.map((exception, at) => (
          <ExceptionRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name until it is written, and keeps no state of its own
            key={at}
            exception={exception}
            issue={issues.field(`exceptions.${at}.text`)}
            onChange={(next) => change({ exceptions: exceptions.with(at, next) })}
            onRemove={() => change({ exceptions: exceptions.toSpliced(at, 1) })}
          />
        ))}
      </ul>
      <div className="h-acts" style={{ display: 'flex', gap: 8, flexWrap: 'wrap', margin: '12px 0' }}>
        <Button
          size="xs"
          variant="default"
          onClick={() => change({ phrases: [...phrases, { text: '', tag: 'urgency', weight: 50, enabled: true }] })}
        >
          Add a phrase
        </Button>
        <Button
          size="xs"
          variant="default"
          onClick={() => change({ exceptions: [...exceptions, { text: '', enabled: true }] })}
        >
          Add an exception
        </Button>
        <Button size="xs" loading={save.isPending} onClick={() => save.mutate({ ...words, seen })}>
          Save words
        </Button>
      </div>
      <FormMessage>{issues.rest}</FormMessage>
      <TryOwnWords words={written(words)} />
    </>
  )
}

/** Without rows that nobody has filled in yet. */
function written({ phrases, exceptions }: Words): Words {
  const filled = ({ text }: { text: string }) => text.trim() !== ''
  return { phrases: phrases.filter(filled), exceptions: exceptions.filter(filled) }
}

function fieldsOf({ phrases, exceptions }: Words): string[] {
  return [
    ...phrases.flatMap((_, at) => [`phrases.${at}.text`, `phrases.${at}.tag`, `phrases.${at}.weight`]),
    ...exceptions.map((_, at) => `exceptions.${at}.text`),
  ]
}
