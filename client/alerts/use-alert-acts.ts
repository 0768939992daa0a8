import { type InfiniteData, useQueryClient } from '@tanstack/react-query'
import { getQueryKey } from '@trpc/react-query'
import type { AlertStatus } from '../../shared/alerts/schema.ts'
import type { AlertView } from '../../shared/alerts/view.ts'
import { type Outputs, trpc } from '../trpc.ts'
import { failed, told } from '../ui/toasts.tsx'
import { alertTitle } from './alert.ts'

type Page = Outputs['alerts']['list']

const SAID: Record<AlertStatus, string> = {
  open: 'reopened',
  acknowledged: 'acknowledged',
  resolved: 'resolved',
  false_positive: 'marked as false positive',
}

/** As many as the server moves in one call. */
const AT_ONCE = 500

/** What of `ids` did not work: how many, and the first reason. */
type Refused = { count: number; why: string | null }

/**
 * Moves alerts to another status, one or many. What is on screen changes at once and is put right by the server's
 * answer; one refusal stops no other. What was closed can be taken back for some seconds: it is reopened.
 */
export function useAlertActs() {
  const utils = trpc.useUtils()
  const queryClient = useQueryClient()
  const { mutateAsync } = trpc.alerts.moveMany.useMutation()

  const showAs = (ids: ReadonlySet<string>, status: AlertStatus) =>
    queryClient.setQueriesData<InfiniteData<Page>>(
      { queryKey: getQueryKey(trpc.alerts.list, undefined, 'infinite') },
      (data) =>
        data && {
          ...data,
          pages: data.pages.map((page) => ({
            ...page,
            alerts: page.alerts.map((alert) => (ids.has(alert.id) ? { ...alert, status } : alert)),
          })),
        },
    )

  const send = async (ids: string[], status: AlertStatus, notes?: string): Promise<Refused> => {
    const refused: Refused = { count: 0, why: null }
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const change = { ids: ids.slice(from, from + AT_ONCE), status, ...(notes !== undefined && { notes }) }
      const { results } = await mutateAsync(change)
      for (const { ok, message } of results) {
        if (ok) continue
        refused.count += 1
        refused.why ??= message
      }
    }
    return refused
  }

  const takeBack = async (alerts: AlertView[]) => {
    const seen = alerts.filter(({ status }) => status === 'acknowledged')
    try {
      const { count, why } = await send(idsOf(alerts), 'open')
      if (seen.length > 0) await send(idsOf(seen), 'acknowledged')
      if (count > 0) failed(`${count} could not be reopened`, { code: 'conflict', message: why })
    } catch (error) {
      failed('Taking it back did not work', error)
    }
    await utils.alerts.invalidate()
  }

  return async (alerts: AlertView[], status: AlertStatus, notes = '') => {
    const closes = status === 'resolved' || status === 'false_positive'
    showAs(new Set(idsOf(alerts)), status)
    try {
      const { count, why } = await send(idsOf(alerts), status, notes.trim() || undefined)
      const done = alerts.length - count
      const [first] = alerts
      const what = alerts.length === 1 && first !== undefined ? `Alert of ${alertTitle(first)}` : `${done} alerts`
      if (done > 0) told(`${what} ${SAID[status]}`, closes ? () => void takeBack(alerts) : undefined)
      if (count > 0) failed(`${count} of ${alerts.length} could not be changed`, { code: 'conflict', message: why })
    } catch (error) {
      failed('The alerts could not be changed', error)
    }
    await Promise.all([utils.alerts.invalidate(), utils.workflows.counts.invalidate()])
  }
}
export type MoveAlerts = ReturnType<typeof useAlertActs>

function idsOf(alerts: AlertView[]): string[] {
  return alerts.map(({ id }) => id)
}
