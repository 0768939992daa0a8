/**
 * How a column writes numbers: `point` as in 1,234.56, `comma` as in 1.234,56.
 * A column is one or the other; what a value alone leaves open its column settles.
 */
export type NumberStyle = 'point' | 'comma'

/** Words that exports write where they know nothing. */
const EMPTY = new Set(['', '-', '–', '—', 'n/a', 'na', 'n.a.', 'nan', 'null', 'none', 'nil', '#n/a', 'unknown'])

/** Is this cell as good as empty: blank, `n/a`, `null`, `-` … */
export function isEmptyCell(value: string): boolean {
  return EMPTY.has(value.trim().toLowerCase())
}

const CURRENCY = /^(?:[A-Z]{3}|[A-Z]{0,2}[$€£¥₹]|\p{Sc})|(?:[A-Z]{3}|\p{Sc})$/u

/** Digits and separators of a written number, its sign and its scale (120k, 1.2M); null if it is none. */
function dissect(written: string): { digits: string; sign: number; scale: number } | null {
  let text = written.normalize('NFKC').replace(/[\s'’_]/g, '')
  let sign = 1
  const bracketed = /^\((.+)\)$/.exec(text)
  if (bracketed?.[1] !== undefined) {
    sign = -1
    text = bracketed[1]
  }
  for (let changed = true; changed; ) {
    const before = text
    text = text.replace(/^[+]/, '')
    if (/^[-−]/.test(text)) {
      sign = -sign
      text = text.slice(1)
    }
    text = text.replace(CURRENCY, '').replace(/%$/, '')
    changed = text !== before
  }
  let scale = 1
  const suffix = /^([\d.,]+)([kKmM])$/.exec(text)
  if (suffix?.[1] !== undefined) {
    text = suffix[1]
    scale = suffix[2]?.toLowerCase() === 'k' ? 1e3 : 1e6
  }
  return /^[.,]?\d[\d.,]*$/.test(text) ? { digits: text, sign, scale } : null
}

/** What one value proves about its column's style; null if it fits both. */
function provenStyle(digits: string): NumberStyle | null {
  const point = digits.lastIndexOf('.')
  const comma = digits.lastIndexOf(',')
  if (point >= 0 && comma >= 0) return point > comma ? 'point' : 'comma'
  if (digits.indexOf(',') !== comma) return 'point'
  if (digits.indexOf('.') !== point) return 'comma'
  if (comma >= 0 && !/^\d{1,3},\d{3}$/.test(digits)) return 'comma'
  if (point >= 0 && !/^\d{1,3}\.\d{3}$/.test(digits)) return 'point'
  return null
}

/** Collects what a column's values prove of its number style, value by value. */
export function numberEvidence(): { add(value: string): void; style(): NumberStyle } {
  let [point, comma] = [false, false]
  return {
    add(value) {
      const digits = dissect(value)?.digits
      const proven = digits === undefined ? null : provenStyle(digits)
      point ||= proven === 'point'
      comma ||= proven === 'comma'
    },
    style: () => (comma && !point ? 'comma' : 'point'),
  }
}

/**
 * A written number: `$120,000`, `120000.00`, `1.234,56 €`, `(1,200)`, `45 %`, `120k`.
 * @returns the number, or null when it is none in this style.
 */
export function parseNumber(written: string, style: NumberStyle): number | null {
  const parts = dissect(written)
  if (parts === null) {
    const plain = /^[+-]?\d+(\.\d+)?[eE][+-]?\d+$/.test(written.trim()) ? Number(written) : Number.NaN
    return Number.isFinite(plain) ? plain : null
  }
  const [group, decimal] = style === 'point' ? [',', '.'] : ['.', ',']
  const [whole = '', fraction, ...rest] = parts.digits.split(decimal)
  if (rest.length > 0 || fraction?.includes(group)) return null
  const groups = whole.split(group)
  if (groups.length > 1 && !groups.every((digits, at) => (at === 0 ? /^\d{1,3}$/ : /^\d{2,3}$/).test(digits)))
    return null
  const value = Number(`${groups.join('') || '0'}.${fraction || '0'}`) * parts.scale * parts.sign
  return Number.isFinite(value) ? value : null
}
