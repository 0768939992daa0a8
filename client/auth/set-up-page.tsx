import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Navigate, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { passwordProblem, SHORTEST_PASSWORD } from '../../shared/people/password.ts'
import { trpc } from '../trpc.ts'
import { FormMessage, Submit } from '../ui/form-foot.tsx'
import { useServerIssues } from '../ui/server-issues.ts'
import { ErrorState, SkeletonLines } from '../ui/states.tsx'
import { browserZone } from '../ui/time.tsx'
import { failed } from '../ui/toasts.tsx'
import { ZoneSelect } from '../ui/zone-select.tsx'
import { AuthFrame } from './auth-frame.tsx'

const route = getRouteApi('/set-up')

/** The first page of a new installation: an organization and its first administrator, then sample data or an empty start. */
export function SetUpPage() {
  const status = trpc.setup.status.useQuery(undefined, { staleTime: 0 })
  const [done, setDone] = useState(false)
  if (done) return <SampleOffer />
  if (status.error) {
    return (
      <AuthFrame title="Set up Hoist">
        <ErrorState error={status.error} onRetry={() => void status.refetch()} />
      </AuthFrame>
    )
  }
  if (status.data === undefined) {
    return (
      <AuthFrame title="Set up Hoist">
        <SkeletonLines lines={5} />
      </AuthFrame>
    )
  }
  if (!status.data.needed) return <Navigate to="/sign-in" replace />
  return <SetUpForm tokenNeeded={status.data.tokenNeeded} onDone={() => setDone(true)} />
}

const FIELDS = ['organization', 'timeZone', 'name', 'email', 'password', 'token'] as const
const required = (what: string) => (value: string) => (value.trim() === '' ? `Enter ${what}` : null)

function SetUpForm({ tokenNeeded, onDone }: { tokenNeeded: boolean; onDone: () => void }) {
  const { token } = route.useSearch()
  const queryClient = useQueryClient()
  const form = useForm({
    initialValues: { organization: '', timeZone: browserZone(), name: '', email: '', password: '', token: token ?? '' },
    validate: {
      organization: required('a name, for example of your company'),
      name: required('your name'),
      email: (value) => (/^\S+@\S+$/.test(value.trim()) ? null : 'Enter an email address'),
      password: (value, { email, name }) => passwordProblem(value, [email, name]),
      token: (value) => (tokenNeeded ? required('the token the server printed when it started')(value) : null),
    },
  })
  const create = trpc.setup.create.useMutation({
    onSuccess: () => {
      queryClient.clear()
      onDone()
    },
  })
  const issues = useServerIssues(create.error, FIELDS)
  const props = (name: (typeof FIELDS)[number]) => ({
    ...form.getInputProps(name),
    error: form.errors[name] ?? issues.field(name),
  })
  return (
    <AuthFrame title="Set up Hoist" lead="Two minutes: your organization, and you as its first administrator.">
      <form
        noValidate
        onSubmit={form.onSubmit(({ token: typed, ...values }) =>
          create.mutate({ ...values, email: values.email.trim(), ...(typed.trim() !== '' && { token: typed.trim() }) }),
        )}
      >
        <TextInput label="Organization" placeholder="Northstar CS" autoFocus {...props('organization')} />
        <ZoneSelect
          label="Time zone"
          description="Days, digests and dates without a zone of their own follow it."
          {...props('timeZone')}
        />
        <TextInput label="Your name" autoComplete="name" {...props('name')} />
        <TextInput label="Email" type="email" autoComplete="username" {...props('email')} />
        <PasswordInput
          label="Password"
          description={`At least ${SHORTEST_PASSWORD} characters.`}
          autoComplete="new-password"
          {...props('password')}
        />
        {tokenNeeded && (
          <TextInput
            label="Set-up token"
            description="You open this page from another machine. The server printed a token when it started."
            autoComplete="off"
            {...props('token')}
          />
        )}
        <FormMessage>{issues.rest}</FormMessage>
        <Submit busy={create.isPending} full>
          Create organization
        </Submit>
      </form>
    </AuthFrame>
  )
}

function SampleOffer() {
  const navigate = useNavigate()
  const enter = () => void navigate({ to: '/queue', replace: true })
  const create = trpc.demo.create.useMutation({
    onSuccess: enter,
    onError: (error) => failed('The sample data did not go in', error),
  })
  return (
    <AuthFrame
      title="Look around with sample data?"
      lead="A team, customers and workflows in every state, with 90 days of history, so that every page shows something. You can remove it with one click."
    >
      <div style={{ display: 'grid', gap: 8, marginTop: 24 }}>
        <Button loading={create.isPending} onClick={() => create.mutate()}>
          Fill with sample data
        </Button>
        <Button
          variant="default"
          disabled={create.isPending}
          onClick={() => void navigate({ to: '/imports', replace: true })}
        >
          Import my own files
        </Button>
        <Button variant="subtle" color="muted" disabled={create.isPending} onClick={enter}>
          Start empty
        </Button>
      </div>
    </AuthFrame>
  )
}
