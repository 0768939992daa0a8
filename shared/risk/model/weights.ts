import { z } from 'zod'
import { LEVEL_BITS, LEVEL_OUTPUTS, MODEL_TAGS, type Model, type Table, TAG_BITS } from './model.ts'

const TableFile = z.strictObject({
  weights: z.base64(),
  bias: z.array(z.number()),
  scale: z.array(z.number()),
})

/** The file that `hoist risk train` writes. */
export const WeightsFile = z.strictObject({
  format: z.literal(1),
  /** How many sentences it was trained on. */
  sentences: z.number().int(),
  tags: z.array(z.string()),
  levelTable: TableFile,
  tagTable: TableFile,
})
export type WeightsFile = z.infer<typeof WeightsFile>

export function encodeModel(model: Model, sentences: number): WeightsFile {
  return {
    format: 1,
    sentences,
    tags: MODEL_TAGS,
    levelTable: encodeTable(model.levels),
    tagTable: encodeTable(model.tags),
  }
}

/** Throws where the file is of another format or was trained for other tags. */
export function decodeModel(file: unknown): Model {
  const { tags, levelTable, tagTable } = WeightsFile.parse(file)
  if (tags.join() !== MODEL_TAGS.join()) throw new Error('These weights were trained for other tags: train them again')
  return {
    levels: decodeTable(levelTable, LEVEL_OUTPUTS, LEVEL_BITS),
    tags: decodeTable(tagTable, MODEL_TAGS.length, TAG_BITS),
  }
}

function encodeTable({ weights, bias, scale }: Table): WeightsFile['levelTable'] {
  const bytes = new Uint8Array(weights.buffer, weights.byteOffset, weights.byteLength)
  return { weights: bytes.toBase64(), bias: Array.from(bias, short), scale: Array.from(scale, short) }
}

function short(value: number): number {
  return Number(value.toPrecision(6))
}

function decodeTable(file: WeightsFile['levelTable'], outputs: number, bits: number): Table {
  const bytes = Uint8Array.fromBase64(file.weights)
  if (bytes.length !== outputs * 2 ** bits) throw new Error('These weights have another size: train them again')
  return {
    outputs,
    bits,
    weights: new Int8Array(bytes.buffer),
    bias: Float64Array.from(file.bias),
    scale: Float64Array.from(file.scale),
  }
}
