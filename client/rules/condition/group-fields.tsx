import { Button, CloseButton, SegmentedControl, VisuallyHidden } from '@mantine/core'
import { LIMITS } from '../../../shared/rules/condition.ts'
import { type Catalogue, type GroupDraft, type GroupKind, isGroup, type NodeDraft, newGroup, newLeaf } from './draft.ts'
import { LeafRow } from './leaf-row.tsx'
import { GROUP_WORDS } from './words.ts'
import './condition.css'

type GroupFieldsProps = {
  group: GroupDraft
  catalogue: Catalogue
  /** 1 for the group on top. */
  depth?: number
  onChange: (group: GroupDraft) => void
  onRemove?: () => void
  errors: ReadonlyMap<string, string>
}

/** A group of comparisons and groups: how they count, its parts, and what can be added. */
export function GroupFields({ group, catalogue, depth = 1, onChange, onRemove, errors }: GroupFieldsProps) {
  const change = (id: string, next: NodeDraft | null) =>
    onChange({ ...group, parts: group.parts.flatMap((part) => (part.id === id ? (next ?? []) : part)) })
  const add = (part: NodeDraft) => onChange({ ...group, parts: [...group.parts, part] })
  const kinds = (Object.keys(GROUP_WORDS) as GroupKind[]).filter((kind) => kind !== 'not_all' || group.kind === kind)
  const error = errors.get(group.id)
  return (
    <fieldset className="h-rule-group" data-nested={depth > 1 || undefined}>
      <VisuallyHidden component="legend">{GROUP_WORDS[group.kind]}</VisuallyHidden>
      <div className="h-row">
        <SegmentedControl
          aria-label="How the comparisons count"
          size="xs"
          value={group.kind}
          onChange={(kind) => onChange({ ...group, kind: kind as GroupKind })}
          data={kinds.map((kind) => ({ value: kind, label: GROUP_WORDS[kind] }))}
        />
        <span className="h-grow h-dim h-small">{depth === 1 ? 'these must hold' : ''}</span>
        {onRemove && <CloseButton aria-label="Remove the group" onClick={onRemove} />}
      </div>
      {group.parts.map((part) =>
        isGroup(part) ? (
          <GroupFields
            key={part.id}
            group={part}
            catalogue={catalogue}
            depth={depth + 1}
            onChange={(next) => change(part.id, next)}
            onRemove={() => change(part.id, null)}
            errors={errors}
          />
        ) : (
          <LeafRow
            key={part.id}
            leaf={part}
            catalogue={catalogue}
            onChange={(next) => change(part.id, next)}
            onRemove={depth === 1 && group.parts.length === 1 ? undefined : () => change(part.id, null)}
            error={errors.get(part.id)}
          />
        ),
      )}
      {error !== undefined && (
        <p role="alert" className="h-rule-error">
          {error}
        </p>
      )}
      <div className="h-row">
        <Button size="compact-sm" variant="default" onClick={() => add(newLeaf())}>
          Add a comparison
        </Button>
        {depth < LIMITS.depth && (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => add(newGroup(group.kind === 'any' ? 'all' : 'any'))}
          >
            Add a group
          </Button>
        )}
      </div>
    </fieldset>
  )
}
