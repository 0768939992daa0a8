import { Button, Radio, Textarea } from '@mantine/core'
import { useState } from 'react'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'

type DeEscalateDialogProps = {
  opened: boolean
  onClose: () => void
  /** Whom it goes back to; null where nobody had it. */
  returnsTo: string | null
  onConfirm: (outcome: 'helped' | 'not_needed', reason: string) => void
}

/** Ends an escalation and asks whether it helped: what was not needed counts as a false escalation. */
export function DeEscalateDialog({ opened, onClose, returnsTo, onConfirm }: DeEscalateDialogProps) {
  const [outcome, setOutcome] = useState<'helped' | 'not_needed' | null>(null)
  const [reason, setReason] = useState('')
  const lead = returnsTo === null ? 'The escalation ends; nobody had it before.' : `It goes back to ${returnsTo}.`
  return (
    <Dialog opened={opened} onClose={onClose} title="De-escalate" lead={lead} size={480}>
      <form
        style={{ display: 'grid', gap: 16 }}
        onSubmit={(event) => {
          event.preventDefault()
          if (outcome === null) return
          onConfirm(outcome, reason)
          onClose()
        }}
      >
        <Radio.Group
          label="Did the escalation help?"
          withAsterisk
          value={outcome}
          onChange={(value) => setOutcome(value as 'helped')}
        >
          <div style={{ display: 'grid', gap: 8, marginTop: 8 }}>
            <Radio value="helped" label="Yes, it helped" />
            <Radio
              value="not_needed"
              label="It was not needed"
              description="Counts as a false escalation in the analytics."
            />
          </div>
        </Radio.Group>
        <Textarea
          label="Note (optional)"
          autosize
          minRows={2}
          maxLength={2_000}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <DialogFoot>
          <Button variant="subtle" color="muted" onClick={onClose}>
            Keep it escalated
          </Button>
          <Button type="submit" disabled={outcome === null}>
            De-escalate
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}
