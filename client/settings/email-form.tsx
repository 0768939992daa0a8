import { NumberInput, PasswordInput, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { type Inputs, type Outputs, trpc } from '../trpc.ts'
import { FormMessage, Submit } from '../ui/form-foot.tsx'
import { useServerIssues } from '../ui/server-issues.ts'
import { noted } from '../ui/toasts.tsx'

type Email = Outputs['channels']['get']['email']
type Security = NonNullable<Inputs['channels']['saveEmail']['security']>

const FIELDS = ['host', 'port', 'security', 'user', 'password', 'fromAddress', 'fromName'] as const
const SECURITIES: { value: Security; label: string }[] = [
  { value: 'starttls', label: 'STARTTLS (usual for port 587)' },
  { value: 'tls', label: 'TLS from the start (usual for port 465)' },
  { value: 'none', label: 'None (only inside a network you trust)' },
]

/** The mail server. An empty password keeps the one that is stored. */
export function EmailForm({ email }: { email: Email }) {
  const utils = trpc.useUtils()
  const form = useForm({
    initialValues: {
      host: email.connected ? email.host : '',
      port: email.connected ? email.port : 587,
      security: (email.connected ? email.security : 'starttls') as Security,
      user: (email.connected && email.user) || '',
      password: '',
      fromAddress: email.connected ? email.fromAddress : '',
      fromName: email.connected ? email.fromName : 'Hoist',
    },
    validate: {
      host: (value) => (value.trim() === '' ? 'Enter the name of your mail server' : null),
      fromAddress: (value) => (/^\S+@\S+$/.test(value.trim()) ? null : 'Enter the address mails come from'),
    },
  })
  const save = trpc.channels.saveEmail.useMutation({
    onSuccess: ({ words }) => {
      noted(words)
      return utils.channels.invalidate()
    },
  })
  const issues = useServerIssues(save.error, FIELDS)
  const props = (field: (typeof FIELDS)[number]) => ({
    ...form.getInputProps(field),
    error: form.errors[field] ?? issues.field(field),
  })
  return (
    <form
      className="h-form"
      noValidate
      onSubmit={form.onSubmit(({ user, password, ...rest }) =>
        save.mutate({
          ...rest,
          host: rest.host.trim(),
          fromAddress: rest.fromAddress.trim(),
          user: user.trim() || null,
          ...(password !== '' && { password }),
        }),
      )}
    >
      <TextInput label="Mail server" placeholder="smtp.example.com" {...props('host')} />
      <NumberInput
        label="Port"
        styles={{ wrapper: { width: 120 } }}
        min={1}
        max={65_535}
        allowDecimal={false}
        {...props('port')}
      />
      <Select label="Encryption" data={SECURITIES} allowDeselect={false} {...props('security')} />
      <TextInput
        label="User"
        description="Leave empty if the server asks for none."
        autoComplete="off"
        {...props('user')}
      />
      <PasswordInput
        label="Password"
        autoComplete="new-password"
        placeholder={email.connected && email.hasPassword ? 'Kept; enter a new one to change it' : undefined}
        {...props('password')}
      />
      <TextInput label="From" placeholder="hoist@example.com" {...props('fromAddress')} />
      <TextInput label="Sender’s name" {...props('fromName')} />
      <FormMessage>{issues.rest}</FormMessage>
      <div>
        <Submit busy={save.isPending}>{email.connected ? 'Save' : 'Connect email'}</Submit>
      </div>
    </form>
  )
}
