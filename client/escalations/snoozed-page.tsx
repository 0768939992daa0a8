import { Page } from '../ui/page.tsx'

export function SnoozedPage() {
  return <Page title="Snoozed">{null}</Page>
}
