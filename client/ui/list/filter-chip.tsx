import { Combobox, useCombobox } from '@mantine/core'
import { useState } from 'react'
import './list.css'

export type FilterOption = { value: string; label: string }

type FilterChipProps = {
  label: string
  options: readonly FilterOption[]
  values: readonly string[]
  onChange: (values: string[]) => void
  /** Several values may be on at once. */
  multiple?: boolean
}

const SEARCH_FROM = 9

/** One filter of a list as a chip: shows what is on, opens its values, is taken off with its cross. */
export function FilterChip({ label, options, values, onChange, multiple = false }: FilterChipProps) {
  const [search, setSearch] = useState('')
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption()
      setSearch('')
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  })
  const on = values.length > 0
  const names = values.map((value) => options.find((option) => option.value === value)?.label ?? value)
  const found = options.filter((option) => option.label.toLowerCase().includes(search.trim().toLowerCase()))
  const choose = (value: string) => {
    if (!multiple) {
      onChange(values.includes(value) ? [] : [value])
      combobox.closeDropdown()
      return
    }
    onChange(values.includes(value) ? values.filter((each) => each !== value) : [...values, value])
  }
  return (
    <Combobox store={combobox} onOptionSubmit={choose} width={240} position="bottom-start" shadow="md">
      <Combobox.Target targetType="button" withAriaAttributes={false}>
        <button
          type="button"
          className="h-chip"
          data-on={on || undefined}
          aria-haspopup="listbox"
          aria-expanded={combobox.dropdownOpened}
          onClick={() => combobox.toggleDropdown()}
        >
          <span className="h-cut">{on ? `${label}: ${names.join(', ')}` : label}</span>
        </button>
      </Combobox.Target>
      {on && (
        <button
          type="button"
          className="h-chip-cross"
          aria-label={`Remove filter ${label}`}
          onClick={() => onChange([])}
        >
          <span aria-hidden>×</span>
        </button>
      )}
      <Combobox.Dropdown>
        {options.length >= SEARCH_FROM && (
          <Combobox.Search
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            placeholder="Search"
            aria-label={`Search ${label}`}
          />
        )}
        <Combobox.Options mah={320} style={{ overflowY: 'auto' }} aria-label={label}>
          {found.length === 0 && <Combobox.Empty>Nothing found</Combobox.Empty>}
          {found.map((option) => (
            <Combobox.Option
              key={option.value}
              value={option.value}
              active={values.includes(option.value)}
              aria-selected={values.includes(option.value)}
            >
              <span className="h-row">
                <span className="h-grow h-cut">{option.label}</span>
                {values.includes(option.value) && <span aria-hidden>✓</span>}
              </span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

/** A filter that was set elsewhere, by following a number, and can only be taken off here. */
export function TakenChip({ words, onTakeOff }: { words: string; onTakeOff: () => void }) {
  return (
    <button type="button" className="h-chip" data-on aria-label={`Remove filter ${words}`} onClick={onTakeOff}>
      {words} <span aria-hidden>×</span>
    </button>
  )
}

/** A filter that is only on or off. */
export function ToggleChip({ label, on, onChange }: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <button type="button" className="h-chip" data-on={on || undefined} aria-pressed={on} onClick={() => onChange(!on)}>
      {label}
    </button>
  )
}
