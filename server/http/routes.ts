import { contactsRest } from '../contacts/rest.ts'
import { customersRest } from '../customers/rest.ts'
import { workflowsRest } from '../workflows/rest.ts'
import type { RestRoute } from './rest.ts'

/** Every REST route. */
export const restRoutes: RestRoute[] = [contactsRest, customersRest, workflowsRest].flat()
