import { factsOf } from '../risk/tags.ts'
import type { Indicator } from './risk.ts'
import type { AlertStatus, Severity } from './schema.ts'

/** Most of a quote that a summary shows. */
const QUOTE = 160
/** How many of the reasons a message's summary names. */
const REASONS = 2

const SEVERITY: Record<Severity, string> = { critical: 'Critical', high: 'High', medium: 'Medium' }

/** A tag as people read it: `churn_intent` is "churn intent". */
export function tagLabel(tag: string): string {
  return (factsOf(tag)?.label ?? tag.replaceAll('_', ' ')).toLowerCase()
}

/** Whose messages an alert is about. */
export type Writer = { customer: string | null; contact: string | null; channel: string }

/** `Dana Vogel (Acme): termination, deadline. “we will cancel the contract”` */
export function summarise(writer: Writer, indicators: readonly Indicator[]): string {
  const against = indicators.filter((one) => one.weight > 0).toSorted((a, b) => b.weight - a.weight)
  const reasons = [...new Set(against.map((one) => tagLabel(one.tag)))].slice(0, REASONS).join(', ')
  const quote = against[0] ? ` “${shorten(against[0].quote, QUOTE)}”` : ''
  return `${writerName(writer)}: ${reasons === '' ? 'a risky message' : reasons}.${quote}`
}

function writerName({ customer, contact, channel }: Writer): string {
  if (customer === null) return contact ?? `Unknown sender in ${channel}`
  return contact === null ? customer : `${contact} (${customer})`
}

function shorten(words: string, most: number): string {
  const line = words.replace(/\s+/g, ' ').trim()
  return line.length <= most
    ? line
    : `${line
        .slice(0, most - 1)
        .toWellFormed()
        .replace(/\uFFFD$/, '')}…`
}

/** What a person is told of an alert. */
export type Telling = { title: string; body: string }

export type Told = {
  severity: Severity
  status: AlertStatus
  summary: string
  suggestedAction: string
  indicators: readonly Indicator[]
  count: number
  /** Who brought it into its status; null for nobody but the analysis. */
  by: string | null
  notes: string | null
}

/** The message about an alert as it is now: why, what to do, and how it stands. */
export function tellOf({ severity, status, summary, suggestedAction, indicators, count, by, notes }: Told): Telling {
  const stands = standing(status, by)
  const quotes = indicators.filter((one) => one.weight > 0).slice(0, 3)
  const lines = [
    ...(stands === null ? [] : [stands]),
    ...(notes === null ? [] : [`Notes: ${shorten(notes, 500)}`]),
    summary,
    ...quotes.slice(1).map((one) => `• ${tagLabel(one.tag)}: “${shorten(one.quote, QUOTE)}”`),
    ...(count > 1 ? [`${count} messages so far`] : []),
    ...(status === 'open' || status === 'acknowledged' ? [suggestedAction] : []),
  ]
  return { title: `${SEVERITY[severity]} alert: ${shorten(summary, 110)}`, body: lines.join('\n') }
}

function standing(status: AlertStatus, by: string | null): string | null {
  const who = by === null ? '' : ` by ${by}`
  switch (status) {
    case 'acknowledged':
      return `Acknowledged${who}`
    case 'resolved':
      return `Resolved${who}`
    case 'false_positive':
      return `False positive${who === '' ? '' : `, says ${by}`}`
    default:
      return by === null ? null : `Reopened${who}`
  }
}
