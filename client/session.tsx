import { createContext, type ReactNode, use } from 'react'
import { type Access, mayPass } from '../shared/roles.ts'
import type { Outputs } from './trpc.ts'
import { ZoneProvider } from './ui/time.tsx'

export type Me = Outputs['session']['me']

const SessionContext = createContext<Me | null>(null)

export function SessionProvider({ me, children }: { me: Me; children: ReactNode }) {
  return (
    <SessionContext value={me}>
      <ZoneProvider zone={me.organization.timeZone}>{children}</ZoneProvider>
    </SessionContext>
  )
}

/** Who is signed in, where, as what. Only below the shell, which waits for it. */
export function useMe(): Me {
  const me = use(SessionContext)
  if (me === null) throw new Error('useMe is used outside the shell')
  return me
}

/** May the person pass this gate? What they may not is not shown; the server decides all the same. */
export function useMay(access: Access): boolean {
  const me = useMe()
  return mayPass(me.role, access, me.organization.settings)
}
