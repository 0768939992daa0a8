import { MultiSelect, NumberInput, Select, TagsInput, TextInput } from '@mantine/core'
import type { RuleField } from '../../../shared/rules/fields.ts'
import { arity, type LeafDraft } from './draft.ts'

type ValueFieldProps = {
  field: RuleField
  leaf: LeafDraft
  onChange: (values: string[]) => void
  invalid: boolean
}

const BOOLEANS = [
  { value: 'true', label: 'yes' },
  { value: 'false', label: 'no' },
]

/** The right input for what a fact is compared with: a number, a choice, words, or a list of them. */
export function ValueField({ field, leaf, onChange, invalid }: ValueFieldProps) {
  const takes = arity(leaf.operator)
  if (takes === 0) return null
  if (takes === 'many') return <ManyField field={field} values={leaf.values} onChange={onChange} invalid={invalid} />
  const change = (at: number) => (value: string) =>
    onChange(Array.from({ length: takes }, (_, index) => (index === at ? value : (leaf.values[index] ?? ''))))
  const first = { value: leaf.values[0] ?? '', onChange: change(0), invalid, field, operator: leaf.operator }
  if (takes === 1) return <OneField {...first} label={`Value of ${field.label}`} />
  return (
    <span className="h-rule-range">
      <OneField {...first} label={`Lowest ${field.label}`} />
      <span className="h-dim">and</span>
      <OneField {...first} value={leaf.values[1] ?? ''} onChange={change(1)} label={`Highest ${field.label}`} />
    </span>
  )
}

type OneFieldProps = {
  field: RuleField
  operator: LeafDraft['operator']
  value: string
  onChange: (value: string) => void
  label: string
  invalid: boolean
}

function OneField({ field, operator, value, onChange, label, invalid }: OneFieldProps) {
  const shared = { 'aria-label': label, error: invalid }
  const choices = field.values?.map((one) => ({ value: one, label: one })) ?? (field.type === 'boolean' && BOOLEANS)
  if (choices)
    return (
      <Select
        {...shared}
        data={choices}
        value={value === '' ? null : value}
        onChange={(one) => onChange(one ?? '')}
        placeholder="Choose"
        allowDeselect={false}
      />
    )
  if (field.type === 'number')
    return (
      <NumberInput
        {...shared}
        value={value}
        onChange={(one) => onChange(String(one))}
        thousandSeparator=","
        allowDecimal={field.whole !== true}
        hideControls
        placeholder="number"
      />
    )
  const numeric = field.type === 'any' && ['>', '>=', '<', '<=', 'between'].includes(operator)
  return (
    <TextInput
      {...shared}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      placeholder={numeric ? 'number' : field.type === 'any' ? 'text, number, true or false' : 'text'}
      inputMode={numeric ? 'decimal' : 'text'}
    />
  )
}

function ManyField({ field, values, onChange, invalid }: Omit<ValueFieldProps, 'leaf'> & { values: string[] }) {
  const shared = { 'aria-label': `Values of ${field.label}`, error: invalid, value: values, onChange }
  return field.values ? (
    <MultiSelect {...shared} data={[...field.values]} placeholder={values.length === 0 ? 'Choose' : ''} />
  ) : (
    <TagsInput {...shared} splitChars={[',', ';']} acceptValueOnBlur placeholder="Type and press Enter" />
  )
}
