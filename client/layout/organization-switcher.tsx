import { Menu, VisuallyHidden } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMe } from '../session.tsx'
import { trpc } from '../trpc.ts'
import { failed } from '../ui/toasts.tsx'

/** Which organization is on screen, and the way to the person's others. */
export function OrganizationSwitcher() {
  const { organization, organizations } = useMe()
  const switchTo = useSwitchOrganization()
  const face = (
    <>
      <span className="h-logo" aria-hidden>
        {organization.name.trim()[0]?.toUpperCase() ?? 'H'}
      </span>
      <span className="h-cut h-grow">{organization.name}</span>
    </>
  )
  if (organizations.length < 2) return <div className="h-organization">{face}</div>
  return (
    <Menu position="bottom-start" width={240}>
      <Menu.Target>
        <button type="button" className="h-organization">
          {face}
          <VisuallyHidden>, switch organization</VisuallyHidden>
          <span aria-hidden>⌄</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Your organizations</Menu.Label>
        <Menu.RadioGroup value={organization.id} onChange={switchTo}>
          {organizations.map((each) => (
            <Menu.RadioItem key={each.id} value={each.id} closeMenuOnClick>
              {each.name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  )
}

/** Changes the organization of this browser; nothing of the one before stays in the cache. */
export function useSwitchOrganization(): (organizationId: string) => void {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const change = trpc.session.switchOrganization.useMutation({
    onSuccess: async () => {
      await navigate({ to: '/queue' })
      await queryClient.resetQueries()
    },
    onError: (error) => failed('The organization was not changed', error),
  })
  return (organizationId) => change.mutate({ organizationId })
}
