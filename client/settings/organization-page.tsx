import { Button, NumberInput, Select, Switch, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDisclosure } from '@mantine/hooks'
import { type Outputs, trpc } from '../trpc.ts'
import { FormMessage, Submit } from '../ui/form-foot.tsx'
import { Page } from '../ui/page.tsx'
import { useServerIssues } from '../ui/server-issues.ts'
import { Loaded } from '../ui/states.tsx'
import { told } from '../ui/toasts.tsx'
import { ZoneSelect } from '../ui/zone-select.tsx'
import { NewOrganizationDialog } from './new-organization-dialog.tsx'

type Organization = Outputs['organization']['get']
type Members = Outputs['members']['list']['members']

const FIELDS = [
  'name',
  'timeZone',
  'settings.maxEscalationDepth',
  'settings.digestHour',
  'settings.fallbackUserId',
  'settings.escalateEnhanced',
  'settings.alertsForManagers',
] as const

export function OrganizationPage() {
  const organization = trpc.organization.get.useQuery()
  const members = trpc.members.list.useQuery()
  const [adding, add] = useDisclosure(false)
  const another = (
    <Button variant="default" onClick={add.open}>
      New organization…
    </Button>
  )
  return (
    <Page title="Organization" acts={another}>
      <Loaded query={organization}>
        {(data) => (
          <Loaded query={members}>
            {({ members: people }) => <OrganizationForm organization={data} members={people} />}
          </Loaded>
        )}
      </Loaded>
      <NewOrganizationDialog opened={adding} onClose={add.close} />
    </Page>
  )
}

function OrganizationForm({ organization, members }: { organization: Organization; members: Members }) {
  const utils = trpc.useUtils()
  const { name, timeZone, settings } = organization
  const form = useForm({ initialValues: { name, timeZone, settings } })
  const update = trpc.organization.update.useMutation({
    onSuccess: async (_saved, sent) => {
      form.resetDirty({ ...form.values, ...sent } as typeof form.values)
      told('The organization was changed')
      await Promise.all([utils.organization.invalidate(), utils.session.me.invalidate()])
    },
  })
  const issues = useServerIssues(update.error, FIELDS)
  const props = (field: (typeof FIELDS)[number]) => ({ ...form.getInputProps(field), error: issues.field(field) })
  const admins = members.filter(({ role, status }) => role === 'admin' && status === 'active')
  return (
    <form
      className="h-form"
      noValidate
      onSubmit={form.onSubmit(({ settings: { sampleData: _, ...changed }, ...rest }) =>
        update.mutate({ ...rest, settings: changed }),
      )}
    >
      <TextInput label="Name" {...props('name')} />
      <ZoneSelect
        label="Time zone"
        description="Days, digests and dates without a zone of their own follow it."
        {...props('timeZone')}
      />
      <Select
        label="Escalations that find nobody go to"
        description="When the chosen recipient has left or a guard refuses them at that moment."
        data={[
          { value: '', label: 'The longest-standing administrator' },
          ...admins.map((member) => ({ value: member.userId, label: member.name })),
        ]}
        allowDeselect={false}
        value={form.values.settings.fallbackUserId ?? ''}
        onChange={(value) => form.setFieldValue('settings.fallbackUserId', value || null)}
        error={issues.field('settings.fallbackUserId')}
      />
      <NumberInput
        label="Levels an escalation may climb"
        description="How often one workflow may be escalated again before somebody ends the chain."
        min={1}
        max={5}
        allowDecimal={false}
        styles={{ wrapper: { width: 160 } }}
        {...props('settings.maxEscalationDepth')}
      />
      <Select
        label="The daily digest goes out at"
        data={Array.from({ length: 24 }, (_, hour) => ({
          value: String(hour),
          label: `${String(hour).padStart(2, '0')}:00`,
        }))}
        allowDeselect={false}
        styles={{ wrapper: { width: 160 } }}
        value={String(form.values.settings.digestHour)}
        onChange={(value) => form.setFieldValue('settings.digestHour', Number(value))}
        error={issues.field('settings.digestHour')}
      />
      <Switch
        label="Escalations may wait for triggers"
        description="Off: only immediate escalations (flag escalate_enhanced)."
        {...form.getInputProps('settings.escalateEnhanced', { type: 'checkbox' })}
      />
      <Switch
        label="Managers see alerts"
        description="Otherwise only administrators do."
        {...form.getInputProps('settings.alertsForManagers', { type: 'checkbox' })}
      />
      <FormMessage>{issues.rest}</FormMessage>
      <div>
        <Submit busy={update.isPending}>Save</Submit>
      </div>
    </form>
  )
}
