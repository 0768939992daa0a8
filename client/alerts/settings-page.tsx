import { Button, NumberInput, Switch } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import '../settings/settings.css'
import { type Outputs, trpc } from '../trpc.ts'
import { confirm } from '../ui/confirm.tsx'
import { FormMessage, Submit } from '../ui/form-foot.tsx'
import { Page, Section } from '../ui/page.tsx'
import { useServerIssues } from '../ui/server-issues.ts'
import { Loaded } from '../ui/states.tsx'
import { Callout, Tag } from '../ui/tag.tsx'
import { failed, told } from '../ui/toasts.tsx'
import { ModelForm } from './model-form.tsx'
import { OwnWords } from './own-words.tsx'

type Settings = Outputs['alerts']['settings']

/** How people are alerted, and whether a language model is asked for a second opinion. */
export function AlertSettingsPage() {
  const settings = trpc.alerts.settings.useQuery()
  return (
    <Page title="Alert settings">
      <Loaded query={settings}>
        {(current) => (
          <>
            <Section title="Telling people">
              <TellingForm settings={current} />
            </Section>
            <OwnWords />
            <Section title="Language model" acts={current.model !== null && <ModelActs />}>
              <p className="h-dim" style={{ maxWidth: 520, marginBottom: 12 }}>
                {current.model === null ? <Tag>not used</Tag> : <Tag tone="ok">in use</Tag>} Messages are read on this
                machine, without any. A model that speaks OpenAI’s protocol can give a second opinion, which may raise a
                message’s level, and draft replies. It sees the messages it is asked about.
              </p>
              <ModelForm key={current.model?.url} model={current.model} />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  )
}

const FIELDS = ['cooldownHours', 'alertsForManagers'] as const

function TellingForm({ settings }: { settings: Settings }) {
  const utils = trpc.useUtils()
  const form = useForm({
    initialValues: { cooldownHours: settings.cooldownHours, alertsForManagers: settings.alertsForManagers },
  })
  const save = trpc.alerts.saveSettings.useMutation({
    onSuccess: async () => {
      told('Saved')
      await Promise.all([utils.alerts.settings.invalidate(), utils.session.invalidate()])
    },
  })
  const issues = useServerIssues(save.error, FIELDS)
  return (
    <form className="h-form" noValidate onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <NumberInput
        label="Hours until people are told again"
        description="Further messages in the same conversation are counted on its alert. They tell again when it gets worse, or after so long."
        min={0.25}
        max={168}
        step={1}
        styles={{ wrapper: { width: 120 } }}
        {...form.getInputProps('cooldownHours')}
        error={issues.field('cooldownHours')}
      />
      <Switch
        label="Managers see alerts too"
        description="Otherwise only admins do. Admins are always told."
        {...form.getInputProps('alertsForManagers', { type: 'checkbox' })}
      />
      <FormMessage>{issues.rest}</FormMessage>
      <div>
        <Submit busy={save.isPending}>Save</Submit>
      </div>
    </form>
  )
}

function ModelActs() {
  const utils = trpc.useUtils()
  const [answer, setAnswer] = useState<{ ok: boolean; words: string } | null>(null)
  const test = trpc.alerts.tryModel.useMutation({
    onSuccess: setAnswer,
    onError: (error) => failed('The model could not be tried', error),
  })
  const remove = trpc.alerts.saveSettings.useMutation({
    onSuccess: async () => {
      told('No model is asked any more')
      await utils.alerts.settings.invalidate()
    },
    onError: (error) => failed('The model is still in use', error),
  })
  const ask = async () => {
    const sure = await confirm({
      title: 'Stop asking the model?',
      body: 'Its address and key are forgotten. Messages are still read on this machine.',
      act: 'Stop asking',
      danger: true,
    })
    if (sure) remove.mutate({ model: null })
  }
  return (
    <>
      {answer !== null && <Callout tone={answer.ok ? 'ok' : 'critical'}>{answer.words}</Callout>}
      <Button size="xs" variant="default" loading={test.isPending} onClick={() => test.mutate()}>
        Try it
      </Button>
      <Button size="xs" variant="subtle" color="muted" onClick={() => void ask()}>
        Stop asking…
      </Button>
    </>
  )
}
