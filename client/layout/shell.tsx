import { Button } from '@mantine/core'
import { Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { mayPass } from '../../shared/roles.ts'
import { useLiveUpdates } from '../live.ts'
import { SessionProvider, useMe } from '../session.tsx'
import { trpc } from '../trpc.ts'
import { ErrorState, SkeletonLines } from '../ui/states.tsx'
import { useOutdated } from '../version.ts'
import { BottomBar } from './bottom-bar.tsx'
import './layout.css'
import { NotAllowedPage } from './not-allowed-page.tsx'
import { Palette } from './palette.tsx'
import { ADMIN, WORK } from './places.ts'
import { Rail } from './rail.tsx'
import { TopBar } from './top-bar.tsx'
import { useGoKeys } from './use-go-keys.ts'

/** Rail, top bar and the page in between; waits until it is known who is signed in. */
export function Shell() {
  const me = trpc.session.me.useQuery(undefined, { staleTime: 60_000 })
  if (me.data !== undefined) {
    return (
      <SessionProvider me={me.data}>
        <Frame />
      </SessionProvider>
    )
  }
  // A 401 is already on its way to the sign-in page.
  if (me.error && me.error.data?.httpStatus !== 401) {
    return <ErrorState error={me.error} onRetry={() => void me.refetch()} />
  }
  return <Skeletons />
}

function Frame() {
  useLiveUpdates()
  useGoKeys()
  const content = useRef<HTMLElement>(null)
  const pathname = useRouterState({ select: (state) => state.location.pathname })
  const me = useMe()
  const barred = [...WORK, ...ADMIN].find(
    ({ to, access }) => pathname.startsWith(to) && !mayPass(me.role, access, me.organization.settings),
  )
  const first = useRef(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page starts at its top, with the focus on its title
  useEffect(() => {
    if (first.current) {
      first.current = false
      return
    }
    content.current?.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true })
  }, [pathname])
  return (
    <div className="h-shell">
      <a className="h-skip" href="#content">
        Skip to the page
      </a>
      <Rail />
      <div className="h-main">
        <OutdatedNotice />
        <TopBar />
        <main ref={content} id="content" className="h-content" tabIndex={-1} data-scroll-restoration-id="content">
          {barred === undefined ? <Outlet /> : <NotAllowedPage title={barred.label} />}
        </main>
      </div>
      <BottomBar />
      <Palette />
    </div>
  )
}

function OutdatedNotice() {
  if (!useOutdated()) return null
  return (
    <div className="h-notice" role="status">
      Hoist was updated. This page still runs the version before.
      <Button size="compact-sm" onClick={() => window.location.reload()}>
        Load the new one
      </Button>
    </div>
  )
}

function Skeletons() {
  return (
    <div className="h-shell">
      <div className="h-rail">
        <SkeletonLines lines={8} />
      </div>
      <div className="h-main" style={{ padding: 'var(--h-top) var(--h-gutter)' }}>
        <SkeletonLines lines={10} />
      </div>
    </div>
  )
}
