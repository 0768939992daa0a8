import type { AnalyticsView, SaveView } from '../../shared/analytics/view.ts'
import { DomainError, notFound } from '../../shared/errors.ts'
import { newId } from '../clock.ts'
import type { Caller, Context } from '../context.ts'
import { countViews, deleteView, insertView, listViews, updateView } from './views-store.ts'

const MOST = 100

/** The caller's views and those that others share. */
export async function viewsFor({ db }: Context, { organizationId, userId }: Caller): Promise<AnalyticsView[]> {
  const rows = await listViews(db.read, organizationId, userId)
  return rows.map(({ userId: owner, ownerName, ...view }) => ({
    ...view,
    owner: { userId: owner, name: ownerName },
    own: owner === userId,
  }))
}

/** Keeps a view, a new one or one's own anew. Throws not_found, and conflict where the caller has too many. */
export async function saveView({ db, clock }: Context, caller: Caller, view: SaveView): Promise<{ id: string }> {
  const { organizationId, userId } = caller
  const now = clock.now()
  const { id } = view
  return db.write(async (tx) => {
    if (id !== undefined) {
      if (!(await updateView(tx, organizationId, { ...view, id, userId }, now))) throw notFound('View')
      return { id }
    }
    if ((await countViews(tx, organizationId, userId)) >= MOST)
      throw new DomainError('conflict', `You have ${MOST} views already: remove one first`)
    const made = newId(now)
    await insertView(tx, organizationId, { ...view, id: made, userId }, now)
    return { id: made }
  })
}

/** Removes one of the caller's own views. Throws not_found. */
export async function removeView({ db }: Context, { organizationId, userId }: Caller, id: string): Promise<void> {
  const removed = await db.write((tx) => deleteView(tx, organizationId, id, userId))
  if (!removed) throw notFound('View')
}
