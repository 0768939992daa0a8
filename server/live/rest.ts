import { rawRoute } from '../http/rest.ts'

export const liveRest = [
  rawRoute(
    {
      method: 'get',
      path: '/api/live',
      access: 'self',
      summary:
        'A stream (text/event-stream) of hints such as {"topic":"workflow","id":"…"}: ask again for what they name',
      tag: 'Live',
    },
    async (app, caller, _parsed, request) =>
      app.live.stream(caller, async () => {
        const still = await app.auth.resolve(request.headers)
        return still?.userId === caller.userId && still.organizationId === caller.organizationId
      }),
  ),
]
