import { Button, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { type Outputs, trpc } from '../trpc.ts'
import { failed } from '../ui/toasts.tsx'
import { AnalyticsSearch } from './search.ts'
import { ViewDialog } from './view-dialog.tsx'

type View = Outputs['analytics']['views'][number]

type ViewsMenuProps = { search: AnalyticsSearch; onOpen: (search: AnalyticsSearch) => void }

/** The person's saved views and those that others share; what is on screen can be kept as one. */
export function ViewsMenu({ search, onOpen }: ViewsMenuProps) {
  const views = trpc.analytics.views.useQuery(undefined, { staleTime: 60_000 }).data ?? []
  const [saving, save] = useDisclosure(false)
  const utils = trpc.useUtils()
  const remove = trpc.analytics.removeView.useMutation({
    onError: (error) => failed('The view was not removed', error),
    onSettled: () => utils.analytics.views.invalidate(),
  })
  const open = (view: View) => onOpen(AnalyticsSearch.parse(view.search))
  const current = views.find((view) => same(AnalyticsSearch.parse(view.search), search))
  return (
    <>
      <Menu>
        <Menu.Target>
          <Button variant="default">{current?.name ?? 'Views'}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {views.length === 0 && <Menu.Label>No saved views yet</Menu.Label>}
          {views.map((view) => (
            <Menu.Item key={view.id} onClick={() => open(view)}>
              {view.name}
              {!view.own && <span className="h-faint"> by {view.owner.name}</span>}
              {view.own && view.shared && <span className="h-faint"> shared</span>}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={save.open}>Save what is on screen…</Menu.Item>
          {current?.own && (
            <Menu.Item color="critical" onClick={() => remove.mutate({ id: current.id })}>
              Remove “{current.name}”
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <ViewDialog opened={saving} onClose={save.close} search={search} />
    </>
  )
}

function same(one: AnalyticsSearch, other: AnalyticsSearch): boolean {
  const given = (search: AnalyticsSearch) =>
    JSON.stringify(
      Object.entries(search)
        .filter(([, value]) => value !== undefined)
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    )
  return given(one) === given(other)
}
