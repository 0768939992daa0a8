import { Page } from '../ui/page.tsx'

export function PreferencesPage() {
  return <Page title="PreferencesPage">{null}</Page>
}
