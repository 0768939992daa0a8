import { z } from 'zod'

/**
 * An item of an array whose items are read one by one, so that a malformed one rejects only itself: anything passes,
 * and the reference shows what it should be.
 */
export function itemOf(schema: z.ZodType) {
  const { $schema: _, ...shape } = z.toJSONSchema(schema, { io: 'input' })
  return z.unknown().meta(shape)
}
