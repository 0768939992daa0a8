import { lengthWords } from '../ui/relative.ts'
import { Tag } from '../ui/tag.tsx'
import { useExact, useNow } from '../ui/time.tsx'

const MINUTE = 60_000

/** By when somebody should answer, in words. Instants are epoch milliseconds. */
export function targetWords(respondBy: number, now: number): { words: string; overdue: boolean } {
  const left = respondBy - now
  if (left >= MINUTE) return { words: `within ${lengthWords(left)}`, overdue: false }
  if (left > -MINUTE) return { words: 'answer now', overdue: false }
  return { words: `overdue by ${lengthWords(-left)}`, overdue: true }
}

/** The response target of an open alert; red as soon as it has passed. */
export function ResponseTarget({ respondBy, critical }: { respondBy: number; critical: boolean }) {
  const now = useNow()
  const exact = useExact(respondBy)
  const { words, overdue } = targetWords(respondBy, now)
  return (
    <span className="h-alert-target" title={`Answer by ${exact}`}>
      <Tag tone={overdue || critical ? 'critical' : 'high'}>{words}</Tag>
    </span>
  )
}
