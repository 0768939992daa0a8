import { Menu, useMantineColorScheme, VisuallyHidden } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { signOut } from '../auth/auth-calls.ts'
import { useMe } from '../session.tsx'
import { Initials } from '../ui/tag.tsx'
import { failed } from '../ui/toasts.tsx'

function isScheme(value: string): value is 'light' | 'dark' | 'auto' {
  return ['light', 'dark', 'auto'].includes(value)
}

/** Leaves: the session ends on the server, and nothing of it stays in this tab. */
export async function leave(): Promise<void> {
  try {
    await signOut()
    window.location.assign('/sign-in')
  } catch (error) {
    failed('You are still signed in', error)
  }
}

export function PersonMenu() {
  const { user, role } = useMe()
  const navigate = useNavigate()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Menu width={260} closeOnItemClick>
      <Menu.Target>
        <button type="button" className="h-person">
          <Initials name={user.name} />
          <VisuallyHidden>{user.name}: theme, preferences, sign out</VisuallyHidden>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <div style={{ padding: '8px 12px' }}>
          <b>{user.name}</b>
          <div className="h-dim h-small h-cut">
            {user.email} · {role}
          </div>
        </div>
        <Menu.Divider />
        <Menu.Label>Theme</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(value) => isScheme(value) && setColorScheme(value)}>
          <Menu.RadioItem value="light">Light</Menu.RadioItem>
          <Menu.RadioItem value="dark">Dark</Menu.RadioItem>
          <Menu.RadioItem value="auto">As the system</Menu.RadioItem>
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item onClick={() => void navigate({ to: '/settings/profile' })}>Profile and sessions</Menu.Item>
        <Menu.Item onClick={() => void navigate({ to: '/settings/notifications' })}>Notification preferences</Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => void leave()}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
