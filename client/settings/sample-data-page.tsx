import { Page } from '../ui/page.tsx'

export function SampleDataPage() {
  return <Page title="SampleDataPage">{null}</Page>
}
