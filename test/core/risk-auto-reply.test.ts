import { describe, expect, test } from 'vitest'
import { isAutoReply } from '../../shared/risk/text/auto-reply.ts'
import { fold } from '../../shared/risk/text/fold.ts'

const machine = [
  'Automatic reply: Thank you for your message.',
  'AUTO-REPLY - I am away',
  'RE: Automatic reply\nBack on Monday',
  'Out of office until 3 January',
  'Out of office: at a conference all week, expect slow replies.',
  'I am out of the office until 8 August with limited access to e-mail. In urgent cases please contact reception.',
  "I'm on parental leave until March. I won't reply to mails, please write to Jonas.",
  'Delivery Status Notification (Failure)',
  'Thank you. This is an automated message, please do not answer it.',
  'Abwesenheitsnotiz',
  'Ich bin bis zum 5. nicht im Büro. In dringenden Fällen wenden Sie sich an Frau Roth.',
  'Réponse automatique : je suis absent',
  'Je suis en congés jusqu’au 12. Je répondrai à votre message à mon retour.',
  'Ik ben afwezig tot maandag, voor dringende zaken kunt u Piet bellen.',
  'Estoy fuera de la oficina. Responderé a mi vuelta.',
  'Sono in ferie fino al 20, per urgenze scrivere a Marta.',
]

const person = [
  'So "24/7 support" means an auto-reply at night. Good to know.',
  'Thanks ever so much for the automatic reply, it is the most detailed answer I have had all month.',
  'All we get is automatic replies, so we are cancelling our contract.',
  'Out of office replies are all that I get from your team.',
  'Your account manager has been out of the office for three weeks and we are leaving.',
  'Für das Geld erwarte ich mehr als eine automatische Antwort.',
  'À ce prix, une réponse automatique ne suffit pas.',
  'I am on leave from tomorrow, so let me say it today: we will wind the project down.',
  'I am out tomorrow. Our lawyer takes over.',
  'Ich bin ab morgen im Urlaub, vorher möchte ich kündigen.',
]

describe('automatic replies', () => {
  test.each(machine)('%s', (text) => {
    expect(isAutoReply(fold(text).text)).toBe(true)
  })

  test.each(person)('a person: %s', (text) => {
    expect(isAutoReply(fold(text).text)).toBe(false)
  })
})
