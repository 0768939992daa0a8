import { PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, Navigate, useRouter } from '@tanstack/react-router'
import { trpc } from '../trpc.ts'
import { FormMessage, Submit } from '../ui/form-foot.tsx'
import { messageOf } from '../ui/server-issues.ts'
import { signIn } from './auth-calls.ts'
import { AuthFrame } from './auth-frame.tsx'

const route = getRouteApi('/sign-in')

/** Only addresses of our own are followed after sign-in: `//elsewhere` would lead away. */
function ownAddress(next: string | undefined): string {
  return next?.startsWith('/') && !next.startsWith('//') && !next.startsWith('/\\') ? next : '/queue'
}

export function SignInPage() {
  const { next } = route.useSearch()
  const router = useRouter()
  const queryClient = useQueryClient()
  const setup = trpc.setup.status.useQuery()
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: {
      email: (value) => (value.trim() === '' ? 'Enter your email address' : null),
      password: (value) => (value === '' ? 'Enter your password' : null),
    },
  })
  const send = useMutation({
    mutationFn: (values: typeof form.values) => signIn(values.email.trim(), values.password),
    onSuccess: async () => {
      queryClient.clear()
      await router.navigate({ href: ownAddress(next), replace: true })
    },
  })
  if (setup.data?.needed) return <Navigate to="/set-up" replace />
  return (
    <AuthFrame title="Sign in">
      <form onSubmit={form.onSubmit((values) => send.mutate(values))} noValidate>
        <TextInput label="Email" type="email" autoComplete="username" autoFocus {...form.getInputProps('email')} />
        <PasswordInput label="Password" autoComplete="current-password" {...form.getInputProps('password')} />
        <FormMessage>{send.error && messageOf(send.error)}</FormMessage>
        <Submit busy={send.isPending} full>
          Sign in
        </Submit>
      </form>
      <p className="h-auth-foot">
        <Link to="/reset">Forgot your password?</Link>
      </p>
    </AuthFrame>
  )
}
