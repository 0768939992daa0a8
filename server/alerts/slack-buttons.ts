import type { AlertStatus } from '../../shared/alerts/schema.ts'
import { DomainError } from '../../shared/errors.ts'
import { mayPass } from '../../shared/roles.ts'
import type { Context } from '../context.ts'
import type { SlackActions } from '../slack/actions.ts'
import { moveAlert } from './move.ts'

const MEANS = new Map<string, { status: AlertStatus; done: string }>([
  ['alert.acknowledge', { status: 'acknowledged', done: 'You have acknowledged this alert' }],
  ['alert.resolve', { status: 'resolved', done: 'You have resolved this alert' }],
  [
    'alert.false_positive',
    { status: 'false_positive', done: 'Marked as a false positive. Say why in Hoist, and it learns from it' },
  ],
])

/** What the buttons under an alert do in Slack: the same as those on the screen, for the same people. */
export function alertButtons(app: Context): SlackActions {
  return {
    async press({ actionId, value, caller }) {
      const means = MEANS.get(actionId)
      if (!means) return { reply: null }
      if (!mayPass(caller.role, 'alerts', caller.settings))
        throw new DomainError('forbidden', `Your role (${caller.role}) does not allow this`)
      await moveAlert(app, caller, value, { status: means.status })
      return { reply: means.done }
    },
  }
}
