import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'
import { Keys, useShortcut } from '../ui/keys.tsx'
import type { AlertView } from '../../shared/alerts/view.ts'
import { alertTitle } from './alert.ts'
import type { MoveAlerts } from './use-alert-acts.ts'

export type Closing = { alerts: AlertView[]; status: 'resolved' | 'false_positive' }

/** Why a message looked risky and was not; one click, and a sentence where none fits. */
const REASONS = [
  'About somebody else',
  'Already settled',
  'Quoted, not said',
  'A joke or a figure of speech',
  'A question',
]

/** Asks for notes (or the reason of a false positive) before alerts are closed. */
export function CloseDialog(props: { closing: Closing | null; onClose: () => void; move: MoveAlerts }) {
  const { closing, onClose, move } = props
  const falseAlarm = closing?.status === 'false_positive'
  const [first] = closing?.alerts ?? []
  const whose = closing?.alerts.length === 1 && first ? alertTitle(first) : `${closing?.alerts.length ?? 0} alerts`
  return (
    <Dialog
      opened={closing !== null}
      onClose={onClose}
      size={520}
      title={falseAlarm ? `False positive: ${whose}` : `Resolve ${whose}`}
      lead={
        falseAlarm
          ? 'Nobody had to be told. Your reason helps Hoist to weigh such words less.'
          : 'The next risky message in this channel raises a new alert.'
      }
    >
      {closing && (
        <CloseForm
          falseAlarm={falseAlarm}
          onClose={onClose}
          onSend={(notes) => {
            onClose()
            void move(closing.alerts, closing.status, notes)
          }}
        />
      )}
    </Dialog>
  )
}

type CloseFormProps = { falseAlarm: boolean; onClose: () => void; onSend: (notes: string) => void }

function CloseForm({ falseAlarm, onClose, onSend }: CloseFormProps) {
  const [notes, setNotes] = useState('')
  useShortcut('mod+Enter', () => onSend(notes))
  return (
    <form
      className="h-form"
      onSubmit={(event) => {
        event.preventDefault()
        onSend(notes)
      }}
    >
      {falseAlarm && (
        <div className="h-row" data-wrap style={{ gap: 8 }}>
          {REASONS.map((reason) => (
            <button
              key={reason}
              type="button"
              className="h-chip"
              aria-pressed={notes === reason}
              data-on={notes === reason || undefined}
              onClick={() => setNotes(reason)}
            >
              {reason}
            </button>
          ))}
        </div>
      )}
      <Textarea
        label={falseAlarm ? 'Reason' : 'Notes'}
        description={falseAlarm ? undefined : 'Optional: what was done, for whoever reads this later.'}
        data-autofocus
        autosize
        minRows={2}
        maxRows={8}
        maxLength={4_000}
        value={notes}
        onChange={(event) => setNotes(event.currentTarget.value)}
      />
      <DialogFoot>
        <Button variant="subtle" color="muted" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" variant="filled" rightSection={<Keys of="mod+Enter" />}>
          {falseAlarm ? 'Mark as false positive' : 'Resolve'}
        </Button>
      </DialogFoot>
    </form>
  )
}
