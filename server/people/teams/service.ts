import { badField, DomainError, notFound } from '../../../shared/errors.ts'
import { recordAudit } from '../../audit/record.ts'
import { newId } from '../../clock.ts'
import type { Caller, Context } from '../../context.ts'
import {
  countEscalationsTo,
  findTeam,
  findTeamByName,
  insertTeam,
  listPresent,
  listTeamMemberIds,
  renameTeam,
  retireTeam,
  setTeamMembers,
} from './store.ts'

export type SaveTeam = { id?: string | undefined; name: string; userIds: string[] }

/** Makes a team, or gives the one with this id another name and other members. Returns its id. */
export async function saveTeam({ db, clock }: Context, caller: Caller, { name, ...input }: SaveTeam): Promise<string> {
  const now = clock.now()
  const { organizationId } = caller
  const userIds = [...new Set(input.userIds)]
  return db.write(async (tx) => {
    const existing = input.id === undefined ? null : await findTeam(tx, organizationId, input.id)
    if (input.id !== undefined && !existing) throw notFound('Team')
    const present = await listPresent(tx, organizationId, userIds)
    const stranger = input.userIds.findIndex((userId) => !present.has(userId))
    if (stranger >= 0) throw badField(['userIds', stranger], 'This person is not a member')
    const sameName = await findTeamByName(tx, organizationId, name)
    if (sameName !== null && sameName !== input.id)
      throw new DomainError('conflict', `There is a team ${name} already: choose another name`, {
        details: { teamId: sameName },
      })
    const id = input.id ?? newId(now)
    const had = existing ? await listTeamMemberIds(tx, organizationId, existing.id) : []
    const before = existing && { name: existing.name, userIds: had }
    if (input.id === undefined) await insertTeam(tx, organizationId, { id, name }, now)
    else await renameTeam(tx, organizationId, { id, name }, now)
    await setTeamMembers(tx, organizationId, id, userIds, now)
    const action = input.id === undefined ? 'team.created' : 'team.changed'
    await recordAudit(tx, caller, now, { action, subject: `team:${id}`, name, before, after: { name, userIds } })
    return id
  })
}

/** Takes a team away. Throws conflict while an open escalation goes to it. */
export async function removeTeam({ db, clock }: Context, caller: Caller, teamId: string): Promise<void> {
  const now = clock.now()
  const { organizationId } = caller
  await db.write(async (tx) => {
    const team = await findTeam(tx, organizationId, teamId)
    if (!team) throw notFound('Team')
    const open = await countEscalationsTo(tx, organizationId, teamId)
    if (open > 0)
      throw new DomainError(
        'conflict',
        `${open} open ${open === 1 ? 'escalation goes' : 'escalations go'} to this team: end them first`,
      )
    await retireTeam(tx, organizationId, teamId, now)
    const { name } = team
    await recordAudit(tx, caller, now, { action: 'team.removed', subject: `team:${teamId}`, name, before: { name } })
  })
}
