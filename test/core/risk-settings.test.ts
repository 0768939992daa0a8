import { describe, expect, test } from 'vitest'
import { analyse } from '../../server/risk/analyser.ts'
import type { RiskSettings } from '../../shared/risk/schema.ts'

const phrase = (text: string, weight: number, more = {}) => ({ text, weight, tag: 'own_words', enabled: true, ...more })

describe('what a team changes', () => {
  test('its own phrases count, with their own tag and words', () => {
    const settings: RiskSettings = { phrases: [phrase('project Blue Heron', 60)] }
    const text = 'Ask them about PROJECT  blue-heron, please.'
    expect(analyse(text).riskLevel).toBe('low')
    const result = analyse(text, settings)
    expect([result.riskLevel, result.score]).toEqual(['high', 60])
    expect(result.indicators[0]).toMatchObject({ tag: 'own_words', quote: 'PROJECT  blue-heron', weight: 60 })
  })

  test('a star stands for any ending; a phrase that is switched off finds nothing', () => {
    const settings = { phrases: [phrase('terminat*', 80, { tag: 'termination' })] }
    expect(analyse('About the Terminations.', settings).riskLevel).toBe('critical')
    const off = { phrases: [phrase('blue heron', 60, { enabled: false })] }
    expect(analyse('The blue heron.', off).score).toBe(0)
  })

  test('a soft tag of its own reaches high and not critical', () => {
    expect(analyse('The blue heron.', { phrases: [phrase('blue heron', 100)] }).riskLevel).toBe('high')
  })

  test('an exception makes words mean nothing', () => {
    const text = 'Our podcast is called: we cancel our contract.'
    expect(analyse(text).riskLevel).toBe('critical')
    const settings = { exceptions: [{ text: 'cancel our contract', enabled: true }] }
    expect(analyse(text, settings).riskLevel).toBe('low')
    expect(analyse(text, { exceptions: [{ text: 'cancel our contract', enabled: false }] }).riskLevel).toBe('critical')
  })

  test('a tag can be weighed and switched off', () => {
    const text = 'This is the fifth time I write about this and nobody answers, it is unacceptable.'
    const quiet = ['anger', 'repeat_contact', 'no_response', 'frustration'].map((tag) => ({ tag, factor: 0 }))
    expect(analyse(text).riskLevel).toBe('high')
    const tags = analyse(text, { factors: quiet }).indicators.map((one) => one.tag)
    expect(tags.filter((tag) => quiet.some((one) => one.tag === tag))).toEqual([])
  })

  test('thresholds move the levels, not the score', () => {
    const text = 'We will cancel our contract.'
    const strict = analyse(text, { thresholds: { medium: 98, high: 99, critical: 100 } })
    expect(strict.score).toBe(analyse(text).score)
    expect(strict.riskLevel).toBe('low')
  })

  test('phrases of signs, of prototypes and of nothing do no harm', () => {
    const settings = { phrases: ['***', '!!', '__proto__', 'constructor', '\ud800'].map((text) => phrase(text, 60)) }
    expect(analyse('Good morning to you.', settings).score).toBe(0)
    expect(analyse('the constructor of the plan', settings).score).toBe(60)
  })
})
