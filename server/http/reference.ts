import { z } from 'zod'
import { ACCESS } from '../../shared/roles.ts'
import { VERSION } from '../version.ts'
import type { RestRoute } from './rest.ts'
import { type JsonSchema, typeText } from './type-text.ts'

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#ddd, #333); --dim: light-dark(#666, #999); --code: light-dark(#f5f5f7, #1d1d20) }
body { margin: 0; font: 15px/1.5 system-ui, sans-serif; background: light-dark(#fff, #131315); color: light-dark(#1a1a1a, #e6e6e6) }
.page { display: grid; grid-template-columns: 260px minmax(0, 1fr); max-width: 1200px; margin: 0 auto }
nav { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow: auto; padding: 24px 16px; font-size: 13px }
nav a { display: block; padding: 2px 0; color: inherit; text-decoration: none; overflow-wrap: anywhere }
nav a:hover { text-decoration: underline }
main { padding: 24px 32px 96px; min-width: 0 }
h1 { font-size: 28px; margin: 0 } h2 { font-size: 20px; margin: 48px 0 0 } nav h2 { font-size: 13px; margin: 16px 0 4px }
article { border-top: 1px solid var(--line); padding: 16px 0; margin-top: 16px }
h3 { font: 600 15px ui-monospace, monospace; margin: 0; overflow-wrap: anywhere } h4 { font-size: 13px; margin: 16px 0 4px; color: var(--dim) }
p { margin: 4px 0 } .dim { color: var(--dim) } .method { display: inline-block; min-width: 52px; text-transform: uppercase }
pre { background: var(--code); padding: 12px; border-radius: 6px; overflow: auto; font: 13px/1.45 ui-monospace, monospace; margin: 0 }
@media (max-width: 760px) { .page { display: block } nav { position: static; max-height: none } main { padding: 16px } }
`

const INTRODUCTION = `
<p>Send <code>x-api-key</code> with a key from Settings, API keys. Bodies and answers are JSON; instants are ISO 8601; an id is
Hoist’s own or <code>ext:</code> and yours. A refusal is <code>{ code, message, issues?: [{ path, message }], details? }</code>
with status 400, 401, 403, 404, 409, 413, 415, 429, 500, 503 or 507.</p>
<p>The same as a document for programs: <a href="/api/openapi.json">/api/openapi.json</a> (OpenAPI 3.1).</p>`

/** The reference as one page of HTML, without any script, for people. */
export function referencePage(routes: RestRoute[]): string {
  const tags = [...new Set(routes.map((one) => one.tag))]
  const of = (tag: string) => routes.filter((one) => one.tag === tag)
  const links = tags.map((tag) => `<h2>${escapeHtml(tag)}</h2>${of(tag).map(link).join('')}`)
  const chapters = tags.map((tag) => `<h2>${escapeHtml(tag)}</h2>${of(tag).map(article).join('')}`)
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Hoist API</title><style>${STYLE}</style></head>
<body><div class="page"><nav><a href="/">Hoist</a>${links.join('')}</nav>
<main><h1>Hoist API</h1><p class="dim">Version ${escapeHtml(VERSION)}</p>${INTRODUCTION}${chapters.join('')}</main></div></body>
</html>`
}

function anchor(one: RestRoute): string {
  return `${one.method}${one.path.replaceAll(/[^A-Za-z0-9]+/g, '-')}`
}

function link(one: RestRoute): string {
  return `<a href="#${anchor(one)}"><span class="dim">${one.method.toUpperCase()}</span> ${escapeHtml(one.path.slice(4))}</a>`
}

function article(one: RestRoute): string {
  const parts: [string, z.ZodType | null | undefined, 'input' | 'output'][] = [
    ['In the address', one.params, 'input'],
    ['Query', one.query, 'input'],
    ['Body', one.body, 'input'],
    [`Answer ${one.status}`, one.response, 'output'],
  ]
  const details = parts.flatMap(([title, schema, io]) =>
    schema ? [`<h4>${title}</h4><pre>${escapeHtml(shapeOf(schema, io))}</pre>`] : [],
  )
  return `<article id="${anchor(one)}"><h3><span class="method">${one.method}</span> ${escapeHtml(one.path)}</h3>
<p>${escapeHtml(one.summary)}</p><p class="dim">For ${ACCESS[one.access].join(', ')}</p>${details.join('')}</article>`
}

function shapeOf(schema: z.ZodType, io: 'input' | 'output'): string {
  return typeText(z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' }) as JsonSchema)
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
