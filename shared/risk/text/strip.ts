import { isAutoReply } from './auto-reply.ts'
import { quotedLines } from './quoted.ts'

/** Stands where something was taken out: it ends a sentence and is in no word. */
const GONE = '\ufffc'

/**
 * Blanks what the writer did not write now: quoted mails, signatures, disclaimers, code, addresses. The result has the
 * length of the text, so offsets stay. An automatic reply is blanked whole. Takes folded text.
 */
export function strip(text: string): string {
  if (isAutoReply(text)) return GONE.repeat(text.length)
  let kept = text.includes('`') ? blank(text, fences(text)).replace(INLINE_CODE, gone) : text
  if (kept.includes('\n')) kept = blank(kept, quotedLines(kept))
  return ADDRESS_SIGN.test(kept) ? kept.replace(ADDRESS, gone) : kept
}

const INLINE_CODE = /`[^`\n]{1,200}`/g
const ADDRESS_SIGN = /[@<]|:\/\/|www\./
const ADDRESS =
  /\bhttps?:\/\/[^\s<>"']{1,2000}|\bwww\.[^\s<>"']{1,2000}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}|<[a-z/!][^<>\n]{0,200}>/g

function gone(found: string): string {
  return GONE.repeat(found.length)
}

/** Code between fences; a fence that nobody closes reaches to the end. */
function fences(text: string): [number, number][] {
  const spans: [number, number][] = []
  let from = text.indexOf('```')
  while (from !== -1) {
    const close = text.indexOf('```', from + 3)
    const to = close === -1 ? text.length : close + 3
    spans.push([from, to])
    from = text.indexOf('```', to)
  }
  return spans
}

function blank(text: string, spans: readonly [number, number][]): string {
  if (spans.length === 0) return text
  let kept = ''
  let at = 0
  for (const [from, to] of spans) {
    kept += text.slice(at, from) + GONE.repeat(to - from)
    at = to
  }
  return kept + text.slice(at)
}
