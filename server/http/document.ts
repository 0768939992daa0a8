import { z } from 'zod'
import { VERSION } from '../version.ts'
import type { RestRoute } from './rest.ts'

type Json = Record<string, unknown>

const ErrorSchema = z.object({
  code: z.string(),
  message: z.string(),
  issues: z.array(z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() })).optional(),
  details: z.record(z.string(), z.unknown()).optional(),
})

const REFUSALS: Record<number, string> = {
  400: 'Malformed; `issues` name the fields',
  401: 'No valid session or API key',
  403: 'Not allowed for this role',
  404: 'Not found',
  409: 'Refused by the state; `details` say by what',
  413: 'Too large',
  415: 'Not JSON',
  429: 'Too many requests',
}

/** The OpenAPI 3.1 document of the REST routes. Its schemas are JSON Schema 2020-12, as zod writes it. */
export function openApiDocument(routes: RestRoute[]): Json {
  const paths: Record<string, Record<string, Json>> = {}
  for (const one of routes) {
    paths[one.path] ??= {}
    Object.assign(paths[one.path] ?? {}, { [one.method]: operation(one) })
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Hoist', version: VERSION, description: 'Escalations for customer-success teams.' },
    servers: [{ url: '/' }],
    security: [{ apiKey: [] }, { session: [] }],
    tags: [...new Set(routes.map((one) => one.tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { Error: schemaOf(ErrorSchema, 'output') },
      securitySchemes: {
        apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key' },
        session: { type: 'apiKey', in: 'cookie', name: 'hoist_session' },
      },
    },
  }
}

function operation(one: RestRoute): Json {
  return {
    summary: one.summary,
    tags: [one.tag],
    'x-access': one.access,
    parameters: [...parametersOf(one, 'path'), ...parametersOf(one, 'query')],
    ...(one.body && {
      requestBody: { required: !one.body.safeParse(undefined).success, content: content(schemaOf(one.body, 'input')) },
    }),
    ...(one.raw && one.method !== 'get' && { requestBody: { content: { 'application/octet-stream': {} } } }),
    responses: {
      [one.status]: {
        description: 'Done',
        ...(one.response && { content: content(schemaOf(one.response, 'output')) }),
      },
      ...Object.fromEntries(
        Object.entries(REFUSALS).map(([status, description]) => [
          status,
          { description, content: content({ $ref: '#/components/schemas/Error' }) },
        ]),
      ),
    },
  }
}

/** Parameters in the address come from the address itself, with what the schema says about them. */
function parametersOf(one: RestRoute, where: 'path' | 'query'): Json[] {
  const given = where === 'path' ? one.params : one.query
  const schema = given ? schemaOf(given, 'input') : {}
  const properties = (schema['properties'] ?? {}) as Record<string, Json>
  const names =
    where === 'path' ? [...one.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '') : Object.keys(properties)
  const required = (schema['required'] ?? []) as string[]
  return names.map((name) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: properties[name] ?? { type: 'string' },
  }))
}

function content(schema: Json): Json {
  return { 'application/json': { schema } }
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' })
  return rest
}
