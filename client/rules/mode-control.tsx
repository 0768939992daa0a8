import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { MODES, type Mode } from '../../shared/rules/decide.ts'
import { trpc } from '../trpc.ts'
import { failed, told } from '../ui/toasts.tsx'
import { SwitchOnDialog } from './switch-on-dialog.tsx'
import { MODE_WORDS, type Rule } from './words.ts'

/** Off, in the shadow, or on. Switching on asks first what becomes of the workflows that match already. */
export function ModeControl({ rule }: { rule: Rule }) {
  const utils = trpc.useUtils()
  const [asking, setAsking] = useState(false)
  const update = trpc.rules.update.useMutation({
    onSuccess: () => utils.rules.invalidate(),
    onError: (error) => failed(`${rule.name} was not switched`, error),
  })
  const change = (mode: Mode) => {
    if (mode === rule.mode) return
    if (mode === 'on') return setAsking(true)
    const before = rule.mode
    update.mutate(
      { id: rule.id, change: { mode } },
      {
        onSuccess: () =>
          told(
            `${rule.name}: ${MODE_WORDS[mode].label.toLowerCase()}`,
            before === 'on' ? undefined : () => update.mutate({ id: rule.id, change: { mode: before } }),
          ),
      },
    )
  }
  return (
    <>
      <SegmentedControl
        aria-label="Mode of the rule"
        value={rule.mode}
        disabled={update.isPending}
        onChange={(mode) => change(mode as Mode)}
        data={MODES.map((mode) => ({ value: mode, label: MODE_WORDS[mode].label }))}
      />
      <SwitchOnDialog rule={rule} opened={asking} onClose={() => setAsking(false)} />
    </>
  )
}
