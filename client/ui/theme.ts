import {
  Button,
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  Input,
  type MantineColorsTuple,
  Menu,
  Modal,
  Popover,
  SegmentedControl,
  Table,
  Tooltip,
  type VariantColorsResolver,
} from '@mantine/core'

/**
 * The colours a part may ask for by name; each is a token pair `--h-<tone>` and `--h-<tone>-bg` in tokens.css.
 * critical, high, medium: severity. ok: done, healthy. accent: ours, chosen. muted: everything else.
 */
export const TONES = ['accent', 'critical', 'high', 'medium', 'ok', 'muted'] as const
export type Tone = (typeof TONES)[number]

function isTone(color: unknown): color is Tone {
  return typeof color === 'string' && (TONES as readonly string[]).includes(color)
}

/** Mantine wants ten shades of a colour; ours are two tokens that follow the scheme by themselves. */
function tuple(tone: string): MantineColorsTuple {
  const solid = `var(--h-${tone})`
  const ground = `var(--h-${tone}-bg)`
  return [ground, ground, ground, solid, solid, solid, solid, solid, solid, solid]
}

const variantColorResolver: VariantColorsResolver = (input) => {
  const tone = input.color ?? 'accent'
  if (!isTone(tone)) return defaultVariantColorsResolver(input)
  const solid = tone === 'muted' ? 'var(--h-ink-2)' : `var(--h-${tone})`
  const ground = `var(--h-${tone}-bg)`
  if (input.variant === 'filled') {
    const hover = tone === 'accent' || tone === 'critical' ? `var(--h-${tone}-hover)` : solid
    return { background: solid, hover, color: 'var(--h-on-accent)', border: '1px solid transparent' }
  }
  if (input.variant === 'light') {
    return { background: ground, hover: ground, color: solid, border: '1px solid transparent' }
  }
  if (input.variant === 'subtle' || input.variant === 'transparent') {
    return { background: 'transparent', hover: 'var(--h-hover)', color: solid, border: '1px solid transparent' }
  }
  if (input.variant === 'outline') {
    return {
      background: 'transparent',
      hover: 'var(--h-hover)',
      color: solid,
      border: '1px solid var(--h-line-strong)',
    }
  }
  return defaultVariantColorsResolver(input)
}

/** The neutral scales Mantine falls back on, light and dark, cool like our tokens. */
const GRAY: MantineColorsTuple = [
  '#f7f8fa',
  '#f0f2f6',
  '#e6e8ee',
  '#d3d7e0',
  '#b7bdc9',
  '#626b79',
  '#626b79',
  '#545d6b',
  '#2c323d',
  '#14171f',
]
const DARK: MantineColorsTuple = [
  '#e9ecf2',
  '#a9b2c0',
  '#8a94a4',
  '#8a94a4',
  '#363e4b',
  '#222933',
  '#161a21',
  '#12161c',
  '#0f1217',
  '#0b0e12',
]

/** Mantine's own variables, pointed at our tokens, so that every part of it is in our colours in both schemes. */
export const cssVariablesResolver: CSSVariablesResolver = () => {
  const both = {
    '--mantine-color-body': 'var(--h-panel)',
    '--mantine-color-text': 'var(--h-ink)',
    '--mantine-color-bright': 'var(--h-ink)',
    '--mantine-color-dimmed': 'var(--h-ink-2)',
    '--mantine-color-placeholder': 'var(--h-ink-3)',
    '--mantine-color-anchor': 'var(--h-accent)',
    '--mantine-color-default': 'var(--h-panel)',
    '--mantine-color-default-hover': 'var(--h-hover)',
    '--mantine-color-default-color': 'var(--h-ink)',
    '--mantine-color-default-border': 'var(--h-line-strong)',
    '--mantine-color-error': 'var(--h-critical)',
    '--mantine-color-disabled': 'var(--h-muted-bg)',
    '--mantine-color-disabled-color': 'var(--h-ink-3)',
    '--mantine-primary-color-filled': 'var(--h-accent)',
    '--mantine-primary-color-filled-hover': 'var(--h-accent-hover)',
    '--mantine-primary-color-light': 'var(--h-accent-bg)',
    '--mantine-primary-color-light-hover': 'var(--h-accent-bg)',
    '--mantine-primary-color-light-color': 'var(--h-accent)',
    '--mantine-primary-color-contrast': 'var(--h-on-accent)',
  }
  return { variables: {}, light: both, dark: both }
}

/** The one theme: system fonts, four text sizes (12, 14, 18, 22), an 8 px rhythm, one accent. */
export const theme = createTheme({
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, 'Liberation Mono', monospace",
  fontSizes: { xs: '12px', sm: '14px', md: '14px', lg: '18px', xl: '22px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.45', lg: '1.35', xl: '1.25' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  defaultRadius: 'md',
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '22px', lineHeight: '1.25' },
      h2: { fontSize: '14px', lineHeight: '1.45' },
      h3: { fontSize: '14px', lineHeight: '1.45' },
    },
  },
  colors: {
    ...(Object.fromEntries(TONES.map((tone) => [tone, tuple(tone)])) as Record<Tone, MantineColorsTuple>),
    gray: GRAY,
    dark: DARK,
  },
  primaryColor: 'accent',
  primaryShade: 5,
  variantColorResolver,
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ defaultProps: { size: 'sm' }, styles: { root: { fontWeight: 500, flexShrink: 0 } } }),
    Input: Input.extend({ defaultProps: { size: 'sm' } }),
    Menu: Menu.extend({
      defaultProps: { shadow: 'md', position: 'bottom-end', radius: 'md', withInitialFocusPlaceholder: false },
    }),
    Popover: Popover.extend({ defaultProps: { shadow: 'md' } }),
    Modal: Modal.extend({ defaultProps: { radius: 'lg', centered: true } }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { withItemsBorders: false } }),
    Table: Table.extend({ defaultProps: { verticalSpacing: 6, horizontalSpacing: 8, borderColor: 'var(--h-line)' } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 200, events: { hover: true, focus: true, touch: true } } }),
  },
})
