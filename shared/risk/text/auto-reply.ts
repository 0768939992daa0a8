/** How far into a message an automatic reply says that it is one. */
const HEAD = 400

/** What mail programs put first, before whatever the absent person wrote. */
const NAMES =
  'auto(?:matic|mated)?[ -]?(?:reply|response)|autoreply|out of (?:the )?office|ooo|abwesenheitsnotiz|automatische antwort|reponse automatique|respuesta automatica|automatisch antwoord|afwezigheidsbericht|resposta automatica|risposta automatica'
const SUBJECT = '(?:(?:re|aw|wg|fwd?|tr|rv|subject|betreff|objet|asunto|onderwerp) ?: ?){0,3}'
const NAMED = new RegExp(
  `^[^\\p{L}]{0,20}${SUBJECT}(?:${NAMES}) ?(?:[:(\\[.\\-–—\\n]|$|re\\b|until\\b|till?\\b|from\\b|this\\b|next\\b|today\\b|bis\\b)`,
  'u',
)

const MACHINE =
  /\b(?:delivery status notification|undeliverable:|mail delivery (?:failed|subsystem)|this is an automat(?:ed|ic) (?:message|e-?mail|response|notification|reply))\b/

/** Somebody who says both that they are away and, soon after, what happens to the mail meanwhile. */
const AWAY = [
  [
    "(?:i am|i'm|i will be|i'll be) (?:currently |presently )?(?:away|travelling|traveling|out|on (?:vacation|holidays?|(?:annual |parental |maternity |paternity |sick )?leave))",
    'e?-?mails?|return|access|urgent|urgently|respond|reply|absence',
  ],
  [
    String.raw`ich bin\b.{0,40}\b(?:nicht im (?:buro|hause)|abwesend|im urlaub)`,
    String.raw`e?-?mails?|nachricht(?:en)?|dringend\w*|vertret\w*|ruckkehr|erreich\w*`,
  ],
  [
    String.raw`je suis\b.{0,40}\b(?:absente?|en conges?)`,
    String.raw`e?-?mails?|messages?|urgences?|urgent|retour|repond\w*`,
  ],
  [
    String.raw`ik ben\b.{0,40}\b(?:afwezig|op vakantie|met verlof)`,
    String.raw`e?-?mails?|bericht\w*|dringend\w*|terugkomst|bereik\w*`,
  ],
  [
    String.raw`(?:estoy|estou|sono)\b.{0,40}\b(?:fuera de la oficina|de vacaciones|ausente|de ferias|fuori ufficio|in ferie)`,
    String.raw`e?-?mails?|correos?|mensaje\w*|mensage\w*|messagg\w*|urgen\w*|respon\w*|rispond\w*|vuelta|volta|ritorno`,
  ],
].map(([away, meanwhile]) => new RegExp(String.raw`\b${away}\b.{0,160}\b(?:${meanwhile})\b`, 's'))

/**
 * True when a machine answered for somebody who is away, or could not deliver: whoever complains of automatic replies is
 * a person. Takes folded text.
 */
export function isAutoReply(text: string): boolean {
  const head = text.length > HEAD ? text.slice(0, HEAD) : text
  return NAMED.test(head) || MACHINE.test(head) || AWAY.some((pattern) => pattern.test(head))
}
