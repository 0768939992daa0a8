import { describe, expect, it } from 'vitest'
import { isEmptyCell, numberEvidence, parseNumber } from '../../shared/imports/numbers.ts'

function numberStyleOf(values: string[]) {
  const evidence = numberEvidence()
  values.forEach(evidence.add)
  return evidence.style()
}

describe('numbers as people write them', () => {
  it.each([
    ['$120,000', 120_000],
    ['120000.00', 120_000],
    ['$ 1,234,567.89', 1_234_567.89],
    ['€99', 99],
    ['USD 12,500', 12_500],
    ['12,500 EUR', 12_500],
    ['(1,200)', -1200],
    ['-4', -4],
    ['-$5', -5],
    ['$-5', -5],
    ['+7', 7],
    ['45 %', 45],
    ['120k', 120_000],
    ['1.2M', 1_200_000],
    ["1'234.5", 1234.5],
    ['1 234', 1234],
    ['12,34,567', 1_234_567],
    ['.5', 0.5],
    ['1e3', 1000],
    ['１２３', 123],
  ])('%s is %d', (written, value) => {
    expect(parseNumber(written, 'point')).toBe(value)
  })

  it.each(['twelve', '', '1.2.3', '1,2', '12-5', '1,23,4', '--', 'NaN', 'Infinity', '0x10', '1e999'])(
    '%s is no number',
    (written) => {
      expect(parseNumber(written, 'point')).toBeNull()
    },
  )

  it.each([
    ['1.234,56 €', 1234.56],
    ['1.234', 1234],
    ['0,5', 0.5],
    ['-1.234.567', -1_234_567],
  ])('%s is %d where the column writes a decimal comma', (written, value) => {
    expect(parseNumber(written, 'comma')).toBe(value)
  })

  it('lets the column settle what one value leaves open', () => {
    expect(numberStyleOf(['1.234', '5.678', '1.234,50'])).toBe('comma')
    expect(numberStyleOf(['1.234', '5.678'])).toBe('point')
    expect(numberStyleOf(['1,234', '99.5'])).toBe('point')
    expect(numberStyleOf(['12,5', '7'])).toBe('comma')
    expect(numberStyleOf(['n/a', ''])).toBe('point')
  })

  it('knows what exports write where they know nothing', () => {
    expect(['', '  ', 'n/a', 'N/A', '-', 'null'].every(isEmptyCell)).toBe(true)
    expect(isEmptyCell('0')).toBe(false)
  })
})
