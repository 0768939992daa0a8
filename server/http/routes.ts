import type { RestRoute } from './rest.ts'

/** Every REST route. */
export const restRoutes: RestRoute[] = [].flat()
