/** What exports call things, normalised by `titleKey`. */
export const ID = listed('id, external id, record id, key, ref, reference, number, no, uuid')
export const CUSTOMER_WORDS = listed('account, customer, client, company, organization, organisation, org, tenant')
export const OWNER = listed(
  'owner, csm, account manager, account owner, customer success manager, success manager, manager, responsible, rep',
)
export const EMAIL = listed('email, e mail, mail, email address, e mail address')

/** A list written as people write one. */
export function listed(text: string): string[] {
  return text.split(', ')
}

/** Every combination of a subject and an attribute, and the reverse: "account id", "id of account". */
export function pairs(subjects: readonly string[], attributes: readonly string[]): string[] {
  return subjects.flatMap((subject) =>
    attributes.flatMap((attribute) => [`${subject} ${attribute}`, `${attribute} ${subject}`]),
  )
}
