import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { DEFAULTS } from '../../shared/rules/schema.ts'
import { trpc } from '../trpc.ts'
import { Page } from '../ui/page.tsx'
import { Loaded } from '../ui/states.tsx'
import { told } from '../ui/toasts.tsx'
import { emptyRule, fromTemplate } from './rule-draft.ts'
import { RuleForm } from './rule-form.tsx'
import { useCatalogue } from './use-catalogue.ts'

const NEW = { id: null, priority: DEFAULTS.priority }
const route = getRouteApi('/shell/rules/new')

/** A new rule, empty or from a template. It starts switched off. */
export function NewRulePage() {
  const { template } = route.useSearch()
  const navigate = useNavigate()
  const utils = trpc.useUtils()
  const catalogue = useCatalogue()
  const templates = trpc.rules.templates.useQuery(undefined, { staleTime: Number.POSITIVE_INFINITY })
  const create = trpc.rules.create.useMutation({
    onSuccess: async ({ id }) => {
      await utils.rules.invalidate()
      told('The rule was made. It is off: see what it would have done, then switch it on.')
      await navigate({ to: '/rules/$ruleId', params: { ruleId: id } })
    },
  })
  return (
    <Page title="New rule">
      <Loaded query={catalogue}>
        {(fields) => (
          <Loaded query={templates}>
            {(list) => {
              const chosen = list.find(({ key }) => key === template)
              return (
                <RuleForm
                  key={template ?? 'empty'}
                  rule={NEW}
                  initial={chosen ? fromTemplate(chosen) : emptyRule()}
                  catalogue={fields}
                  onSave={(rule) => create.mutate(rule)}
                  onCancel={() => void navigate({ to: '/rules' })}
                  busy={create.isPending}
                  error={create.error}
                  save="Make the rule"
                />
              )
            }}
          </Loaded>
        )}
      </Loaded>
    </Page>
  )
}
