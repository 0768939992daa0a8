/**
 * Text as it is searched and sorted: compatibility forms unfolded, accents and case gone, spaces single.
 * `Łódź Straße` → `lodz strasse`. Kept in the `…Sort` columns.
 */
export function normalise(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßøłæœðþđı]/g, (letter) => LETTERS.get(letter) ?? letter)
    .replace(/\s+/g, ' ')
    .trim()
}

/** Letters that Unicode does not take apart. */
const LETTERS = new Map(Object.entries({ ß: 'ss', ø: 'o', ł: 'l', æ: 'ae', œ: 'oe', ð: 'd', þ: 'th', đ: 'd', ı: 'i' }))

/** The words of a search, at most 8: a row is found when it has each of them somewhere. */
export function searchWords(search: string): string[] {
  return normalise(search)
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, 8)
}

/** A pattern for `like … escape '\'` that finds the word anywhere, whatever signs it holds. */
export function containsPattern(word: string): string {
  return `%${word.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
}
