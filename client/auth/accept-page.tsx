import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { passwordProblem, SHORTEST_PASSWORD } from '../../shared/people/password.ts'
import { type Outputs, trpc } from '../trpc.ts'
import { FormMessage, Submit } from '../ui/form-foot.tsx'
import { messageOf, useServerIssues } from '../ui/server-issues.ts'
import { SkeletonLines } from '../ui/states.tsx'
import { AuthFrame } from './auth-frame.tsx'

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
      password: (value, { name }) =>
        needsPassword ? passwordProblem(value, [link.email, name]) : value === '' ? 'Enter your password' : null,
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
          accept.mutate({ token, password, ...(invited && { name: name.trim() }) }),
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
        <PasswordInput
          label="Password"
          description={
            needsPassword
              ? `At least ${SHORTEST_PASSWORD} characters.`
              : 'The one you sign in to Hoist with already: it shows that the link is yours.'
          }
          autoComplete={needsPassword ? 'new-password' : 'current-password'}
          {...form.getInputProps('password')}
          error={form.errors.password ?? issues.field('password')}
        />
        <FormMessage>{issues.rest}</FormMessage>
        <Submit busy={accept.isPending} full>
          {invited ? 'Join' : 'Save and sign in'}
        </Submit>
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
