/** What Hoist's app may do in a workspace, and what for (docs/slack.md says it in words). */
const SCOPES = [
  'chat:write',
  'im:write',
  'im:history',
  'im:read',
  'channels:history',
  'channels:read',
  'groups:history',
  'groups:read',
  'mpim:history',
  'mpim:read',
  'users:read',
  'users:read.email',
]
const EVENTS = ['message.im', 'message.channels', 'message.groups', 'message.mpim']

/**
 * The manifest of a Slack app for Hoist, ready to paste at api.slack.com/apps.
 * @param url public address of the installation; with Socket Mode Slack never calls it, so none is named
 */
export function slackManifest(url: string, socketMode: boolean): object {
  const requestUrl = (door: string) => (socketMode ? {} : { request_url: `${url}/api/slack/${door}` })
  return {
    display_information: {
      name: 'Hoist',
      description: 'Tells the right person when a customer needs them',
      background_color: '#1f2328',
    },
    features: {
      app_home: { home_tab_enabled: false, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'Hoist', always_online: true },
    },
    oauth_config: { scopes: { bot: SCOPES } },
    settings: {
      event_subscriptions: { ...requestUrl('events'), bot_events: EVENTS },
      interactivity: { is_enabled: true, ...requestUrl('interactions') },
      org_deploy_enabled: false,
      socket_mode_enabled: socketMode,
      token_rotation_enabled: false,
    },
  }
}
