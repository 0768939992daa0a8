import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { trpc } from '../trpc.ts'
import { Page } from '../ui/page.tsx'
import { Loaded } from '../ui/states.tsx'
import { told } from '../ui/toasts.tsx'
import { fromRule } from './rule-draft.ts'
import { RuleForm } from './rule-form.tsx'
import { useCatalogue } from './use-catalogue.ts'

const route = getRouteApi('/shell/rules/$ruleId/edit')

/** Changing a rule; its mode stays what it is. */
export function EditRulePage() {
  const { ruleId } = route.useParams()
  const navigate = useNavigate()
  const utils = trpc.useUtils()
  const catalogue = useCatalogue()
  const rule = trpc.rules.get.useQuery({ id: ruleId })
  const back = () => navigate({ to: '/rules/$ruleId', params: { ruleId } })
  const update = trpc.rules.update.useMutation({
    onSuccess: async () => {
      await utils.rules.invalidate()
      told('The rule was changed')
      await back()
    },
  })
  return (
    <Page title={rule.data ? `Change ${rule.data.name}` : 'Change a rule'}>
      <Loaded query={catalogue}>
        {(fields) => (
          <Loaded query={rule}>
            {(current) => (
              <RuleForm
                key={current.id}
                rule={current}
                initial={fromRule(current)}
                catalogue={fields}
                onSave={(change) => update.mutate({ id: ruleId, change })}
                onCancel={() => void back()}
                busy={update.isPending}
                error={update.error}
                save="Save the rule"
              />
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  )
}
