import { RISK_LEVELS } from '../schema.ts'
import { reading } from '../reading.ts'
import type { Target } from './regression.ts'
import { LEVEL_OUTPUTS, MODEL_TAGS } from './model.ts'
import type { LabelledMessage } from './sentence.ts'
import type { Sample } from './train.ts'

/** How much a yes or no counts where the other answer would be no mistake. */
const EITHER_WAY = 0.35

/** What training sees of a message: the situation it tells of, the features of its sentences, and what each output should say. */
export function sampleOf(
  { text, level, acceptable = [level], tags = [] }: LabelledMessage,
  situation: string | null,
): Sample {
  const rank = RISK_LEVELS.indexOf(level)
  const levels = Array.from({ length: LEVEL_OUTPUTS }, (_, output): Target => {
    const reached = rank > output
    const disputed = acceptable.some((other) => RISK_LEVELS.indexOf(other) > output !== reached)
    return { value: reached ? 1 : 0, weight: disputed ? EITHER_WAY : 1 }
  })
  return {
    situation,
    sentences: reading(text).features,
    levels,
    tags: MODEL_TAGS.map((tag): Target => ({ value: tags.includes(tag) ? 1 : 0, weight: 1 })),
  }
}
