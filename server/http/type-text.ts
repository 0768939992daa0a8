/** The part of JSON Schema that zod writes for our routes. */
export type JsonSchema = {
  type?: string
  const?: unknown
  enum?: unknown[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  additionalProperties?: JsonSchema | boolean
  items?: JsonSchema
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  allOf?: JsonSchema[]
  default?: unknown
}

/** A schema as people read one: `{ name: string, tags?: string[] }`, an object's fields on lines of their own. */
export function typeText(schema: JsonSchema, indent = ''): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  const union = schema.anyOf ?? schema.oneOf
  if (union) return [...new Set(union.map((one) => typeText(one, indent)))].join(' | ')
  if (schema.allOf) return schema.allOf.map((one) => typeText(one, indent)).join(' & ')
  if (schema.type === 'array') return listText(typeText(schema.items ?? {}, indent))
  if (schema.properties) return objectText(schema.properties, schema.required ?? [], indent)
  if (schema.type === 'object') {
    const values =
      typeof schema.additionalProperties === 'object' ? typeText(schema.additionalProperties, indent) : 'any'
    return `{ [key]: ${values} }`
  }
  return schema.type ?? 'any'
}

function listText(item: string): string {
  return item.includes(' | ') && !item.startsWith('{') ? `(${item})[]` : `${item}[]`
}

function objectText(properties: Record<string, JsonSchema>, required: string[], indent: string): string {
  const inner = `${indent}  `
  const lines = Object.entries(properties).map(([key, schema]) => {
    const fallback = schema.default === undefined ? '' : ` = ${JSON.stringify(schema.default)}`
    return `${inner}${key}${required.includes(key) ? '' : '?'}: ${typeText(schema, inner)}${fallback}`
  })
  return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n${indent}}`
}
