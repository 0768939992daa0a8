import { NumberInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { RETENTION, RETENTION_KINDS, type Retention } from '../../shared/retention/schema.ts'
import { trpc } from '../trpc.ts'
import { FormMessage, Submit } from '../ui/form-foot.tsx'
import { Page } from '../ui/page.tsx'
import { useServerIssues } from '../ui/server-issues.ts'
import { Loaded } from '../ui/states.tsx'
import { told } from '../ui/toasts.tsx'
import { RETENTION_WORDS } from './words.ts'

const FIELDS = RETENTION_KINDS.map((kind) => `settings.retention.${kind}`)

/** How long each kind of row is kept before the nightly job forgets it. */
export function RetentionPage() {
  const organization = trpc.organization.get.useQuery()
  return (
    <Page title="Retention">
      <p className="h-dim" style={{ maxWidth: 520, marginBottom: 20 }}>
        Every night at 03:20 UTC rows older than this are deleted for good. Open workflows, unread notifications,
        messages that wait and the latest value of every fact always stay.
      </p>
      <Loaded query={organization}>{({ settings }) => <RetentionForm retention={settings.retention} />}</Loaded>
    </Page>
  )
}

function RetentionForm({ retention }: { retention: Retention }) {
  const utils = trpc.useUtils()
  const form = useForm({ initialValues: retention })
  const update = trpc.organization.update.useMutation({
    onSuccess: async () => {
      form.resetDirty()
      told('From the next night on it is kept that long')
      await Promise.all([utils.organization.invalidate(), utils.session.me.invalidate()])
    },
  })
  const issues = useServerIssues(update.error, FIELDS)
  return (
    <form
      className="h-form"
      noValidate
      onSubmit={form.onSubmit((values) => update.mutate({ settings: { retention: values } }))}
    >
      {RETENTION_KINDS.map((kind) => (
        <NumberInput
          key={kind}
          label={RETENTION_WORDS[kind].label}
          description={RETENTION_WORDS[kind].what}
          suffix=" days"
          min={RETENTION[kind].least}
          max={RETENTION[kind].most}
          allowDecimal={false}
          clampBehavior="blur"
          thousandSeparator=","
          {...form.getInputProps(kind)}
          error={issues.field(`settings.retention.${kind}`)}
        />
      ))}
      <FormMessage>{issues.rest}</FormMessage>
      <div>
        <Submit busy={update.isPending}>Save</Submit>
      </div>
    </form>
  )
}
