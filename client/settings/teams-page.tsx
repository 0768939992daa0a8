import { Page } from '../ui/page.tsx'

export function TeamsPage() {
  return <Page title="TeamsPage">{null}</Page>
}
