/** Slack's ids of a conversation, and of a message in it: its time stamp. */
const CHANNEL = /^[CDG][A-Z0-9]{8,11}$/
const TS = /^\d{10}\.\d{6}$/

/**
 * The address that opens a message in Slack; null unless both ids are of Slack's form, so that nothing a sender wrote
 * becomes part of an address.
 * @param externalId the message's id as it came in: Slack's time stamp, alone or after the channel
 */
export function slackLink(channel: string, externalId: string): string | null {
  const place = channel.replace(/^slack:/, '')
  const [, own] = /^slack:[^:]*:[^:]*:([^:]*)/.exec(externalId) ?? []
  // An edit is stored under the message's time stamp and its own.
  const ts = own ?? externalId.slice(Math.max(externalId.lastIndexOf(':'), externalId.lastIndexOf('/')) + 1)
  if (!CHANNEL.test(place)) return null
  const message = TS.test(ts) ? `&message_ts=${ts}` : ''
  return `https://slack.com/app_redirect?channel=${place}${message}`
}
