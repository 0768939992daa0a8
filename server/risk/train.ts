import { readFile } from 'node:fs/promises'
import { combined } from '../../shared/risk/model/combined.ts'
import { sampleOf } from '../../shared/risk/model/samples.ts'
import { LabelledMessage } from '../../shared/risk/model/sentence.ts'
import { train } from '../../shared/risk/model/train.ts'
import { encodeModel, type WeightsFile } from '../../shared/risk/model/weights.ts'

/** Reads labelled messages from files of JSON lines; throws with file and line on one that is malformed. */
export async function readMessages(files: readonly string[]): Promise<LabelledMessage[]> {
  const messages: LabelledMessage[] = []
  for (const file of files) {
    const lines = (await readFile(file, 'utf8')).split('\n')
    for (const [at, line] of lines.entries()) {
      if (line.trim() !== '') messages.push(readMessage(line, `${file}:${at + 1}`))
    }
  }
  return messages
}

function readMessage(line: string, place: string): LabelledMessage {
  try {
    return LabelledMessage.parse(JSON.parse(line))
  } catch {
    throw new Error(`${place} must be an object with a text and a level of low, medium, high or critical`)
  }
}

/** Weights from labelled messages: the same messages give the same file. */
export function trainWeights(messages: readonly LabelledMessage[]): WeightsFile {
  const samples = messages.map((one) => sampleOf(one, one.kind ?? one.text))
  const more = combined(messages).map((one) => sampleOf(one, null))
  return encodeModel(train([...samples, ...more]), messages.length)
}
