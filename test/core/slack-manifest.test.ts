import { expect, test } from 'vitest'
import { slackManifest } from '../../shared/slack/manifest.ts'

const URL = 'https://hoist.example.com'

test('Slack calls the doors of this installation', () => {
  expect(slackManifest(URL, false)).toMatchObject({
    oauth_config: {
      scopes: { bot: expect.arrayContaining(['chat:write', 'im:write', 'channels:history', 'users:read.email']) },
    },
    settings: {
      event_subscriptions: {
        request_url: `${URL}/api/slack/events`,
        bot_events: expect.arrayContaining(['message.channels']),
      },
      interactivity: { is_enabled: true, request_url: `${URL}/api/slack/interactions` },
      socket_mode_enabled: false,
    },
  })
})

test('with Socket Mode no address is named: Slack never calls it', () => {
  const manifest = slackManifest(URL, true)
  expect(manifest).toMatchObject({ settings: { socket_mode_enabled: true, interactivity: { is_enabled: true } } })
  expect(JSON.stringify(manifest)).not.toContain('hoist.example.com')
})

test('every event that is asked for may be read: the scope of its kind of conversation is there', () => {
  const { oauth_config, settings } = slackManifest(URL, false) as {
    oauth_config: { scopes: { bot: string[] } }
    settings: { event_subscriptions: { bot_events: string[] } }
  }
  const needed = settings.event_subscriptions.bot_events.map((event) => `${event.replace('message.', '')}:history`)
  expect(oauth_config.scopes.bot).toEqual(expect.arrayContaining(needed))
})
