import { Page } from '../ui/page.tsx'

export function QueuePage() {
  return <Page title="My queue">{null}</Page>
}
