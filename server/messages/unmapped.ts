import { companyDomain, companyWord, type Hint, suggest, type Suggestion } from '../../shared/messages/suggest.ts'
import { normalise } from '../../shared/search.ts'
import type { Reader } from '../db/engine.ts'
import { profilesOf } from './sender-store.ts'
import { listUnmappedSenders, type UnmappedSender } from './store.ts'
import { customersCalled, similarContacts } from './suggest-store.ts'

export type Stranger = UnmappedSender & {
  /** As they call themselves in Slack or in their mail, where that is known. */
  name: string | null
  email: string | null
  /** Whose they may be, the surest first. */
  suggestions: Suggestion[]
}

/** For so many of the latest senders somebody is suggested: each costs a look at every contact. */
const SUGGESTED = 25

/** Senders that nobody has said whose they are, the latest first, with who they say they are and whose they may be. */
export async function listStrangers(conn: Reader, organizationId: string): Promise<Stranger[]> {
  const senders = await listUnmappedSenders(conn, organizationId)
  const profiles = await profilesOf(
    conn,
    organizationId,
    senders.flatMap(({ contact }) => contact ?? []),
  )
  const strangers = senders.map((sender) => {
    const profile = profiles.get(sender.contact ?? '')
    const email = profile?.email ?? (sender.contact?.includes('@') ? sender.contact.toLowerCase() : null)
    return { ...sender, name: profile?.name ?? null, email }
  })
  const asked = strangers.slice(0, SUGGESTED)
  const hints = await gather(conn, organizationId, asked)
  return strangers.map((one, index) => ({ ...one, suggestions: index < SUGGESTED ? suggest(hints(one)) : [] }))
}

type Known = { name: string | null; email: string | null; customer: string | null }

/** Asks once for all of them; the function returned picks what concerns one. */
async function gather(conn: Reader, organizationId: string, senders: readonly Known[]) {
  const distinct = (values: (string | null)[]) =>
    [...new Set(values.filter((one) => one !== null && one !== ''))] as string[]
  const wordsOf = ({ email, customer }: Known) => {
    const domain = companyDomain(email)
    return distinct([domain && companyWord(domain), customer && normalise(customer.replace(/^ext:/, ''))])
  }
  const nameOf = ({ name }: Known) => (name?.includes(' ') ? normalise(name) : null)
  const contacts = await similarContacts(conn, organizationId, {
    emails: distinct(senders.map(({ email }) => email)),
    domains: distinct(senders.map(({ email }) => companyDomain(email))),
    names: distinct(senders.map(nameOf)),
  })
  const customers = await customersCalled(conn, organizationId, [...new Set(senders.flatMap(wordsOf))])

  return (sender: Known): Hint[] => {
    const domain = companyDomain(sender.email)
    const name = nameOf(sender)
    const byCustomer = Map.groupBy(
      contacts.filter((one) => domain !== null && companyDomain(one.email) === domain),
      (one) => one.customerId,
    )
    return [
      ...contacts
        .filter((one) => sender.email !== null && one.email === sender.email)
        .map((one): Hint => ({ ...one, reason: 'address', value: sender.email ?? '', count: 1 })),
      ...[...byCustomer.values()].flatMap((same): Hint[] =>
        same[0] ? [{ ...same[0], reason: 'domain', value: domain ?? '', count: same.length }] : [],
      ),
      ...contacts
        .filter((one) => name !== null && one.nameSort === name)
        .map((one): Hint => ({ ...one, reason: 'name', value: one.name, count: 1 })),
      ...customers
        .filter(({ nameSort }) => wordsOf(sender).some((word) => nameSort === word || nameSort.startsWith(`${word} `)))
        .map(
          ({ id, name: customerName }): Hint => ({
            customerId: id,
            customerName,
            reason: 'company',
            value: domain ?? sender.customer ?? '',
            count: 1,
          }),
        ),
    ]
  }
}
