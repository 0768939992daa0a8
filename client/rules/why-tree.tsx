import { VisuallyHidden } from '@mantine/core'
import type { Outputs } from '../trpc.ts'
import { Dot } from '../ui/tag.tsx'
import './rules.css'

type Evaluation = Outputs['rules']['simulate']['evaluations'][number]
type Why = Evaluation['why']

const STATE = { true: 'yes', false: 'no', unknown: 'unknown' } as const
const RESULT_WORDS = { true: 'holds', false: 'does not hold', unknown: 'is not known' } as const
const GROUP_WORDS = { all: 'all of', any: 'any of', not: 'not' } as const

/** The condition with what was seen at every place: why it holds, or why not. */
export function WhyTree({ why }: { why: Why }) {
  return (
    <ul className="h-why">
      <WhyLine why={why} />
    </ul>
  )
}

function WhyLine({ why }: { why: Why }) {
  const parts = why.parts ?? []
  return (
    <li>
      <span className="h-row" style={{ gap: 8 }}>
        <Dot state={STATE[why.result]} />
        <span className="h-grow">
          {why.kind === 'comparison' ? (
            <>
              {why.expected} <span className="h-dim">— {why.observed}</span>
            </>
          ) : (
            GROUP_WORDS[why.kind]
          )}
          <VisuallyHidden> {RESULT_WORDS[why.result]}</VisuallyHidden>
        </span>
      </span>
      {parts.length > 0 && (
        <ul className="h-why">
          {parts.map((part, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a part of a condition is its place
            <WhyLine key={at} why={part} />
          ))}
        </ul>
      )}
    </li>
  )
}
