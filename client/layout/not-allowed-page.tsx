import { useMe } from '../session.tsx'
import { Page } from '../ui/page.tsx'
import { EmptyState } from '../ui/states.tsx'

/** A page the role may not open, reached by its address. */
export function NotAllowedPage({ title }: { title: string }) {
  const { role, organization } = useMe()
  return (
    <Page title={title}>
      <EmptyState title="This page is not open to you">
        You are a {role} of {organization.name}. Ask an administrator if you need it.
      </EmptyState>
    </Page>
  )
}
