/**
 * What a person reads of a message in Slack's markup: mentions as `@name`, links as their label, entities as their
 * signs. Linear in the length of the text.
 */
export function plainText(markup: string): string {
  return markup
    .replace(/<([^<>\s][^<>]{0,4000})>/g, (_, inside: string) => spoken(inside))
    .replace(/&(lt|gt|amp);/g, (_, name: string) => SIGNS.get(name) ?? '')
}

const SIGNS = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
])

function spoken(inside: string): string {
  const bar = inside.indexOf('|')
  const target = bar < 0 ? inside : inside.slice(0, bar)
  const label = bar < 0 ? '' : inside.slice(bar + 1)
  const rest = target.slice(1)
  if (target.startsWith('@')) return `@${label.replace(/^@/, '') || rest}`
  if (target.startsWith('#')) return `#${label.replace(/^#/, '') || rest}`
  // <!here>, <!subteam^S1|@support>, <!date^…|today>
  if (target.startsWith('!')) return label || `@${rest.split('^')[0]}`
  return label || target.replace(/^mailto:/, '')
}
