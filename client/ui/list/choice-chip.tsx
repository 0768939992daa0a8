import { Menu } from '@mantine/core'
import type { FilterOption } from './filter-chip.tsx'
import './list.css'

type ChoiceChipProps = {
  label: string
  /** Before the value, where that alone would not say what it is. */
  lead?: string
  options: readonly FilterOption[]
  value: string
  onChange: (value: string) => void
}

/** A choice that is always made: shows what it is, opens what else it could be. */
export function ChoiceChip({ label, lead, options, value, onChange }: ChoiceChipProps) {
  const current = options.find((option) => option.value === value)?.label ?? value
  // What is read out holds what is seen.
  const shown = lead === undefined ? current : `${lead} ${current}`
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button type="button" className="h-chip" data-on aria-label={`${label}: ${shown}`}>
          <span className="h-cut">{shown}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {options.map((option) => (
          <Menu.Item key={option.value} onClick={() => onChange(option.value)}>
            <span className="h-row">
              <span className="h-grow">{option.label}</span>
              {option.value === value && <span aria-hidden>✓</span>}
            </span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
