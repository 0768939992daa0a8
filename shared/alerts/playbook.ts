import type { RiskLevel } from '../triggers/stored.ts'
import type { Indicator } from './risk.ts'
import { tagLabel } from './words.ts'

/** A reply that could be sent, and why this one. */
export type Suggestion = { text: string; why: string }

/** Most that are offered at once. */
const MOST = 3

/** What to say for each kind of finding: what we do about it. The opening and the close depend on how tense it is. */
const PLAYS = new Map<string, string>([
  [
    'termination',
    'I would like to understand what brought you to this before anything is final. Could we speak today? Until then nothing is closed on our side, and I will set out in writing what your agreement says and what we can offer.',
  ],
  [
    'security_incident',
    'I have passed this to our security team as an incident. You will hear from a named engineer within the hour with what we know, what we have contained, and what you should do meanwhile.',
  ],
  [
    'data_loss',
    'We have stopped everything that could overwrite your data, and a restore is being prepared. I will report within the hour what can be recovered and to which point in time.',
  ],
  [
    'outage',
    'We are treating this as an incident. An engineer is on it now, and I will write to you every 30 minutes until it works, starting with what we know.',
  ],
  [
    'business_impact',
    'I understand that this costs your business with every hour. Tell me what has to work first, and we will put our people on that before everything else.',
  ],
  [
    'legal',
    'I take what you write seriously and have handed it to the person who can answer it bindingly. You will have a written reply by the end of the next working day.',
  ],
  [
    'regulator',
    'I have involved our compliance lead, who will answer your questions in writing and within the deadline that applies to you.',
  ],
  [
    'chargeback',
    'Before you involve your bank, please let me look at every charge with you. I can do that on a call today, and what we charged wrongly we pay back.',
  ],
  [
    'churn_intent',
    'I would like to know what is missing for you. Could we take 30 minutes this week? I will bring a plan with dates for the points you name.',
  ],
  [
    'competitor',
    'It makes sense to compare. Tell me what matters most to you, and I will show you openly how we do it, where we are better, and where we are not.',
  ],
  [
    'public_threat',
    'I would rather put this right than have you write about it. May I call you today? I will tell you what we can do and by when.',
  ],
  [
    'executive_escalation',
    'I have told our head of customer success, who will answer you personally today and stay your contact until this is settled.',
  ],
  [
    'champion_leaving',
    'Thank you for telling me. Could you introduce me to whoever takes over? I will prepare a handover of goals, set-up and open points so that nothing is lost.',
  ],
  [
    'billing_dispute',
    'I am checking this invoice line by line against your agreement and will send you the result, with a correction where it is wrong, by tomorrow. Nothing is due on the disputed part until then.',
  ],
  [
    'refund',
    'I have opened your refund request and will tell you by tomorrow what was decided and when the money arrives.',
  ],
  [
    'deadline',
    'I have noted your date. Here is what we will have done by then, and I will report at the half-way point.',
  ],
  [
    'no_response',
    'You should not have had to ask again. From here on I am your contact for this, and you will have an answer today.',
  ],
  [
    'repeat_contact',
    'You have explained this before, so you need not explain it again: I have read the whole history and take it over until it is settled.',
  ],
  [
    'broken_promise',
    'We said we would and we did not. Here is a date that holds, and I will write to you the day before, whatever the state is.',
  ],
  [
    'anger',
    'You are right to be annoyed about this. I would like to hear from you directly what would put it right. May I call you today?',
  ],
  ['sarcasm', 'I read that this has not been good enough. Tell me what would put it right, and I will see to it.'],
  [
    'frustration',
    'I see how much time this has cost you. Here is what happens next, and I will keep you posted without your asking.',
  ],
  ['urgency', 'I have seen your message and am on it now. You will have the next update within the hour.'],
  ['disappointment', 'I would like to understand what you had expected, so that we can agree on what happens next.'],
  [
    'defect',
    'I can reproduce what you describe and have opened a ticket with our engineers. I will write as soon as there is a fix or a workaround.',
  ],
  [
    'value_doubt',
    'Let us look together at what you use and what it brings you. I will prepare the figures for a call this week.',
  ],
  ['low_adoption', 'Shall we set up a short training for your team? I will bring what similar teams use most.'],
])

const OTHERWISE = 'I have read your message and am looking into it. You will have an answer from me today.'

/** What one would say first when nothing is wrong. */
const CALM = 'Thank you for your message. I will look into it and come back to you.'

/** Openings and closes of a tense reply: it owns the trouble, promises what is sure, and argues with nobody. */
const OPENINGS = [
  'I am sorry that it has come to this, and thank you for saying it plainly.',
  'I understand why you are writing like this, and I take it seriously.',
  'You should not have had to write this message, and I am sorry.',
]
const CLOSE = 'If anything else weighs on you, tell me in the same message: I will see to all of it.'

/**
 * Replies for what was found in a message, the one for its heaviest indicator first: at most three, at least one.
 * Where the risk is high they calm first.
 */
export function playReplies(
  { riskLevel, indicators }: { riskLevel: RiskLevel; indicators: readonly Indicator[] },
  contact: string | null,
): Suggestion[] {
  const tense = riskLevel === 'high' || riskLevel === 'critical'
  const against = indicators.filter((one) => one.weight > 0).toSorted((a, b) => b.weight - a.weight)
  const leading = [...new Map(against.toReversed().map((one) => [one.tag, one])).values()]
    .filter((one) => PLAYS.has(one.tag))
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, MOST)
  const greeting = contact === null ? 'Hello,' : `Hello ${contact.split(/\s+/)[0]},`
  const replies = leading.map((one, at) => ({
    text: [
      greeting,
      [...(tense ? [OPENINGS[at] ?? ''] : []), PLAYS.get(one.tag), ...(tense ? [CLOSE] : [])].join(' '),
    ].join('\n\n'),
    why: `Answers ${tagLabel(one.tag)}: “${one.quote.replace(/\s+/g, ' ').trim()}”`,
  }))
  if (replies.length > 0) return replies
  const text = tense ? `${OPENINGS[1]} ${OTHERWISE}` : riskLevel === 'medium' ? OTHERWISE : CALM
  return [
    { text: `${greeting}\n\n${text}`, why: 'No particular trouble stands out: acknowledge and say when you answer' },
  ]
}
