import { describe, expect, it } from 'vitest'
import { containsPattern, normalise, searchWords } from '../../shared/search.ts'

describe('search', () => {
  it.each([
    ['Zenith  Foods', 'zenith foods'],
    ['Łódź Straße', 'lodz strasse'],
    ['ÉCOLE ﬁne', 'ecole fine'],
    ['İstanbul ı', 'istanbul i'],
    ['Ελλάδα', 'ελλαδα'],
    ['株式会社', '株式会社'],
    [' \t\n', ''],
  ])('reads %j as %j', (text, expected) => {
    expect(normalise(text)).toBe(expected)
    expect(normalise(expected)).toBe(expected)
  })

  it('looks for each word, and for the signs of patterns as they are', () => {
    expect(searchWords('  Café  RENEWAL ')).toEqual(['cafe', 'renewal'])
    expect(searchWords('a b c d e f g h i j')).toHaveLength(8)
    expect(containsPattern('50%_\\')).toBe('%50\\%\\_\\\\%')
  })
})
