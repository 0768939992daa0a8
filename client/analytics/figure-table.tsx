import { Table } from '@mantine/core'
import type { ReactNode } from 'react'

export type Cell = string | number | null

/** What a chart shows, in rows: text is aligned left, numbers right. Numbers are kept whole for CSV. */
export type TableData = {
  titles: readonly string[]
  rows: readonly (readonly Cell[])[]
  /** How a column writes its numbers on screen. */
  formats?: readonly (((value: number) => string) | undefined)[]
}

type FigureTableProps = {
  label: string
  table: TableData
  /** What the first cell of a line shows instead of its words, such as a link. */
  lead?: (line: number) => ReactNode
}

/** The same numbers for those who cannot see the chart or want to copy them. */
export function FigureTable({ label, table: { titles, rows, formats }, lead }: FigureTableProps) {
  const numeric = titles.map((_, at) => rows.some((row) => typeof row[at] === 'number'))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section aria-label={`${label}, table`} className="h-figure-table" tabIndex={0}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {titles.map((title, at) => (
              <Table.Th key={title} scope="col" ta={numeric[at] ? 'right' : 'left'}>
                {title}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a table that is drawn anew as a whole
            <Table.Tr key={line}>
              {row.map((cell, at) => (
                <Table.Td key={titles[at]} ta={numeric[at] ? 'right' : 'left'}>
                  {at === 0 && lead
                    ? lead(line)
                    : typeof cell === 'number'
                      ? (formats?.[at] ?? grouped)(cell)
                      : (cell ?? '–')}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  )
}

function grouped(value: number): string {
  return value.toLocaleString('en')
}
