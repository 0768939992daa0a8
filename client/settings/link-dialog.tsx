import { Button } from '@mantine/core'
import { CopyLine } from '../ui/copy-line.tsx'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'

export type MadeLink = { name: string; invited: boolean; link: string }

/** A one-time link, shown once: whoever has it can sign in as that person. */
export function LinkDialog({ link, onClose }: { link: MadeLink | null; onClose: () => void }) {
  return (
    <Dialog
      opened={link !== null}
      onClose={onClose}
      title={link?.invited === false ? 'Password link' : 'Invitation'}
      lead={
        link &&
        (link.invited
          ? `Send this link to ${link.name}. It works once and is shown only now.`
          : `With this link ${link.name} chooses a new password. It works once and is shown only now.`)
      }
    >
      {link && <CopyLine value={link.link} label="Copy the link" />}
      <DialogFoot>
        <Button onClick={onClose}>Done</Button>
      </DialogFoot>
    </Dialog>
  )
}
