import { PasswordInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { trpc } from '../trpc.ts'
import { FormMessage, Submit } from '../ui/form-foot.tsx'
import { useServerIssues } from '../ui/server-issues.ts'
import { noted } from '../ui/toasts.tsx'

const FIELDS = ['botToken', 'signingSecret'] as const
const KEPT = 'Kept; enter a new one to change it'

/** What Hoist needs to write direct messages. Secrets never come back from the server; an empty field keeps the old one. */
export function SlackForm({ connected, hasSigningSecret }: { connected: boolean; hasSigningSecret: boolean }) {
  const utils = trpc.useUtils()
  const form = useForm({
    initialValues: { botToken: '', signingSecret: '' },
    validate: {
      botToken: (value) => (!connected && value.trim() === '' ? 'Enter the bot token (it starts with xoxb-)' : null),
    },
  })
  const save = trpc.channels.saveSlack.useMutation({
    onSuccess: ({ words }) => {
      noted(words)
      return utils.channels.invalidate()
    },
  })
  const issues = useServerIssues(save.error, FIELDS)
  const props = (field: (typeof FIELDS)[number]) => ({
    ...form.getInputProps(field),
    autoComplete: 'off',
    error: form.errors[field] ?? issues.field(field),
  })
  return (
    <form
      className="h-form"
      noValidate
      onSubmit={form.onSubmit(({ botToken, signingSecret }) =>
        save.mutate({
          ...(botToken.trim() !== '' && { botToken: botToken.trim() }),
          ...(signingSecret.trim() !== '' && { signingSecret: signingSecret.trim() }),
        }),
      )}
    >
      <PasswordInput
        label="Bot token"
        description="From your Slack app: OAuth & Permissions. It needs chat:write and im:write."
        placeholder={connected ? KEPT : 'xoxb-…'}
        {...props('botToken')}
      />
      <PasswordInput
        label="Signing secret"
        description="From Basic Information. Optional: only needed for what comes back from Slack."
        placeholder={hasSigningSecret ? KEPT : undefined}
        {...props('signingSecret')}
      />
      <FormMessage>{issues.rest}</FormMessage>
      <div>
        <Submit busy={save.isPending}>{connected ? 'Save' : 'Connect Slack'}</Submit>
      </div>
    </form>
  )
}
