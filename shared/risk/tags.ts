import type { RiskLevel } from './schema.ts'

/** What a detector finds. `churn` marks the tags whose alerts are about losing the customer. */
type TagFacts = {
  label: string
  /** May lift a message to critical. Anger alone pages nobody. */
  hard: boolean
  churn: boolean
  /** What to do about it; how soon is said by the level. */
  action: string
}

const tag = (label: string, action: string, { hard = false, churn = false } = {}): TagFacts => ({
  label,
  hard,
  churn,
  action,
})

const HARD = { hard: true }
const CHURN = { hard: true, churn: true }

/** Every built-in tag, the gravest first: of two equally heavy indicators the earlier one leads. */
export const TAGS = {
  termination: tag(
    'Termination',
    'Call the decision maker, confirm that the notice was received, and ask what would have to change.',
    CHURN,
  ),
  security_incident: tag(
    'Security incident',
    'Bring in security, contain the access, and tell the customer what is being done.',
    HARD,
  ),
  data_loss: tag('Data loss', 'Stop whatever overwrites the data, start the restore, and report progress.', HARD),
  outage: tag('Outage', 'Open an incident, put an engineer in touch, and send updates until it works.', HARD),
  business_impact: tag('Business impact', 'Bring in an engineer, agree a workaround, and name the next update.', HARD),
  legal: tag('Legal', 'Bring in legal counsel before answering, and keep the record complete.', HARD),
  regulator: tag('Regulator', 'Bring in legal and compliance, and answer in writing within the deadline.', HARD),
  chargeback: tag('Chargeback', 'Bring in billing, review the charges, and call before the bank decides.', HARD),
  churn_intent: tag('Churn intent', 'Call the customer about what is missing, with a plan and dates.', CHURN),
  competitor: tag('Competitor', 'Ask what the alternative offers and answer with value, not only with price.', CHURN),
  public_threat: tag('Public threat', 'Answer personally, offer a call, and tell communications.', HARD),
  executive_escalation: tag(
    'Executive escalation',
    'Let a manager answer, with a named person who owns the matter.',
    HARD,
  ),
  champion_leaving: tag('Champion leaving', 'Meet the successor, and renew the case for the product.'),
  low_adoption: tag('Low adoption', 'Offer training and review with the customer what keeps people away.'),
  value_doubt: tag('Value doubt', 'Show what the product earned, and review the plan and the price.'),
  billing_dispute: tag('Billing dispute', 'Check the invoice against the contract and answer with the correction.'),
  refund: tag('Refund', 'Check the claim and say by when it is decided.'),
  deadline: tag('Deadline', 'Say what will be done by when, and keep to it.'),
  no_response: tag('No response', 'Answer now, and say who is responsible from here on.'),
  repeat_contact: tag('Repeat contact', 'Read the history first, take it over for good, and name one contact.'),
  broken_promise: tag('Broken promise', 'Own the slip, give a date that will hold, and report before it.'),
  anger: tag('Anger', 'Acknowledge the trouble, apologise for what went wrong, and offer a call.'),
  sarcasm: tag('Sarcasm', 'Take it as a complaint: acknowledge it and ask what would put it right.'),
  frustration: tag('Frustration', 'Acknowledge the trouble and say what happens next.'),
  urgency: tag('Urgency', 'Confirm receipt and say when the next update comes.'),
  disappointment: tag('Disappointment', 'Ask what was expected, and agree what happens next.'),
  defect: tag('Defect', 'Reproduce it, open a ticket, and send its number.'),
  concern: tag('Concern', 'Answer the worry with facts and a date.'),
  follow_up: tag('Follow-up', 'Say where it stands and when there will be more.'),
  positive: tag('Positive', 'Thank them.'),
  resolved: tag('Resolved', 'Confirm that it is settled.'),
} as const satisfies Record<string, TagFacts>

export type Tag = keyof typeof TAGS

/** The facts of a built-in tag; a team's own tags are neither hard nor churn. */
export function factsOf(name: string): TagFacts | undefined {
  return Object.hasOwn(TAGS, name) ? TAGS[name as Tag] : undefined
}

const LEAD: Record<RiskLevel, string> = {
  critical: 'Answer now.',
  high: 'Answer within the hour.',
  medium: 'Answer today.',
  low: 'Nothing out of the ordinary.',
}

/** What to do, in words: how soon by the level, what by the leading tag. */
export function suggestedAction(level: RiskLevel, leading: string | undefined): string {
  if (level === 'low') return LEAD.low
  const what = leading === undefined ? undefined : factsOf(leading)?.action
  return what === undefined
    ? `${LEAD[level]} Read the words that stand out and say who takes care of it.`
    : `${LEAD[level]} ${what}`
}
