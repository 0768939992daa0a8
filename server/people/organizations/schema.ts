import { z } from 'zod'
import { SettingsChange } from '../../../shared/people/settings.ts'
import { text } from '../../../shared/text.ts'
import { isTimeZone } from '../../../shared/time/zone.ts'

/** Name of an IANA zone. */
export const TimeZone = z.string().max(64).refine(isTimeZone, 'Must be the name of a time zone, such as Europe/Berlin')

export const NewOrganization = z.strictObject({ name: text(200), timeZone: TimeZone })

export const OrganizationChange = z.strictObject({
  name: text(200).optional(),
  timeZone: TimeZone.optional(),
  /** A paused one is not scanned for risky messages. */
  subscription: z.enum(['active', 'paused']).optional(),
  settings: SettingsChange.optional(),
})
