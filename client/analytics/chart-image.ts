const SCALE = 2
const PADDING = 16
const HEAD = 28

/** What of its computed style an element must carry along to look the same outside the page. */
const KEPT = [
  'display',
  'position',
  'top',
  'left',
  'right',
  'bottom',
  'width',
  'height',
  'min-width',
  'max-width',
  'margin',
  'padding',
  'box-sizing',
  'flex',
  'flex-direction',
  'flex-wrap',
  'align-items',
  'justify-content',
  'gap',
  'grid-template-columns',
  'grid-column',
  'background',
  'background-color',
  'border',
  'border-radius',
  'color',
  'opacity',
  'font',
  'font-size',
  'font-weight',
  'font-family',
  'line-height',
  'letter-spacing',
  'text-align',
  'text-anchor',
  'white-space',
  'overflow',
  'text-overflow',
  'list-style',
  'text-decoration',
  'transform',
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-opacity',
  'clip-path',
  'border-collapse',
  'border-spacing',
  'vertical-align',
  'visibility',
] as const

/** The element as a PNG on the ground of its card, with a title above, at twice the size on screen. */
export async function chartImage(element: HTMLElement, title: string): Promise<Blob> {
  const { width, height } = element.getBoundingClientRect()
  const [wide, high] = [width + PADDING * 2, height + PADDING * 2 + HEAD]
  const copy = withStyles(element)
  copy.setAttribute('xmlns', 'http://www.w3.org/1999/xhtml')
  const body = new XMLSerializer().serializeToString(copy)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}"><foreignObject x="${PADDING}" y="${PADDING + HEAD}" width="${width}" height="${height}">${body}</foreignObject></svg>`
  const picture = new Image()
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await picture.decode()

  const canvas = document.createElement('canvas')
  canvas.width = wide * SCALE
  canvas.height = high * SCALE
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('no canvas')
  const page = getComputedStyle(document.documentElement)
  context.scale(SCALE, SCALE)
  context.fillStyle = page.getPropertyValue('--h-panel')
  context.fillRect(0, 0, wide, high)
  context.fillStyle = page.getPropertyValue('--h-ink')
  context.font = `600 14px ${getComputedStyle(element).fontFamily}`
  context.fillText(title, PADDING, PADDING + 14)
  context.drawImage(picture, 0, 0)
  const file = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (file === null) throw new Error('no picture')
  return file
}

/** A copy whose every element says itself what the page's style sheets said of it. */
function withStyles(element: Element): Element {
  const copy = element.cloneNode(false) as Element
  const style = getComputedStyle(element)
  copy.setAttribute('style', KEPT.map((name) => `${name}:${style.getPropertyValue(name)}`).join(';'))
  copy.removeAttribute('class')
  for (const child of element.childNodes) {
    if (child instanceof Element) copy.append(withStyles(child))
    else if (child.nodeType === Node.TEXT_NODE) copy.append(child.cloneNode())
  }
  return copy
}
