import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { type Outputs, trpc } from '../trpc.ts'
import { FormMessage, Submit } from '../ui/form-foot.tsx'
import { messageOf, useServerIssues } from '../ui/server-issues.ts'
import { SkeletonLines } from '../ui/states.tsx'
import { AuthFrame } from './auth-frame.tsx'
import { passwordProblem } from './password.ts'

const route = getRouteApi('/accept/$token')
const FIELDS = ['name', 'password'] as const

/** Where a one-time link leads: an invitation to join, or the choice of a new password. */
export function AcceptPage() {
  const { token } = route.useParams()
  const info = trpc.session.linkInfo.useQuery({ token }, { retry: false, staleTime: Number.POSITIVE_INFINITY })
  if (info.error) {
    return (
      <AuthFrame title="This link does not work" lead={messageOf(info.error)}>
        <p className="h-auth-foot">
          Ask an administrator for a new one, or <Link to="/sign-in">sign in</Link>.
        </p>
      </AuthFrame>
    )
  }
  if (info.data === undefined) {
    return (
      <AuthFrame title="One moment">
        <SkeletonLines lines={3} />
      </AuthFrame>
    )
  }
  return <AcceptForm token={token} link={info.data} />
}

function AcceptForm({ token, link }: { token: string; link: Outputs['session']['linkInfo'] }) {
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const invited = link.purpose === 'invitation'
  const needsPassword = link.needsPassword
  const form = useForm({
    initialValues: { name: link.name, password: '' },
    validate: {
      name: (value) => (invited && value.trim() === '' ? 'Enter your name' : null),
      password: (value) => (needsPassword ? passwordProblem(value) : null),
    },
  })
  const accept = trpc.session.acceptLink.useMutation({
    onSuccess: async () => {
      queryClient.clear()
      await navigate({ to: '/queue', replace: true })
    },
  })
  const issues = useServerIssues(accept.error, FIELDS)
  const title = invited ? `Join ${link.organizationName}` : 'Choose a new password'
  return (
    <AuthFrame title={title} lead={`For ${link.email}.`}>
      <form
        noValidate
        onSubmit={form.onSubmit(({ name, password }) =>
          accept.mutate({ token, ...(invited && { name: name.trim() }), ...(needsPassword && { password }) }),
        )}
      >
        <input type="hidden" name="username" autoComplete="username" value={link.email} readOnly />
        {invited && (
          <TextInput
            label="Your name"
            autoComplete="name"
            {...form.getInputProps('name')}
            error={form.errors.name ?? issues.field('name')}
          />
        )}
        {needsPassword && (
          <PasswordInput
            label="Password"
            description="At least 10 characters."
            autoComplete="new-password"
            {...form.getInputProps('password')}
            error={form.errors.password ?? issues.field('password')}
          />
        )}
        <FormMessage>{issues.rest}</FormMessage>
        <Submit busy={accept.isPending} full>
          {invited ? 'Join' : 'Save and sign in'}
        </Submit>
        {invited && !needsPassword && (
          <p className="h-dim h-small">You keep the password you already sign in to Hoist with.</p>
        )}
      </form>
      {accept.error && (
        <p className="h-auth-foot">
          <Button component={Link} to="/sign-in" variant="default">
            Go to sign-in
          </Button>
        </p>
      )}
    </AuthFrame>
  )
}
