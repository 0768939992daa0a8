import './bar-rows.css'

export type BarRow = { key: string; label: string; value: number }

/** A breakdown as bars with their numbers; reads as a plain list without them. */
export function BarRows({ rows, format = String }: { rows: readonly BarRow[]; format?: (value: number) => string }) {
  const most = Math.max(1, ...rows.map(({ value }) => value))
  return (
    <ul className="h-bars">
      {rows.map((row) => (
        <li key={row.key}>
          <span className="h-cut">{row.label}</span>
          <span className="h-bar" style={{ width: `${(row.value / most) * 100}%` }} aria-hidden />
          <span>{format(row.value)}</span>
        </li>
      ))}
    </ul>
  )
}
