import { Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData } from '@tanstack/react-query'
import { useState } from 'react'
import { type Outputs, trpc } from '../trpc.ts'
import { FormMessage } from '../ui/form-foot.tsx'
import { messageOf } from '../ui/server-issues.ts'
import { MarkedText } from './marked-text.tsx'
import type { Words } from './own-words.tsx'

type Result = Outputs['alerts']['tryOwnWords']['asSaved']

/** What a message scores as things are, and would with the words above, saved or not. */
export function TryOwnWords({ words }: { words: Words }) {
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue({ text, ...words }, 250)
  const query = trpc.alerts.tryOwnWords.useQuery(asked, {
    enabled: asked.text.trim() !== '',
    placeholderData: keepPreviousData,
    retry: false,
  })
  const { asSaved, tried } = query.data ?? {}
  return (
    <div style={{ maxWidth: 620 }}>
      <Textarea
        label="What would this message score?"
        description="Nothing is stored and nobody is told."
        autosize
        minRows={2}
        maxLength={10_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {text.trim() !== '' && asSaved && tried && (
        <div role="status" style={{ marginTop: 8 }}>
          <p>
            As saved: {wordsOf(asSaved)}. With these words: <b>{wordsOf(tried)}</b>.
          </p>
          <p style={{ overflowWrap: 'anywhere' }}>
            {/* While the answer to a new text is on its way, the old one's places mean nothing in it. */}
            <MarkedText text={asked.text} indicators={query.isPlaceholderData ? [] : tried.indicators} />
          </p>
        </div>
      )}
      <FormMessage>{query.error === null ? null : messageOf(query.error)}</FormMessage>
    </div>
  )
}

function wordsOf({ score, riskLevel }: Result): string {
  return `${riskLevel}, ${score} of 100`
}
