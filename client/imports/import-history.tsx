import { Link } from '@tanstack/react-router'
import type { Outputs } from '../trpc.ts'
import '../settings/settings.css'
import { Tag } from '../ui/tag.tsx'
import { Time } from '../ui/time.tsx'
import { counted, KIND_WORDS, STATE_WORDS } from './words.ts'

type Import = Outputs['imports']['list'][number]

/** The last imports, newest first. */
export function ImportHistory({ imports }: { imports: readonly Import[] }) {
  if (imports.length === 0) {
    return <p className="h-dim">None yet. Begin with customers: contacts, workflows and signals refer to them.</p>
  }
  return (
    <ul className="h-lines">
      {imports.map((each) => (
        <li key={each.id}>
          <div className="h-grow">
            <Link to="/imports/$importId" params={{ importId: each.id }}>
              {each.fileName}
            </Link>
            <div className="h-dim h-small">
              {KIND_WORDS[each.kind].label} · {wordsOf(each)}
            </div>
          </div>
          <Tag tone={STATE_WORDS[each.state].tone}>{STATE_WORDS[each.state].label}</Tag>
          <span className="h-dim h-small">
            <Time at={Date.parse(each.createdAt)} />
          </span>
        </li>
      ))}
    </ul>
  )
}

function wordsOf({ state, counts }: Import): string {
  if (state === 'ready') return 'not started'
  const parts = [
    counts.created > 0 && `${counts.created.toLocaleString('en')} new`,
    counts.updated > 0 && `${counts.updated.toLocaleString('en')} changed`,
    counts.unchanged > 0 && `${counts.unchanged.toLocaleString('en')} the same`,
    counts.rejected > 0 && `${counts.rejected.toLocaleString('en')} rejected`,
  ].filter((part) => part !== false)
  return `${counted(counts.rows, 'row')}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}`
}
