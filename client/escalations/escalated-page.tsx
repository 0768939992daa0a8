import { Page } from '../ui/page.tsx'

export function EscalatedPage() {
  return <Page title="Escalated">{null}</Page>
}
