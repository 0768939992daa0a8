import { CloseButton, Select } from '@mantine/core'
import { operatorsOf } from '../../../shared/rules/operand.ts'
import type { Operator } from '../../../shared/rules/condition.ts'
import { type Catalogue, type LeafDraft, pickField, refit } from './draft.ts'
import { ValueField } from './value-field.tsx'
import { operatorWords } from './words.ts'

type LeafRowProps = {
  leaf: LeafDraft
  catalogue: Catalogue
  onChange: (leaf: LeafDraft) => void
  /** Undefined for the only comparison there is. */
  onRemove: (() => void) | undefined
  error: string | undefined
}

/** One comparison: a fact, how it is compared, with what. */
export function LeafRow({ leaf, catalogue, onChange, onRemove, error }: LeafRowProps) {
  const field = catalogue.get(leaf.field ?? '')
  const groups = Map.groupBy(catalogue.values(), ({ group }) => group)
  const changeOperator = (operator: Operator) => onChange({ ...leaf, operator, values: refit(leaf.values, operator) })
  return (
    <div className="h-rule-leaf">
      <div className="h-rule-leaf-fields">
        <Select
          aria-label="Fact"
          placeholder="Choose a fact"
          searchable
          openOnFocus={false}
          nothingFoundMessage="No such fact"
          allowDeselect={false}
          error={error !== undefined && !field}
          value={leaf.field}
          onChange={(name) => {
            const picked = catalogue.get(name ?? '')
            if (picked) onChange(pickField(leaf, picked))
          }}
          data={[...groups].map(([group, fields]) => ({
            group,
            items: fields.map((one) => ({ value: one.field, label: one.label })),
          }))}
        />
        {field && (
          <Select
            aria-label={`How ${field.label} is compared`}
            allowDeselect={false}
            value={leaf.operator}
            onChange={(operator) => operator && changeOperator(operator as Operator)}
            data={operatorsOf(field).map((operator) => ({ value: operator, label: operatorWords(field, operator) }))}
          />
        )}
        {field && (
          <ValueField
            field={field}
            leaf={leaf}
            invalid={error !== undefined}
            onChange={(values) => onChange({ ...leaf, values })}
          />
        )}
      </div>
      {onRemove && <CloseButton aria-label={`Remove ${field?.label ?? 'this comparison'}`} onClick={onRemove} />}
      {error !== undefined && (
        <p role="alert" className="h-rule-error">
          {error}
        </p>
      )}
    </div>
  )
}
