import { MantineProvider } from '@mantine/core'
import { render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { theme } from '../../client/ui/theme.ts'

/** What jsdom lacks: media queries, sizes, scrolling. Every element is 600 px high and 1,000 px wide. */
export function giveBrowser(): void {
  window.matchMedia = (query) =>
    ({ matches: false, media: query, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList
  window.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  Object.defineProperty(Element.prototype, 'clientHeight', { configurable: true, value: 600 })
  Object.defineProperty(Element.prototype, 'clientWidth', { configurable: true, value: 1_000 })
  HTMLElement.prototype.scrollTo = function scrollTo(this: HTMLElement, to?: ScrollToOptions | number) {
    if (typeof to === 'object' && to.top !== undefined) this.scrollTop = to.top
    this.dispatchEvent(new Event('scroll'))
  }
  HTMLElement.prototype.scrollIntoView = () => {}
}

/** Renders inside the product's theme. */
export function show(children: ReactNode) {
  return render(<MantineProvider theme={theme}>{children}</MantineProvider>)
}
