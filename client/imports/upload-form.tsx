import { Button, Progress, SegmentedControl } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type DragEvent, useRef, useState } from 'react'
import { IMPORT_KINDS, ImportKind, MAX_IMPORT_BYTES } from '../../shared/imports/schema.ts'
import { FormMessage } from '../ui/form-foot.tsx'
import { messageOf } from '../ui/server-issues.ts'
import './imports.css'
import { uploadFile } from './upload.ts'
import { KIND_WORDS } from './words.ts'

type UploadFormProps = { kind: ImportKind; onKind: (kind: ImportKind) => void; onUploaded: (importId: string) => void }

/** What the file holds, and the file. Nothing is read before its preview. */
export function UploadForm({ kind, onKind, onUploaded }: UploadFormProps) {
  const [over, setOver] = useState(false)
  const [progress, setProgress] = useState(0)
  const input = useRef<HTMLInputElement>(null)
  const upload = useMutation({
    mutationFn: (file: File) => {
      if (file.size === 0) return Promise.reject({ code: 'bad_request', message: `${file.name} is empty` })
      if (file.size > MAX_IMPORT_BYTES) {
        return Promise.reject({
          code: 'too_large',
          message: 'A file may have at most 256 MB. Split it and import the parts.',
        })
      }
      setProgress(0)
      return uploadFile(kind, file, setProgress)
    },
    onSuccess: onUploaded,
  })
  const take = (files: FileList | null) => {
    const file = files?.[0]
    if (file !== undefined) upload.mutate(file)
  }
  const drag = (isOver: boolean) => (event: DragEvent) => {
    event.preventDefault()
    setOver(isOver)
  }
  return (
    <section aria-label="New import">
      <SegmentedControl
        mb={8}
        className="h-kinds"
        aria-label="What does the file hold?"
        value={kind}
        onChange={(chosen) => onKind(ImportKind.parse(chosen))}
        data={IMPORT_KINDS.map((each) => ({ value: each, label: KIND_WORDS[each].label }))}
      />
      <p className="h-dim" style={{ marginBottom: 16 }}>
        {KIND_WORDS[kind].holds}
      </p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut for the button inside */}
      <div
        className="h-drop"
        data-over={over || undefined}
        onDragOver={drag(true)}
        onDragLeave={drag(false)}
        onDrop={(event) => {
          drag(false)(event)
          take(event.dataTransfer.files)
        }}
      >
        {upload.isPending ? (
          <>
            <p>Sending the file…</p>
            <Progress value={progress * 100} w={240} aria-label="Upload" />
          </>
        ) : (
          <>
            <p>
              Drop a CSV or NDJSON file of {kind} here, or{' '}
              <Button size="compact-sm" variant="default" onClick={() => input.current?.click()}>
                choose one
              </Button>
            </p>
            <p className="h-faint h-small">Nothing goes in yet: you see first what would happen.</p>
          </>
        )}
        <input
          ref={input}
          type="file"
          tabIndex={-1}
          aria-label={`File of ${kind}`}
          accept=".csv,.tsv,.txt,.ndjson,.jsonl,.json,text/csv"
          onChange={(event) => {
            take(event.currentTarget.files)
            event.currentTarget.value = ''
          }}
        />
      </div>
      <FormMessage>{upload.error && messageOf(upload.error)}</FormMessage>
    </section>
  )
}
