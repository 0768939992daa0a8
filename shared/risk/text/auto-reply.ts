/** How far into a message an automatic reply says that it is one. */
const HEAD = 400

const AUTO_REPLY = [
  /\b(?:auto(?:matic|mated)?[ -]?(?:reply|response)|out of (?:the )?office|on (?:annual |parental |maternity |paternity |sick )?leave (?:until|and will|with no)|ooo (?:until|from|reply))\b/,
  /\b(?:i am|i'm|i will be) (?:currently )?(?:away|travelling|traveling|on (?:vacation|holiday|annual leave)|out) (?:from|until|till|and|with|of)\b.{0,80}\b(?:email|e-mail|mail|return|access|urgent|respond|reply)/,
  /\b(?:delivery status notification|undeliverable:|mail delivery (?:failed|subsystem)|this is an automat(?:ed|ic) (?:message|e-?mail|response|notification|reply))\b/,
  /\b(?:abwesenheitsnotiz|automatische antwort|ich bin (?:derzeit|zurzeit|momentan)? ?(?:nicht im (?:buro|hause)|abwesend|im urlaub))\b/,
  /\b(?:reponse automatique|je suis (?:actuellement )?(?:absente?|en conges?)|respuesta automatica|estoy (?:fuera de la oficina|de vacaciones)|automatisch antwoord|afwezigheidsbericht|resposta automatica|estou (?:ausente|de ferias)|risposta automatica|sono (?:fuori ufficio|in ferie))\b/,
]

/** True when a machine answered for somebody who is away, or could not deliver. Takes folded text. */
export function isAutoReply(text: string): boolean {
  const head = text.length > HEAD ? text.slice(0, HEAD) : text
  return AUTO_REPLY.some((pattern) => pattern.test(head))
}
