import { PasswordInput, SegmentedControl } from '@mantine/core'
import { useForm } from '@mantine/form'
import { type Outputs, trpc } from '../trpc.ts'
import { FormMessage, Submit } from '../ui/form-foot.tsx'
import { useServerIssues } from '../ui/server-issues.ts'
import { noted } from '../ui/toasts.tsx'
import { SlackSteps } from './slack-steps.tsx'

type Slack = Outputs['channels']['get']['slack']
type Way = 'http' | 'socket'

const FIELDS = ['botToken', 'signingSecret', 'appToken'] as const
const KEPT = 'Kept; enter a new one to change it'
const WAYS = [
  { value: 'http', label: 'Over the internet' },
  { value: 'socket', label: 'Socket Mode' },
]

/** What Hoist needs to write in Slack and to hear what is written. Secrets never come back; an empty field keeps the old one. */
export function SlackForm({ slack, url }: { slack: Slack; url: string }) {
  const { connected, hasSigningSecret, hasAppToken } = slack
  const utils = trpc.useUtils()
  const form = useForm({
    initialValues: { way: (hasAppToken ? 'socket' : 'http') as Way, botToken: '', signingSecret: '', appToken: '' },
    validate: {
      botToken: (value) => (!connected && value.trim() === '' ? 'Enter the bot token (it starts with xoxb-)' : null),
      appToken: (value, { way }) =>
        way === 'socket' && !hasAppToken && value.trim() === ''
          ? 'Enter the app-level token (it starts with xapp-)'
          : null,
    },
  })
  const save = trpc.channels.saveSlack.useMutation({
    onSuccess: ({ words }) => {
      noted(words)
      return Promise.all([utils.channels.invalidate(), utils.slack.invalidate()])
    },
  })
  const issues = useServerIssues(save.error, FIELDS)
  const props = (field: (typeof FIELDS)[number]) => ({
    ...form.getInputProps(field),
    autoComplete: 'off',
    error: form.errors[field] ?? issues.field(field),
  })
  const { way } = form.values
  return (
    <form
      className="h-form"
      noValidate
      onSubmit={form.onSubmit(({ botToken, signingSecret, appToken }) =>
        save.mutate({
          ...(botToken.trim() !== '' && { botToken: botToken.trim() }),
          ...(signingSecret.trim() !== '' && { signingSecret: signingSecret.trim() }),
          ...(way === 'socket' && appToken.trim() !== '' && { appToken: appToken.trim() }),
          ...(way === 'http' && hasAppToken && { appToken: null }),
        }),
      )}
    >
      <fieldset className="h-plain">
        <legend className="h-label">How Slack reaches Hoist</legend>
        <SegmentedControl fullWidth data={WAYS} {...form.getInputProps('way')} aria-label="How Slack reaches Hoist" />
        <p className="h-dim h-small">
          {way === 'http'
            ? `Slack calls ${url}, which must be reachable from the internet over https.`
            : 'Hoist calls Slack and keeps the line open. For servers behind a firewall.'}
        </p>
      </fieldset>
      <SlackSteps url={url} socketMode={way === 'socket'} open={!connected} />
      <PasswordInput
        label="Bot token"
        description="OAuth & Permissions, after installing the app."
        placeholder={connected ? KEPT : 'xoxb-…'}
        {...props('botToken')}
      />
      {way === 'http' ? (
        <PasswordInput
          label="Signing secret"
          description="Basic Information. Proves that what comes from Slack does come from Slack."
          placeholder={hasSigningSecret ? KEPT : undefined}
          {...props('signingSecret')}
        />
      ) : (
        <PasswordInput
          label="App-level token"
          description="Basic Information, App-Level Tokens, with the scope connections:write."
          placeholder={hasAppToken ? KEPT : 'xapp-…'}
          {...props('appToken')}
        />
      )}
      <FormMessage>{issues.rest}</FormMessage>
      <div>
        <Submit busy={save.isPending}>{connected ? 'Save' : 'Connect Slack'}</Submit>
      </div>
    </form>
  )
}
