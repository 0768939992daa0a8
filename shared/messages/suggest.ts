/** Why a sender may belong to a customer, the surest first. */
export const SUGGESTION_REASONS = ['address', 'domain', 'name', 'company'] as const
export type SuggestionReason = (typeof SUGGESTION_REASONS)[number]

export type Suggestion = { customerId: string; customerName: string; reason: SuggestionReason; words: string }

/** Whatever speaks for a customer. `count`: how many contacts say so. */
export type Hint = { customerId: string; customerName: string; reason: SuggestionReason; value: string; count: number }

/** Anybody has an address there, so it says nothing about the company. */
const OPEN_DOMAINS = new Set(
  `gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com yahoo.co.uk ymail.com icloud.com me.com
   mac.com aol.com gmx.de gmx.net gmx.com web.de t-online.de freenet.de mail.com mail.ru yandex.ru proton.me protonmail.com
   pm.me fastmail.com hey.com zoho.com orange.fr free.fr laposte.net wanadoo.fr libero.it bluewin.ch qq.com 163.com`.split(
    /\s+/,
  ),
)

/** The domain of an address, where it says something about the company; null for a mailbox that anybody may have. */
export function companyDomain(email: string | null): string | null {
  const domain = email?.slice(email.lastIndexOf('@') + 1).toLowerCase() ?? ''
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain) && !OPEN_DOMAINS.has(domain) ? domain : null
}

/** The word a domain is called by: `acme` of `mail.acme.co.uk`. */
export function companyWord(domain: string): string {
  const labels = domain.split('.')
  const isSecondLevel =
    /^(co|com|org|net|ac|gov|edu|ltd)$/.test(labels.at(-2) ?? '') && (labels.at(-1) ?? '').length === 2
  return labels.at(isSecondLevel && labels.length > 2 ? -3 : -2) ?? domain
}

/** Words of a channel's name that may be a customer's: `acme` of `ext-acme-support`. */
export function channelWords(name: string): string {
  return name
    .toLowerCase()
    .split(/[-_\s]+/)
    .filter((word) => word !== '' && !CHANNEL_WORDS.has(word))
    .join(' ')
}

const CHANNEL_WORDS = new Set(
  'ext external shared support customer customers client clients cs csm team partner collab project help account with and'.split(
    ' ',
  ),
)

/** At most three customers, each by what speaks best for it; what speaks for two customers equally speaks for none. */
export function suggest(hints: readonly Hint[]): Suggestion[] {
  const unclear = new Set<string>()
  for (const [key, same] of Map.groupBy(hints, ({ reason, value }) => `${reason} ${value}`))
    if (new Set(same.map((one) => one.customerId)).size > 1) unclear.add(key)
  const rank = ({ reason }: Hint) => SUGGESTION_REASONS.indexOf(reason)
  const best = new Map<string, Hint>()
  for (const hint of hints.toSorted((a, b) => rank(a) - rank(b) || b.count - a.count))
    if (!unclear.has(`${hint.reason} ${hint.value}`) && !best.has(hint.customerId)) best.set(hint.customerId, hint)
  return [...best.values()].slice(0, 3).map((hint) => ({
    customerId: hint.customerId,
    customerName: hint.customerName,
    reason: hint.reason,
    words: wordsOf(hint),
  }))
}

function wordsOf({ reason, value, count }: Hint): string {
  if (reason === 'address') return `A contact there has the address ${value}`
  if (reason === 'domain')
    return `${count === 1 ? 'A contact' : `${count} contacts`} there write from ${value}`.replace(
      'contact there write',
      'contact there writes',
    )
  return reason === 'name' ? `A contact there is called ${value}` : `Called like ${value}`
}
