import { SegmentedControl } from '@mantine/core'
import { Frequency, NOTIFICATION_TYPES } from '../../shared/notifications/schema.ts'
import { useMe } from '../session.tsx'
import { trpc } from '../trpc.ts'
import { Page } from '../ui/page.tsx'
import { Loaded } from '../ui/states.tsx'
import { failed } from '../ui/toasts.tsx'
import { TYPE_WORDS } from './words.ts'

const CHOICES = [
  { value: 'instant', label: 'At once' },
  { value: 'digest', label: 'Daily digest' },
  { value: 'off', label: 'Off' },
]

const WEEKLY = [
  { value: 'instant', label: 'On Mondays' },
  { value: 'off', label: 'Off' },
]

/** How the person wants to be told, by kind of news. */
export function PreferencesPage() {
  const { organization } = useMe()
  const utils = trpc.useUtils()
  const query = trpc.notifications.preferences.useQuery()
  const save = trpc.notifications.setPreference.useMutation({
    onMutate: async ({ type, frequency }) => {
      await utils.notifications.preferences.cancel()
      const before = utils.notifications.preferences.getData()
      utils.notifications.preferences.setData(undefined, (old) => old && { ...old, [type]: frequency })
      return { before }
    },
    onError: (error, _change, context) => {
      utils.notifications.preferences.setData(undefined, context?.before)
      failed('The preference was not changed', error)
    },
    onSettled: () => utils.notifications.preferences.invalidate(),
  })
  const hour = `${String(organization.settings.digestHour).padStart(2, '0')}:00`
  return (
    <Page title="Notification preferences">
      <p className="h-dim" style={{ maxWidth: 620 }}>
        The inbox shows everything. Here you choose what also reaches you by Slack or email, and when. The digest comes
        at {hour} ({organization.timeZone}); a critical alert always comes at once.
      </p>
      <Loaded query={query}>
        {(preferences) => (
          <ul className="h-lines">
            {NOTIFICATION_TYPES.map((type) => (
              <li key={type}>
                <div className="h-grow">
                  {TYPE_WORDS[type].label}
                  <div className="h-dim h-small">{TYPE_WORDS[type].when}</div>
                </div>
                <SegmentedControl
                  size="xs"
                  aria-label={TYPE_WORDS[type].label}
                  data={type === 'weekly_summary' ? WEEKLY : CHOICES}
                  value={preferences[type]}
                  disabled={type === 'alert'}
                  onChange={(value) => save.mutate({ type, frequency: Frequency.parse(value) })}
                />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Page>
  )
}
