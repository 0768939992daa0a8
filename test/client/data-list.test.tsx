import { act, cleanup, fireEvent, screen, within } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Column, Sort } from '../../client/ui/list/column.ts'
import { DataList } from '../../client/ui/list/data-list.tsx'
import { giveBrowser, show } from './render.tsx'

type Row = { id: string; name: string }

const many: Row[] = Array.from({ length: 10_000 }, (_, at) => ({ id: `row-${at}`, name: `Customer ${at}` }))
const columns: Column<Row>[] = [
  { key: 'name', title: 'Name', width: '1fr', sort: 'name', cell: (row) => row.name },
  { key: 'id', title: 'Id', width: '120px', cell: (row) => row.id },
]
const rowId = (row: Row) => row.id
const ready = { isPending: false, error: null, refetch: () => {} }

function List(props: { rows: Row[]; onOpen?: (row: Row) => void; onLoad?: () => void; acted?: (rows: Row[]) => void }) {
  const [sort, setSort] = useState<Sort>({ by: 'name', direction: 'asc' })
  return (
    <>
      <input aria-label="elsewhere" />
      <DataList
        label="Customers"
        rows={props.rows}
        count={props.rows.length}
        query={props.onLoad ? { ...ready, hasNextPage: true, fetchNextPage: props.onLoad } : ready}
        columns={columns}
        compact={(row) => row.name}
        rowId={rowId}
        rowTitle={(row) => row.name}
        sort={sort}
        onSort={setSort}
        empty={<p>Nothing here</p>}
        {...(props.onOpen && { onOpen: props.onOpen })}
        actions={(rows) => (
          <button type="button" onClick={() => props.acted?.(rows)}>
            Act on {rows.length}
          </button>
        )}
      />
    </>
  )
}

const press = (key: string, on: Element = document.activeElement ?? document.body) => fireEvent.keyDown(on, { key })
const activeRow = () => document.querySelector('tr[data-active]')?.textContent

beforeAll(giveBrowser)
afterEach(cleanup)

describe('the list', () => {
  test('keeps only the rows in sight in the page and says how many there are', () => {
    show(<List rows={many} />)
    const grid = screen.getByRole('grid', { name: 'Customers' })
    expect(grid.getAttribute('aria-rowcount')).toBe('10001')
    const shown = within(grid).getAllByRole('row')
    expect(shown.length).toBeGreaterThan(10)
    expect(shown.length).toBeLessThan(60)
    expect(shown[1]?.getAttribute('aria-rowindex')).toBe('2')
  })

  test('j and k move the focus, Enter opens the row it is on', () => {
    const opened: string[] = []
    show(<List rows={many} onOpen={(row) => opened.push(row.id)} />)
    press('j')
    press('j')
    expect(activeRow()).toContain('Customer 1')
    expect(document.activeElement?.getAttribute('aria-rowindex')).toBe('3')
    press('k')
    press('k')
    expect(activeRow()).toContain('Customer 0')
    press('Enter')
    expect(opened).toEqual(['row-0'])
  })

  test('x selects, the bar acts on what is selected, Escape lets go', () => {
    const acted: Row[][] = []
    show(<List rows={many} acted={(rows) => acted.push(rows)} />)
    press('j')
    press('x')
    press('j')
    press('x')
    expect(screen.getByRole('status').textContent).toBe('2 selected')
    fireEvent.click(screen.getByRole('button', { name: 'Act on 2' }))
    expect(acted[0]?.map((row) => row.id)).toEqual(['row-0', 'row-1'])
    press('Escape')
    expect(screen.queryByRole('toolbar')).toBeNull()
  })

  test('leaves keys to fields, and Enter to the button it is on', () => {
    const opened: string[] = []
    show(<List rows={many} onOpen={(row) => opened.push(row.id)} />)
    press('j')
    press('j', screen.getByLabelText('elsewhere'))
    press('x', screen.getByLabelText('elsewhere'))
    expect(activeRow()).toContain('Customer 0')
    expect(screen.queryByRole('toolbar')).toBeNull()
    press('Enter', screen.getByRole('button', { name: /Name/ }))
    expect(opened).toEqual([])
  })

  test('a title sorts, and says by what the list is sorted', () => {
    show(<List rows={many} />)
    const title = screen.getByRole('columnheader', { name: /Name/ })
    expect(title.getAttribute('aria-sort')).toBe('ascending')
    fireEvent.click(within(title).getByRole('button'))
    expect(title.getAttribute('aria-sort')).toBe('descending')
  })

  test('asks for more as its end comes near', () => {
    let asked = 0
    show(<List rows={many.slice(0, 40)} onLoad={() => asked++} />)
    act(() => {})
    expect(asked).toBeGreaterThan(0)
  })

  test('an empty list says what its page says', () => {
    show(<List rows={[]} />)
    expect(screen.getByText('Nothing here')).toBeDefined()
  })
})
