/** "On Monday, Ann wrote:" in the languages of the analysis; what follows was written by somebody else. */
const WROTE =
  /^[\s\ufffc]*(?:on|am|le|el|op|em|il|den|dne)\b.{4,160}\b(?:wrote|schrieb|a ecrit|escribio|schreef|escreveu|ha scritto)\b.{0,60}:?\s*$/
const ORIGINAL =
  /^\s*[-_*]{2,}\s?(?:original message|forwarded message|begin forwarded|ursprungliche nachricht|weitergeleitete nachricht|message d'origine|message transfere|mensaje original|oorspronkelijk bericht|mensagem original|messaggio originale)/
const HEADER = /^\s*\*?(?:from|von|de|van|da)\*?:\s.{2,}$/
const HEADER_NEXT =
  /^\s*\*?(?:sent|date|to|subject|gesendet|datum|an|betreff|envoye|a|objet|enviado|para|asunto|verzonden|aan|onderwerp|assunto|inviato|oggetto)\*?:\s/
const SIGN_OFF =
  /^\s*(?:(?:with )?(?:kind|best|warm|many)(?:est)? (?:regards|wishes|thanks)|(?:best|kind|warm)? ?regards|best|cheers|sincerely(?: yours)?|yours (?:sincerely|faithfully|truly)|thanks|thank you|many thanks|mit freundlichen gru(?:ss|e)en|mfg|viele gru(?:ss|e)e|beste gru(?:ss|e)e|cordialement|bien a vous|bien cordialement|un saludo|saludos|saludos cordiales|atentamente|met vriendelijke groet(?:en)?|mvg|groeten|atenciosamente|cumprimentos|cordiali saluti|distinti saluti|saluti)\s*[,.!]?\s*$/
const SIGNATURE =
  /^(?:-- ?|__+|sent from my .{2,40}|get outlook for .{2,20}|von meinem .{2,20} gesendet|envoye de mon .{2,20}|enviado desde mi .{2,20})$/
const DISCLAIMER =
  /^\s*(?:confidentiality notice|disclaimer\b|this (?:e-?mail|message|communication)(?: and| is| may| contains|,).{0,120}(?:confidential|intended|privileged)|if you are not the intended|diese e-?mail (?:und|enthalt|kann)|ce message (?:et|est|peut).{0,80}confidentiel|este (?:mensaje|correo).{0,80}confidencial)/
const TRACE =
  /^\s*(?:at [\w$.<>]+ ?\(|file ".{1,200}", line \d|caused by: |traceback \(most|\d{4}-\d\d-\d\d[t ]\d\d:\d\d:\d\d.{0,20}\b(?:error|warn|info|debug|fatal)\b|\[?(?:error|warn|info|debug)\]? \d{4}-)/

/** A signature is at most this many lines of at most this many characters. */
const SIGNATURE_LINES = 12
const SIGNATURE_WIDTH = 90
/** Longer lines hold prose, not a sign-off, a header or a trace. */
const LONGEST = 400

type Line = { start: number; end: number; text: string }

/** The spans of lines that the writer did not write, or that say nothing: in order, without overlap. */
export function quotedLines(text: string): [number, number][] {
  const lines = cut(text)
  const spans: [number, number][] = []
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]
    if (line === undefined) break
    const last = endOfBlock(lines, at)
    if (last < at) continue
    spans.push([line.start, lines[last]?.end ?? line.end])
    at = last
  }
  return spans
}

function cut(text: string): Line[] {
  const lines: Line[] = []
  for (let start = 0; start <= text.length; ) {
    const found = text.indexOf('\n', start)
    const end = found === -1 ? text.length : found
    lines.push({ start, end, text: end - start > LONGEST ? '' : text.slice(start, end) })
    start = end + 1
  }
  return lines
}

/** Index of the last line of the block to blank that begins at `at`; below `at` where none does. */
function endOfBlock(lines: readonly Line[], at: number): number {
  const line = lines[at]?.text ?? ''
  if (line === '') return at - 1
  const end = lines.length - 1
  if (isQuoted(line) || TRACE.test(line)) return at
  if (ORIGINAL.test(line)) return end
  if (HEADER.test(line) && HEADER_NEXT.test(lines[at + 1]?.text ?? '')) return end
  if (WROTE.test(line)) return marksFollow(lines, at) ? at : end
  if (SIGNATURE.test(line)) return end
  if (DISCLAIMER.test(line)) return endOfParagraph(lines, at)
  if (at > 0 && SIGN_OFF.test(line)) return endOfSignature(lines, at)
  return at - 1
}

function isQuoted(line: string): boolean {
  return /^\s{0,3}(?:>|&gt;|\|\s)/.test(line)
}

/** Answers between the lines: only what is marked is quoted. */
function marksFollow(lines: readonly Line[], at: number): boolean {
  for (let next = at + 1; next < Math.min(lines.length, at + 6); next += 1) {
    if (isQuoted(lines[next]?.text ?? '')) return true
  }
  return false
}

function endOfParagraph(lines: readonly Line[], at: number): number {
  let last = at
  while (last + 1 < lines.length && (lines[last + 1]?.text ?? '').trim() !== '') last += 1
  return last
}

/** A name, a role, a telephone number. A postscript is written again; long lines are no signature. */
function endOfSignature(lines: readonly Line[], at: number): number {
  let last = at
  for (let next = at + 1; next < Math.min(lines.length, at + 1 + SIGNATURE_LINES); next += 1) {
    const line = lines[next]
    if (line === undefined || line.end - line.start > SIGNATURE_WIDTH || /^\s*(?:p\.?\s?s\b|ps:)/.test(line.text)) break
    if (isQuoted(line.text) || WROTE.test(line.text) || ORIGINAL.test(line.text)) break
    if (line.text.split(' ').length > 9) break
    last = next
  }
  return last
}
