const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** Where the four 32-bit words of a UUID stand in its text; a word may have a hyphen within. */
const WORDS = [
  [0, 8],
  [9, 18],
  [19, 28],
  [28, 36],
] as const

/** Which row an id has, and which id a row. */
export type Ids = {
  /** The row of an id; one that never came gets the next row. */
  rowOf(id: string): number
  idOf(row: number): string
  size(): number
}

/**
 * UUIDs as 16 bytes, found through a table of hashes: a quarter of what a map of a million strings takes. Other ids, of
 * which Hoist makes none, are kept as they are.
 */
export function createIds(): Ids {
  let words = new Uint32Array(4 * 1_024)
  /** Row + 1 at the place of its hash; 0 where there is none. Always a power of two, at most half full. */
  let table = new Uint32Array(4_096)
  let size = 0
  const others = new Map<string, number>()
  const otherIds = new Map<number, string>()

  function placeOf(a: number, b: number, c: number, d: number): number {
    const mask = table.length - 1
    let place = hash(a, b, c, d) & mask
    for (let row = table[place]; row; row = table[place]) {
      const at = (row - 1) * 4
      if (words[at] === a && words[at + 1] === b && words[at + 2] === c && words[at + 3] === d) break
      place = (place + 1) & mask
    }
    return place
  }

  function grow(): void {
    if ((size + 1) * 4 > words.length) {
      const larger = new Uint32Array(4 * Math.ceil((size + 1) * 1.5))
      larger.set(words)
      words = larger
    }
    if ((size + 1) * 2 <= table.length) return
    table = new Uint32Array(table.length * 2)
    for (let row = 0; row < size; row += 1) if (!otherIds.has(row)) table[placeOf(...wordsAt(row))] = row + 1
  }

  function wordsAt(row: number): [number, number, number, number] {
    const at = row * 4
    return [words[at] ?? 0, words[at + 1] ?? 0, words[at + 2] ?? 0, words[at + 3] ?? 0]
  }

  function add(): number {
    size += 1
    return size - 1
  }

  return {
    rowOf(id) {
      grow()
      if (!UUID.test(id)) {
        const row = others.get(id) ?? add()
        others.set(id, row)
        otherIds.set(row, id)
        return row
      }
      const [a, b, c, d] = [wordOf(id, 0), wordOf(id, 1), wordOf(id, 2), wordOf(id, 3)]
      const place = placeOf(a, b, c, d)
      const known = table[place]
      if (known) return known - 1
      const row = add()
      words.set([a, b, c, d], row * 4)
      table[place] = row + 1
      return row
    },
    idOf: (row) => otherIds.get(row) ?? textOf(wordsAt(row)),
    size: () => size,
  }
}

function hash(a: number, b: number, c: number, d: number): number {
  let mixed = Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b) ^ Math.imul(c ^ Math.imul(d, 0xc2b2ae35), 0x27d4eb2f)
  mixed ^= mixed >>> 15
  mixed = Math.imul(mixed, 0x2c1b3c6d)
  return (mixed ^ (mixed >>> 13)) >>> 0
}

function wordOf(id: string, word: 0 | 1 | 2 | 3): number {
  const [from, to] = WORDS[word]
  let value = 0
  for (let at = from; at < to; at += 1) {
    const code = id.charCodeAt(at)
    // A hyphen is 45; digits begin at 48, a to f at 97.
    if (code !== 45) value = (value << 4) | (code < 58 ? code - 48 : code - 87)
  }
  return value >>> 0
}

function textOf(words: number[]): string {
  const hex = words.map((word) => word.toString(16).padStart(8, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
