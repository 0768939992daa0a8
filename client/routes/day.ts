import { z } from 'zod'

/** A local day such as `2027-01-15` in an address; anything else counts as none. */
export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .optional()
  .catch(undefined)
