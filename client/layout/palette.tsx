import { Modal, useMantineColorScheme, VisuallyHidden } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { Spotlight } from '@mantine/spotlight'
import { keepPreviousData } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useMay } from '../session.tsx'
import { trpc } from '../trpc.ts'
import { type PaletteAct, useOfferedActs } from './palette-acts.ts'
import { leave } from './person-menu.tsx'
import { usePlaces } from './use-places.ts'

const FOUND = 6

function matches(act: PaletteAct, words: string): boolean {
  const text = `${act.label} ${act.keywords ?? ''}`.toLowerCase()
  return words.split(/\s+/).every((word) => text.includes(word))
}

/** What can be done from anywhere. */
function useGlobalActs(): PaletteAct[] {
  const navigate = useNavigate()
  const { setColorScheme } = useMantineColorScheme()
  const admin = useMay('admin')
  const forAdmins: PaletteAct[] = [
    {
      id: 'invite',
      label: 'Invite somebody',
      keywords: 'member person user add',
      run: () => void navigate({ to: '/settings/members' }),
    },
    { id: 'import', label: 'Import a file', keywords: 'csv upload data', run: () => void navigate({ to: '/imports' }) },
    { id: 'key', label: 'Make an API key', keywords: 'token', run: () => void navigate({ to: '/settings/keys' }) },
  ]
  return [
    ...(admin ? forAdmins : []),
    { id: 'light', label: 'Use the light theme', keywords: 'colour scheme', run: () => setColorScheme('light') },
    { id: 'dark', label: 'Use the dark theme', keywords: 'colour scheme', run: () => setColorScheme('dark') },
    {
      id: 'system',
      label: 'Use the system’s theme',
      keywords: 'colour scheme auto',
      run: () => setColorScheme('auto'),
    },
    { id: 'sign-out', label: 'Sign out', keywords: 'leave log out', run: () => void leave() },
  ]
}

/** Search and command palette: go somewhere, do something, find a workflow or a customer. */
export function Palette() {
  const [typed, setTyped] = useState('')
  const words = typed.trim().toLowerCase()
  const { work, admin } = usePlaces()
  const navigate = useNavigate()
  const go = [...work, ...admin].map(
    (place): PaletteAct => ({
      id: place.to,
      label: place.label,
      keywords: 'go to open',
      run: () => void navigate({ to: place.to }),
    }),
  )
  const offered = useOfferedActs()
  const everywhere = useGlobalActs()
  const doing = [...offered, ...everywhere].filter((act) => matches(act, words))
  const going = go.filter((act) => matches(act, words))
  const { workflows, customers, searching } = useFound(typed)
  const groups = [
    { label: 'Workflows', acts: workflows },
    { label: 'Customers', acts: customers },
    { label: 'Do', acts: words === '' ? doing.slice(0, Math.max(offered.length, 4)) : doing },
    { label: 'Go to', acts: going },
  ].filter((group) => group.acts.length > 0)
  const shown = groups.flatMap((group) => group.acts.map((act) => act.id)).join(' ')
  useEffect(() => {
    // Mantine marks the first entry as the query changes; what the server finds comes later and above, with nothing marked.
    if (words === '' || shown === '') return
    const entries = document.querySelectorAll('[data-action]')
    for (const entry of entries) entry.removeAttribute('data-selected')
    entries[0]?.setAttribute('data-selected', 'true')
  }, [words, shown])
  return (
    <Spotlight.Root
      centered={false}
      yOffset="12dvh"
      transitionProps={{ duration: 0 }}
      overlayProps={{ transitionProps: { duration: 0 }, blur: 0, backgroundOpacity: 1, color: 'var(--h-veil)' }}
      query={typed}
      onQueryChange={setTyped}
      shortcut={['mod + K']}
      scrollable
      maxHeight={440}
      size={600}
    >
      <VisuallyHidden>
        <Modal.Title>Search and commands</Modal.Title>
      </VisuallyHidden>
      <Spotlight.Search autoFocus placeholder="Search or say what to do…" aria-label="Search or say what to do" />
      <Spotlight.ActionsList>
        {groups.map((group) => (
          <Spotlight.ActionsGroup key={group.label} label={group.label}>
            {group.acts.map((act) => (
              <Spotlight.Action
                key={act.id}
                label={act.label}
                {...(act.description !== undefined && { description: act.description })}
                onClick={act.run}
              />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {groups.length === 0 && (
          <Spotlight.Empty>{searching ? 'Searching…' : `Nothing is called “${typed.trim()}”`}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

/** Workflows and customers whose name matches; asks the server from two letters on. */
function useFound(typed: string) {
  const navigate = useNavigate()
  const [search] = useDebouncedValue(typed.trim(), 150)
  const enabled = search.length >= 2
  const options = { enabled, placeholderData: keepPreviousData, staleTime: 10_000 }
  const workflows = trpc.workflows.list.useQuery({ search, limit: FOUND }, options)
  const customers = trpc.customers.list.useQuery({ search, limit: FOUND }, options)
  if (!enabled) return { workflows: [], customers: [], searching: false }
  return {
    searching: workflows.isFetching || customers.isFetching,
    workflows: (workflows.data?.workflows ?? []).map(
      (workflow): PaletteAct => ({
        id: workflow.id,
        label: `${workflow.definition.name} · ${workflow.customer.name}`,
        description: workflow.status,
        run: () => void navigate({ to: '/workflows/$workflowId', params: { workflowId: workflow.id } }),
      }),
    ),
    customers: (customers.data?.customers ?? []).map(
      (customer): PaletteAct => ({
        id: customer.id,
        label: customer.name,
        ...(customer.segment && { description: customer.segment }),
        run: () => void navigate({ to: '/customers/$customerId', params: { customerId: customer.id } }),
      }),
    ),
  }
}
