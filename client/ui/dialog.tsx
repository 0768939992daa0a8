import { CloseButton, Modal } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { Keys } from './keys.tsx'
import './parts.css'

type DialogProps = {
  opened: boolean
  onClose: () => void
  title: string
  /** One sentence under the title: what this does. */
  lead?: ReactNode
  size?: number
  children: ReactNode
}

/** The one dialog: title, a sentence, the content. Esc closes it, focus stays inside and goes back after. */
export function Dialog({ opened, onClose, title, lead, size = 620, children }: DialogProps) {
  const phone = useMediaQuery('(max-width: 48em)') ?? false
  return (
    <Modal.Root
      centered={!phone}
      opened={opened}
      onClose={onClose}
      size={size}
      fullScreen={phone}
      radius={phone ? 0 : 'lg'}
    >
      <Modal.Overlay color="var(--h-veil)" backgroundOpacity={1} style={{ background: 'var(--h-veil)' }} />
      <Modal.Content style={{ boxShadow: 'var(--h-shadow)' }}>
        <Modal.Body p={phone ? 16 : 24}>
          <div className="h-row" style={{ alignItems: 'flex-start' }}>
            <Modal.Title fz={18} fw={600} lh={1.3} component="h2" className="h-grow">
              {title}
            </Modal.Title>
            {phone ? <CloseButton aria-label="Close" onClick={onClose} /> : <Keys of="Esc" />}
          </div>
          {lead !== undefined && (
            <p className="h-dim" style={{ marginTop: 4 }}>
              {lead}
            </p>
          )}
          <div style={{ marginTop: 16 }}>{children}</div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

/** The foot of a dialog or form: what is to be said on the left, the acts on the right. */
export function DialogFoot({ say, children }: { say?: ReactNode; children: ReactNode }) {
  return (
    <div className="h-dialog-foot">
      <span className="h-grow h-dim">{say}</span>
      {children}
    </div>
  )
}
