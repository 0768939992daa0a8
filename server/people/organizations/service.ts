import { auditDiff } from '../../../shared/audit/diff.ts'
import { badField, notFound } from '../../../shared/errors.ts'
import type { OrganizationSettings, SettingsChange } from '../../../shared/people/settings.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Caller, Context } from '../../context.ts'
import { EVERYTHING, markForRule } from '../../facts/rule-marks.ts'
import { findMember } from '../members/store.ts'
import { foundOrganization } from './found.ts'
import { findOrganization, type OrganizationRow, updateOrganization } from './store.ts'

/** One more organization, with the caller as its admin. Returns its id. */
export async function createOrganization(
  { db, clock }: Context,
  caller: Caller,
  organization: { name: string; timeZone: string },
): Promise<string> {
  const now = clock.now()
  return db.write(async (tx) => {
    const member = await findMember(tx, caller.organizationId, caller.userId)
    if (!member) throw notFound('Member')
    const { userId, email, name } = member
    return foundOrganization(tx, organization, { userId, email, name }, now)
  })
}

export type ChangeOrganization = {
  name?: string | undefined
  timeZone?: string | undefined
  subscription?: 'active' | 'paused' | undefined
  settings?: SettingsChange | undefined
}

/** Changes name, time zone or settings; what is left out stays as it is. */
export async function changeOrganization(
  { db, clock }: Context,
  caller: Caller,
  change: ChangeOrganization,
): Promise<OrganizationRow> {
  const now = clock.now()
  const { organizationId } = caller
  return db.write(async (tx) => {
    const before = await findOrganization(tx, organizationId)
    if (!before) throw notFound('Organization')
    const fallback = change.settings?.fallbackUserId
    if (fallback && (await findMember(tx, organizationId, fallback))?.status !== 'active')
      throw badField(['settings', 'fallbackUserId'], 'Choose an active member')
    const after = {
      name: change.name ?? before.name,
      timeZone: change.timeZone ?? before.timeZone,
      subscription: change.subscription ?? before.subscription,
      settings: changedSettings(before.settings, change.settings ?? {}),
    }
    const [was, is] = [flat(before), flat(after)]
    if (Object.keys(auditDiff(was, is)).length === 0) return before
    await updateOrganization(tx, organizationId, after, now)
    // Rules count days in this zone: when they flip must be planned anew.
    if (after.timeZone !== before.timeZone) await markForRule(tx, organizationId, EVERYTHING, now)
    const changed = { action: 'organization.changed', subject: 'organization', name: after.name }
    await recordAudit(tx, caller, now, { ...changed, before: was, after: is })
    return { id: organizationId, ...after }
  })
}

function changedSettings(before: OrganizationSettings, { retention, ...rest }: SettingsChange): OrganizationSettings {
  return { ...before, ...given(rest), retention: { ...before.retention, ...given(retention ?? {}) } }
}

function given<Change extends object>(change: Change): { [Key in keyof Change]?: NonNullable<Change[Key]> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as never
}

function flat({ name, timeZone, subscription, settings }: Omit<OrganizationRow, 'id'>): Record<string, unknown> {
  const { retention, ...rest } = settings
  const days = Object.entries(retention).map(([kind, value]) => [`retention.${kind}`, value])
  return { name, timeZone, subscription, ...rest, ...Object.fromEntries(days) }
}
