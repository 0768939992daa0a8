import { type Evidence, evidenceOf } from './evidence.ts'
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
  features: Features[]
  private: boolean
}

export function reading(text: string): Reading {
  const folded = fold(text)
  const sentences = sentencesOf(strip(folded.text))
  const found: Evidence[] = []
  const features: Features[] = []
  let elsewhere = false
  for (const sentence of sentences) {
    const seen = detect(sentence)
    features.push(seen.features)
    elsewhere ||= seen.private
    for (const match of seen.matches) found.push(evidenceOf(match, sentence))
  }
  return { folded, sentences, found, features, private: elsewhere }
}
