import { type Button, clip, type Message } from './channel.ts'

/** Type of the metadata by which a message that may have arrived is looked up. */
export const EVENT_TYPE = 'hoist_delivery'

/** Slack reads `text` as markup: these three characters could ping a channel or fake a link. */
function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** A message as `chat.postMessage` and `chat.update` take it. What people wrote goes into plain text blocks only. */
export function slackMessage({ key, title, body, link, buttons = [] }: Omit<Message, 'to' | 'uncertain'>) {
  const plain = (text: string) => ({ type: 'plain_text' as const, text, emoji: false })
  return {
    text: escapeMarkup(clip(title, 300)),
    blocks: [
      { type: 'header' as const, text: plain(clip(title, 150)) },
      ...(body === '' ? [] : [{ type: 'section' as const, text: plain(clip(body, 3_000)) }]),
      ...(buttons.length === 0 ? [] : [{ type: 'actions' as const, elements: buttons.map(button) }]),
      ...(link === null
        ? []
        : [{ type: 'context' as const, elements: [{ type: 'mrkdwn' as const, text: `<${link}|Open in Hoist>` }] }]),
    ],
    metadata: { event_type: EVENT_TYPE, event_payload: { key } },
  }
}

function button({ actionId, value, label, style }: Button) {
  const text = { type: 'plain_text' as const, text: clip(label, 75), emoji: false }
  return { type: 'button' as const, action_id: actionId, value, text, ...(style && { style }) }
}
