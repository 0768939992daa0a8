import { Button, PasswordInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { changePassword } from '../auth/auth-calls.ts'
import { passwordProblem, SHORTEST_PASSWORD } from '../../shared/people/password.ts'
import { useMe } from '../session.tsx'
import { trpc } from '../trpc.ts'
import { Fact, Facts } from '../ui/facts.tsx'
import { FormMessage, Submit } from '../ui/form-foot.tsx'
import { Page, Section } from '../ui/page.tsx'
import { messageOf } from '../ui/server-issues.ts'
import { Loaded } from '../ui/states.tsx'
import { failed, told } from '../ui/toasts.tsx'
import { SessionList } from './session-list.tsx'

/** The person's own page: who they are here, their password, where they are signed in. */
export function ProfilePage() {
  const me = useMe()
  const utils = trpc.useUtils()
  const sessions = trpc.session.list.useQuery()
  const revoke = trpc.session.revoke.useMutation({
    onSuccess: () => utils.session.list.invalidate(),
    onError: (error) => failed('The session goes on', error),
  })
  return (
    <Page title="Profile and sessions">
      <Facts>
        <Fact label="Name">{me.user.name}</Fact>
        <Fact label="Email">{me.user.email}</Fact>
        <Fact label="Role">{me.role}</Fact>
      </Facts>
      <Section title="Password">
        <PasswordForm />
      </Section>
      <Section title="Where you are signed in">
        <Loaded query={sessions}>
          {({ sessions: list }) => <SessionList sessions={list} onRevoke={(id) => revoke.mutate({ id })} />}
        </Loaded>
      </Section>
    </Page>
  )
}

function PasswordForm() {
  const { user } = useMe()
  const form = useForm({
    initialValues: { current: '', next: '' },
    validate: {
      current: (value) => (value === '' ? 'Enter the password you use now' : null),
      next: (value) => passwordProblem(value, [user.email, user.name]),
    },
  })
  const change = useMutation({
    mutationFn: (values: typeof form.values) => changePassword(values.current, values.next),
    onSuccess: () => {
      form.reset()
      told('Your password was changed; other sessions have ended')
    },
  })
  return (
    <form className="h-form" noValidate onSubmit={form.onSubmit((values) => change.mutate(values))}>
      <PasswordInput label="Now" autoComplete="current-password" {...form.getInputProps('current')} />
      <PasswordInput
        label="New"
        description={`At least ${SHORTEST_PASSWORD} characters.`}
        autoComplete="new-password"
        {...form.getInputProps('next')}
      />
      <FormMessage>{change.error && messageOf(change.error)}</FormMessage>
      <div>
        <Submit busy={change.isPending}>Change password</Submit>{' '}
        {form.isDirty() && (
          <Button variant="subtle" color="muted" onClick={form.reset}>
            Cancel
          </Button>
        )}
      </div>
    </form>
  )
}
