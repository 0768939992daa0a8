import { CUSTOMER_WORDS, ID, pairs } from './titles.ts'

/** `scalar`: text, or the number or truth value that NDJSON tells apart from it. */
export type FieldType =
  | 'text'
  | 'name'
  | 'email'
  | 'number'
  | 'scalar'
  | 'date'
  | 'due'
  | 'zone'
  | 'tags'
  | 'choice'
  | 'timestamp'

/** A field that a column may feed. `titles` are what exports call it, normalised by `titleKey`. */
export type ImportField = {
  field: string
  label: string
  type: FieldType
  required?: boolean
  /** What exports write → what we store; keys lower case. */
  choices?: ReadonlyMap<string, string>
  titles: readonly string[]
}

/** Whose row it is, by the file's own id. */
export const customerRef: ImportField = {
  field: 'customer',
  label: 'Customer (their id)',
  type: 'text',
  titles: [...pairs(CUSTOMER_WORDS, ID), ...CUSTOMER_WORDS, 'crm id', 'customerid', 'accountid', 'clientid'],
}
