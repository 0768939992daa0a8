import { type Evidence, evidenceOf } from './evidence.ts'
import { type Custom, ownEvidence, without } from './custom.ts'
import type { Features } from './model/features.ts'
import { detect } from './rules.ts'
import { type Folded, fold } from './text/fold.ts'
import { type Sentence, sentencesOf } from './text/sentences.ts'
import { strip } from './text/strip.ts'

/** A text, read: its sentences, what the rules found in them, and what the model will look at. */
export type Reading = {
  folded: Folded
  sentences: Sentence[]
  found: Evidence[]
  /** What a team's own phrases found; the model has no say in it. */
  own: Evidence[]
  features: Features[]
  private: boolean
}

/** The rules read every sentence; the model, the dearer half, so many: longer than any message that a person writes. */
const MODELLED = 120

export function reading(text: string, custom: Custom | null = null): Reading {
  const folded = fold(text)
  const all = sentencesOf(strip(folded.text))
  const sentences = custom === null ? all : all.map((sentence) => without(custom, sentence))
  const found: Evidence[] = []
  const own: Evidence[] = []
  const features: Features[] = []
  let elsewhere = false
  for (const sentence of sentences) {
    const seen = detect(sentence, features.length < MODELLED)
    if (seen.features !== null) features.push(seen.features)
    elsewhere ||= seen.private
    for (const match of seen.matches) found.push(evidenceOf(match, sentence))
    if (custom !== null) own.push(...ownEvidence(custom, sentence))
  }
  return { folded, sentences, found, own, features, private: elsewhere }
}
