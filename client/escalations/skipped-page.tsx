import { Page } from '../ui/page.tsx'

export function SkippedPage() {
  return <Page title="Skipped">{null}</Page>
}
