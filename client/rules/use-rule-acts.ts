import { useNavigate } from '@tanstack/react-router'
import { trpc } from '../trpc.ts'
import { confirm } from '../ui/confirm.tsx'
import { failed, told } from '../ui/toasts.tsx'
import type { Rule } from './words.ts'

/** What can be done with a rule besides editing and switching it. */
export function useRuleActs() {
  const utils = trpc.useUtils()
  const navigate = useNavigate()
  const refresh = () => utils.rules.invalidate()
  const reorder = trpc.rules.reorder.useMutation({
    onSuccess: refresh,
    onError: (error) => failed('The order was not changed', error),
  })
  const duplicate = trpc.rules.duplicate.useMutation({
    onSuccess: async ({ id }) => {
      await refresh()
      told('A copy was made. It is off until you switch it on.')
      await navigate({ to: '/rules/$ruleId/edit', params: { ruleId: id } })
    },
    onError: (error) => failed('The rule was not copied', error),
  })
  const remove = trpc.rules.remove.useMutation({
    onSuccess: async (_, __) => {
      await refresh()
      told('The rule was removed')
      await navigate({ to: '/rules' })
    },
    onError: (error) => failed('The rule was not removed', error),
  })

  /** Puts the rule at `from` where the one at `to` is. */
  function move(rules: readonly Rule[], from: number, to: number): void {
    const ids = rules.map(({ id }) => id)
    const [moved] = ids.splice(from, 1)
    if (moved === undefined || to < 0 || to >= rules.length || from === to) return
    ids.splice(to, 0, moved)
    const before = rules.map(({ id }) => id)
    // At once on screen; the answer or the refusal puts it right.
    utils.rules.list.setData(
      undefined,
      (list) => list && ids.flatMap((id) => list.find((rule) => rule.id === id) ?? []),
    )
    reorder.mutate(
      { ruleIds: ids },
      {
        onSuccess: () =>
          told(`${rules[from]?.name} is now number ${to + 1}`, () => reorder.mutate({ ruleIds: before })),
        onError: () => void refresh(),
      },
    )
  }

  async function ask(rule: Rule): Promise<void> {
    const sure = await confirm({
      title: `Remove the rule ${rule.name}?`,
      body: 'It stops at once. What it escalated stays escalated, and its history stays.',
      act: 'Remove',
      danger: true,
    })
    if (sure) remove.mutate({ id: rule.id })
  }

  return { move, duplicate: (rule: Rule) => duplicate.mutate({ id: rule.id }), remove: ask }
}
