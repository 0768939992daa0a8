import { PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { type Outputs, trpc } from '../trpc.ts'
import { FormMessage, Submit } from '../ui/form-foot.tsx'
import { useServerIssues } from '../ui/server-issues.ts'
import { told } from '../ui/toasts.tsx'

const FIELDS = ['model.url', 'model.name', 'model.key'] as const

/** Which model is asked. An empty key keeps the one that is stored, as long as the address stays the same. */
export function ModelForm({ model }: { model: Outputs['alerts']['settings']['model'] }) {
  const utils = trpc.useUtils()
  const form = useForm({
    initialValues: { url: model?.url ?? '', name: model?.name ?? '', key: '' },
    validate: {
      url: (value) =>
        /^https?:\/\/\S+$/.test(value.trim()) ? null : 'Enter the address, as in https://api.example.com/v1',
      name: (value) => (value.trim() === '' ? 'Enter the name of the model' : null),
    },
  })
  const save = trpc.alerts.saveSettings.useMutation({
    onSuccess: async () => {
      told('Saved')
      await utils.alerts.settings.invalidate()
    },
  })
  const issues = useServerIssues(save.error, FIELDS)
  const props = (field: 'url' | 'name' | 'key') => ({
    ...form.getInputProps(field),
    error: form.errors[field] ?? issues.field(`model.${field}`),
  })
  return (
    <form
      className="h-form"
      noValidate
      onSubmit={form.onSubmit(({ url, name, key }) =>
        save.mutate({ model: { url: url.trim(), name: name.trim(), ...(key.trim() !== '' && { key: key.trim() }) } }),
      )}
    >
      <TextInput
        label="Address"
        description="What stands before /chat/completions."
        placeholder="https://api.example.com/v1"
        {...props('url')}
      />
      <TextInput label="Model" autoComplete="off" {...props('name')} />
      <PasswordInput
        label="Key"
        description="Leave empty if it asks for none."
        autoComplete="new-password"
        placeholder={model?.hasKey === true ? 'Kept; enter a new one to change it' : undefined}
        {...props('key')}
      />
      <FormMessage>{issues.rest}</FormMessage>
      <div>
        <Submit busy={save.isPending}>{model === null ? 'Use this model' : 'Save'}</Submit>
      </div>
    </form>
  )
}
