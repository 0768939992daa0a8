import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Link } from '@tanstack/react-router'
import { trpc } from '../trpc.ts'
import { FormMessage, Submit } from '../ui/form-foot.tsx'
import { useServerIssues } from '../ui/server-issues.ts'
import { AuthFrame } from './auth-frame.tsx'

const FIELDS = ['email'] as const

export function ResetPage() {
  const form = useForm({
    initialValues: { email: '' },
    validate: { email: (value) => (value.trim() === '' ? 'Enter your email address' : null) },
  })
  const send = trpc.session.requestReset.useMutation()
  const issues = useServerIssues(send.error, FIELDS)
  if (send.isSuccess) {
    return (
      <AuthFrame
        title="Look into your mail"
        lead={`If ${form.values.email.trim()} belongs to somebody here, a link to choose a new password is on its way.`}
      >
        <p className="h-dim" style={{ marginTop: 16 }}>
          Nothing came? Where mail is not set up, an administrator can make the link under Settings, Members.
        </p>
        <p className="h-auth-foot">
          <Link to="/sign-in">Back to sign-in</Link>
        </p>
      </AuthFrame>
    )
  }
  return (
    <AuthFrame title="Choose a new password" lead="We send a link to your email address. It works once.">
      <form onSubmit={form.onSubmit(({ email }) => send.mutate({ email: email.trim() }))} noValidate>
        <TextInput
          label="Email"
          type="email"
          autoComplete="username"
          autoFocus
          {...form.getInputProps('email')}
          error={form.errors.email ?? issues.field('email')}
        />
        <FormMessage>{issues.rest}</FormMessage>
        <Submit busy={send.isPending} full>
          Send the link
        </Submit>
      </form>
      <p className="h-auth-foot">
        <Link to="/sign-in">Back to sign-in</Link>
      </p>
    </AuthFrame>
  )
}
