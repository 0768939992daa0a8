import { ActionIcon, Menu } from '@mantine/core'
import { type ReactNode, useRef, useState } from 'react'
import { failed } from '../ui/toasts.tsx'
import { chartImage } from './chart-image.ts'
import { FigureTable, type TableData } from './figure-table.tsx'
import { saveFile, tableCsv } from './save-file.ts'

type ChartCardProps = {
  title: string
  /** One line on what is counted. */
  note?: ReactNode
  table: TableData
  children: ReactNode
  /** How many of the grid's columns it takes. */
  span?: 1 | 2 | 3
  empty?: boolean
}

/** A chart: seen, as a table, as CSV, as a picture. */
export function ChartCard({ title, note, table, children, span = 1, empty = false }: ChartCardProps) {
  const [asTable, setAsTable] = useState(false)
  const body = useRef<HTMLDivElement>(null)
  const image = async () => {
    try {
      if (body.current !== null) saveFile(await chartImage(body.current, title), `${title}.png`)
    } catch (error) {
      failed('The picture could not be made: this browser does not allow it', error)
    }
  }
  return (
    <section className="h-card h-chart" data-span={span} aria-label={title}>
      <div className="h-section-head">
        <h2>{title}</h2>
        {note !== undefined && <span className="h-faint h-small">{note}</span>}
        <Menu>
          <Menu.Target>
            <ActionIcon variant="subtle" color="muted" size="sm" aria-label={`${title}: more`}>
              <span aria-hidden>⋯</span>
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setAsTable(!asTable)}>{asTable ? 'View as chart' : 'View as table'}</Menu.Item>
            <Menu.Item onClick={() => saveFile(tableCsv(table), `${title}.csv`)}>Save as CSV</Menu.Item>
            {!asTable && !empty && <Menu.Item onClick={() => void image()}>Save as picture</Menu.Item>}
          </Menu.Dropdown>
        </Menu>
      </div>
      {asTable ? (
        <FigureTable label={title} table={table} />
      ) : empty ? (
        <p className="h-faint h-chart-empty">Nothing in these days.</p>
      ) : (
        <div ref={body} className="h-chart-body">
          {children}
        </div>
      )}
    </section>
  )
}
