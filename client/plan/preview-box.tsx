import type { Outputs } from '../trpc.ts'
import { Callout } from '../ui/tag.tsx'

type Preview = Outputs['escalations']['preview']

/** "Will escalate to … on … or when …": what saving will do, and what stands in its way. */
export function PreviewBox({ preview }: { preview: Preview | undefined }) {
  if (preview === undefined) return <Callout tone="muted">Fill in the form to see what will happen.</Callout>
  return (
    <div aria-live="polite" className="h-plan-form">
      <Callout>{preview.summary}.</Callout>
      {preview.alreadyTrue.map(({ id, words }) => (
        <Callout key={id} tone="high">
          Already true: {words}.
        </Callout>
      ))}
      {preview.refusals.map(({ guard, message }) => (
        <Callout key={guard} tone="critical">
          {message}
        </Callout>
      ))}
    </div>
  )
}
