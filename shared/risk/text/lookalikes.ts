/** Cyrillic and Greek letters that look like Latin ones, by the Latin letter. */
const LOOKALIKES = new Map(
  Object.entries({
    a: 'аα',
    b: 'ьв',
    c: 'сϲ',
    d: 'ԁ',
    e: 'еε',
    h: 'һн',
    i: 'іι',
    j: 'ј',
    k: 'кκ',
    l: 'ӏ',
    m: 'м',
    n: 'пη',
    o: 'оοσ',
    p: 'рρ',
    q: 'ԛ',
    s: 'ѕ',
    t: 'тτ',
    u: 'υц',
    v: 'ѵν',
    w: 'ԝω',
    x: 'хχ',
    y: 'уγ',
  }).flatMap(([latin, others]) => Array.from(others, (other) => [other.charCodeAt(0), latin.charCodeAt(0)] as const)),
)

const LATIN = 1
const FOREIGN = 2

function scriptOf(code: number): number {
  if (code >= 0x61 && code <= 0x7a) return LATIN
  return code >= 0x370 && code <= 0x52f ? FOREIGN : 0
}

/** Makes words that mix Latin with lookalikes all Latin, in place. Words that are wholly Greek or Cyrillic stay. */
export function replaceLookalikes(codes: number[]): void {
  let begin = -1
  let scripts = 0
  for (let at = 0; at <= codes.length; at += 1) {
    const script = at < codes.length ? scriptOf(codes[at] ?? 0) : 0
    if (script !== 0) {
      if (begin < 0) begin = at
      scripts |= script
      continue
    }
    if (scripts === (LATIN | FOREIGN)) {
      for (let i = begin; i < at; i += 1) codes[i] = LOOKALIKES.get(codes[i] ?? 0) ?? codes[i] ?? 0
    }
    begin = -1
    scripts = 0
  }
}
