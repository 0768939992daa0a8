import { Select, type SelectProps } from '@mantine/core'
import { browserZone } from './time.tsx'

/** All zones the browser knows; UTC is not among what some browsers list. */
const ZONES = [...new Set(['UTC', browserZone(), ...Intl.supportedValuesOf('timeZone')])].sort()

/** Picks an IANA time zone by typing part of its name. */
export function ZoneSelect(props: Omit<SelectProps, 'data'>) {
  return (
    <Select data={ZONES} searchable limit={80} nothingFoundMessage="No such zone" allowDeselect={false} {...props} />
  )
}
