import { Button, Radio } from '@mantine/core'
import { useState } from 'react'
import { ON_ENABLE, type OnEnable } from '../../shared/rules/decide.ts'
import { trpc } from '../trpc.ts'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'
import { FormMessage } from '../ui/form-foot.tsx'
import { messageOf } from '../ui/server-issues.ts'
import { Loaded } from '../ui/states.tsx'
import { told } from '../ui/toasts.tsx'
import { type Rule, targetWords } from './words.ts'

const CHOICES: Record<OnEnable, { label: string; does: string }> = {
  fire: { label: 'Escalate them', does: 'at once, up to its cap an hour; the rest goes into quarantine' },
  mark: { label: 'Mark them as handled', does: 'it acts only on what comes to match from now on' },
  quarantine: { label: 'Put them into quarantine', does: 'you release or discard each of them' },
}

type SwitchOnDialogProps = { rule: Rule; opened: boolean; onClose: () => void }

export function SwitchOnDialog({ rule, opened, onClose }: SwitchOnDialogProps) {
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={`Switch ${rule.name} on?`}
      lead={`It will escalate to ${targetWords(rule.target)} when ${rule.words}.`}
      size={520}
    >
      {opened && <SwitchOnForm rule={rule} onClose={onClose} />}
    </Dialog>
  )
}

function SwitchOnForm({ rule, onClose }: { rule: Rule; onClose: () => void }) {
  const utils = trpc.useUtils()
  const matching = trpc.rules.preview.useQuery({ conditions: rule.conditions }, { staleTime: 0 })
  const [onEnable, setOnEnable] = useState<OnEnable>('fire')
  const update = trpc.rules.update.useMutation({
    onSuccess: async () => {
      onClose()
      await utils.rules.invalidate()
      told(`${rule.name} is on`)
    },
  })
  return (
    <>
      <Loaded query={matching}>
        {({ matching: count, open }) =>
          count === 0 ? (
            <p>None of {open.toLocaleString('en')} open workflows matches now.</p>
          ) : (
            <Radio.Group
              label={`${count.toLocaleString('en')} of ${open.toLocaleString('en')} open workflows match now. What becomes of them?`}
              value={onEnable}
              onChange={(value) => setOnEnable(value as OnEnable)}
            >
              <div className="h-form" style={{ marginTop: 8 }}>
                {ON_ENABLE.map((choice) => (
                  <Radio key={choice} value={choice} label={CHOICES[choice].label} description={CHOICES[choice].does} />
                ))}
              </div>
            </Radio.Group>
          )
        }
      </Loaded>
      <FormMessage>{update.error ? messageOf(update.error) : undefined}</FormMessage>
      <DialogFoot>
        <Button variant="subtle" color="muted" onClick={onClose}>
          Cancel
        </Button>
        <Button
          loading={update.isPending}
          onClick={() => update.mutate({ id: rule.id, change: { mode: 'on', onEnable } })}
        >
          Switch on
        </Button>
      </DialogFoot>
    </>
  )
}
