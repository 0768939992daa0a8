type SparklineProps = { values: readonly number[]; label: string; width?: number; faint?: readonly number[] }

const HEIGHT = 24
const GAP = 2

/** A row of small bars, one a week, the latest on the right; `faint` stands behind them for comparison. */
export function Sparkline({ values, label, faint = [], width = 96 }: SparklineProps) {
  const most = Math.max(1, ...values, ...faint)
  const slot = width / Math.max(1, values.length)
  const bar = (value: number) => (value === 0 ? 1 : Math.max(3, (value / most) * HEIGHT))
  const total = values.reduce((sum, value) => sum + value, 0)
  return (
    <svg width={width} height={HEIGHT} role="img" aria-label={`${label}: ${total} in ${values.length} weeks`}>
      {values.map((value, at) => {
        const behind = faint[at] ?? 0
        const [height, back] = [bar(value), bar(behind)]
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a week is its place
          <g key={at}>
            {behind > 0 && (
              <rect
                x={at * slot}
                y={HEIGHT - back}
                width={slot - GAP}
                height={back}
                rx={1}
                fill="var(--h-line-strong)"
              />
            )}
            <rect
              x={at * slot}
              y={HEIGHT - height}
              width={slot - GAP}
              height={height}
              rx={1}
              fill={value === 0 ? 'var(--h-line-strong)' : 'var(--h-accent)'}
            />
          </g>
        )
      })}
    </svg>
  )
}
