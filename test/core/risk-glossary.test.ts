import { describe, expect, test } from 'vitest'
import { BUSINESS_WORDS } from '../../shared/risk/glossary/business.ts'
import { TALK_WORDS } from '../../shared/risk/glossary/talk.ts'
import { glossesOf } from '../../shared/risk/glossary/glossary.ts'
import { OFFICE_WORDS } from '../../shared/risk/glossary/office.ts'
import { fold } from '../../shared/risk/text/fold.ts'
import { sentencesOf } from '../../shared/risk/text/sentences.ts'

const lines = [BUSINESS_WORDS, TALK_WORDS, OFFICE_WORDS].flatMap((table) => table.trim().split('\n'))
const meaning = (text: string) => sentencesOf(fold(text).text).flatMap(({ tokens }) => glossesOf(tokens))

describe('the glossary of the risk model', () => {
  test('has seven languages on every line, each with its words as they are read', () => {
    for (const line of lines) {
      const columns = line.trim().split(' | ')
      expect([line, columns.length]).toEqual([line, 7])
      for (const words of columns) expect(words).toMatch(/^[a-z'0-9]+( [a-z'0-9]+)*$/)
      expect(fold(line.trim()).text).toBe(line.trim())
    }
  })

  test('names every line once', () => {
    const names = lines.map((line) => line.trim().split(' ', 1)[0])
    expect(new Set(names).size).toBe(names.length)
  })

  test.each([
    'The contract ends in March',
    'Der Vertrag endet im März',
    'Le contrat finit en mars',
    'El contrato termina en marzo',
    'Het contract eindigt in maart',
    'O contrato termina em março',
    'Il contratto finisce a marzo',
  ])('%s', (text) => {
    expect(meaning(text)).toEqual(['contract', 'end', 'january'])
  })

  test('reads a word as the language around it does', () => {
    expect(meaning('Wir warten hier')).toEqual(['we', 'wait', 'here'])
    expect(meaning('Nous attendons depuis hier')).toEqual(['we', 'wait', 'since', 'yesterday'])
    expect(meaning('Wir zahlen morgen')).toEqual(['we', 'pay', 'tomorrow'])
    expect(meaning('')).toEqual([])
  })

  test('knows a word by its beginning where it only ends otherwise', () => {
    expect(meaning('Vertragen')).toEqual(['contract'])
  })
})
