/** Slack's ids of a conversation, of a workspace, and of a message: its time stamp. */
const CHANNEL = /^[CDG][A-Z0-9]{8,11}$/
const TEAM = /^[TE][A-Z0-9]{8,11}$/
const TS = /^\d{10}\.\d{6}$/

/**
 * The address that opens a message in Slack; null unless both ids are of Slack's form, so that nothing a sender wrote
 * becomes part of an address.
 * @param externalId the message's id as it came in: Slack's time stamp, alone or after the channel
 */
export function slackLink(channel: string, externalId: string): string | null {
  const place = channel.replace(/^slack:/, '')
  const [, team = '', own] = /^slack:([^:]*):[^:]*:([^:]*)/.exec(externalId) ?? []
  // An edit is stored under the message's time stamp and its own.
  const ts = own ?? externalId.slice(Math.max(externalId.lastIndexOf(':'), externalId.lastIndexOf('/')) + 1)
  if (!CHANNEL.test(place)) return null
  const message = TS.test(ts) ? `&message_ts=${ts}` : ''
  const workspace = TEAM.test(team) ? `team=${team}&` : ''
  return `https://slack.com/app_redirect?${workspace}channel=${place}${message}`
}
