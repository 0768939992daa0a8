import { csvLine } from '../../shared/csv.ts'
import type { TableData } from './figure-table.tsx'

/** A table as CSV, its numbers as they are. */
export function tableCsv({ titles, rows }: TableData): Blob {
  return new Blob([csvLine(titles), ...rows.map(csvLine)], { type: 'text/csv;charset=utf-8' })
}

/** Hands the person a file. */
export function saveFile(content: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
