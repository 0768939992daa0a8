/** What a person would read of an HTML mail, roughly: words, with line breaks where blocks end. Linear in its length. */
export function textOfHtml(html: string): string {
  const parts: string[] = []
  const lower = html.toLowerCase()
  let at = 0
  while (at < html.length) {
    const open = html.indexOf('<', at)
    parts.push(html.slice(at, open < 0 ? html.length : open))
    if (open < 0) break
    const close = html.indexOf('>', open)
    if (close < 0) break
    const tag = /^<\/?([a-z][a-z0-9]*)/i.exec(html.slice(open, open + 20))?.[1]?.toLowerCase() ?? ''
    at = close + 1
    if (UNSEEN.has(tag) && html[open + 1] !== '/') at = endOf(lower, tag, at)
    else if (BLOCKS.has(tag)) parts.push('\n')
  }
  return parts
    .join('')
    .replace(/&(#?\w{1,10});/g, (whole, name: string) => signOf(name) ?? whole)
    .replace(/[ \t\r\u00a0]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

const UNSEEN = new Set(['script', 'style', 'head', 'title', 'template'])
const BLOCKS = new Set(['br', 'p', 'div', 'tr', 'li', 'h1', 'h2', 'h3', 'h4', 'blockquote', 'table', 'ul', 'ol', 'pre'])
const SIGNS = new Map(
  Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ndash: '–', mdash: '—' }),
)

/** Behind the end of an element that is not read; the end of the mail where it has none. */
function endOf(lower: string, tag: string, from: number): number {
  const end = lower.indexOf(`</${tag}`, from)
  const close = end < 0 ? -1 : lower.indexOf('>', end)
  return close < 0 ? lower.length : close + 1
}

function signOf(name: string): string | undefined {
  const code = /^#x[0-9a-f]{1,6}$/i.test(name)
    ? parseInt(name.slice(2), 16)
    : /^#\d{1,7}$/.test(name)
      ? Number(name.slice(1))
      : null
  if (code === null) return SIGNS.get(name.toLowerCase())
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ''
}
