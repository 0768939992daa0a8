import { channelWords } from '../../shared/messages/suggest.ts'
import { normalise } from '../../shared/search.ts'
import type { Reader } from '../db/engine.ts'
import { customersCalled } from '../messages/suggest-store.ts'
import { listNamedChannels } from './store.ts'

/** For so many channels without a customer one is suggested. */
const SUGGESTED = 50

/** Channels with their customers, and whose one is by its name where nobody has said it: `#ext-acme` is Acme's. */
export async function listSuggestedChannels(conn: Reader, organizationId: string) {
  const channels = await listNamedChannels(conn, organizationId)
  const asked = channels.filter((one) => one.customerId === null && one.name !== null).slice(0, SUGGESTED)
  const words = new Map(asked.map(({ id, name }) => [id, normalise(channelWords(name ?? ''))]))
  const wanted = [...new Set(words.values())].filter((word) => word !== '')
  const customers = await customersCalled(conn, organizationId, wanted)
  return channels.map((channel) => {
    const word = words.get(channel.id) ?? ''
    const [found, other] = customers.filter(({ nameSort }) => nameSort === word || nameSort.startsWith(`${word} `))
    const isClear = word !== '' && found !== undefined && other === undefined
    return { ...channel, suggestion: isClear ? { customerId: found.id, customerName: found.name } : null }
  })
}
