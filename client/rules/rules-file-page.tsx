import { Button, FileButton } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type Outputs, trpc } from '../trpc.ts'
import { Page, Section } from '../ui/page.tsx'
import { messageOf, refusalOf } from '../ui/server-issues.ts'
import { SkeletonLines } from '../ui/states.tsx'
import { Callout, Tag } from '../ui/tag.tsx'
import { failed, told } from '../ui/toasts.tsx'
import { type ReadFile, readRulesFile } from './read-rules-file.ts'
import './rules.css'
import { targetWords } from './words.ts'

/** A file of rules: what it would add, or every mistake in it by path; then all of it, or nothing. */
export function RulesFilePage() {
  const [file, setFile] = useState<ReadFile | null>(null)
  const preview = trpc.rules.previewFile.useMutation()
  const take = async (chosen: File | null) => {
    if (chosen === null) return
    preview.reset()
    const read = await readRulesFile(chosen)
    setFile(read)
    // What is wrong with it is for the server to say.
    if (read.content !== null) preview.mutate(read.content as never)
  }
  const wrong = file?.problem ?? (preview.error === null ? null : messageOf(preview.error))
  return (
    <Page title="Import rules">
      <div className="h-page-narrow">
        <p className="h-dim" style={{ marginBottom: 16 }}>
          Reads a file that “Export as a file” wrote, here or in another Hoist. Its rules are added at the places that
          their priorities give them, and are off until you switch them on. Nothing is added before you have seen it.
        </p>
        <div className="h-row" data-wrap style={{ marginBottom: 20 }}>
          <FileButton
            accept="application/json,.json"
            inputProps={{ 'aria-label': 'File of rules' }}
            onChange={(chosen) => void take(chosen)}
          >
            {(props) => (
              <Button {...props} variant={file === null ? 'filled' : 'default'}>
                {file === null ? 'Choose a file' : 'Choose another file'}
              </Button>
            )}
          </FileButton>
          {file !== null && <span className="h-dim h-cut">{file.name}</span>}
          <a href="/api/rules/file/schema" target="_blank" rel="noreferrer">
            The schema of such a file
          </a>
        </div>
        {preview.isPending && <SkeletonLines />}
        {wrong !== null && <Mistakes message={wrong} issues={refusalOf(preview.error).issues} file={file} />}
        {preview.data && file?.content != null && <WouldAdd rules={preview.data} content={file.content} />}
      </div>
    </Page>
  )
}

type Issues = ReturnType<typeof refusalOf>['issues']

function Mistakes({ message, issues, file }: { message: string; issues: Issues; file: ReadFile | null }) {
  return (
    <div role="alert">
      <Callout tone="critical">{issues.length === 0 ? message : 'Nothing can be added until this is mended:'}</Callout>
      <ul className="h-rules">
        {issues.map(({ path, message: what }) => (
          <li key={`${path.join('.')} ${what}`} className="h-file-mistake">
            <code>{path.join('.')}</code>
            <span>
              {what}
              {file?.nameAt(path) && <span className="h-dim"> · in “{file.nameAt(path)}”</span>}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

type Preview = Outputs['rules']['previewFile']

function WouldAdd({ rules, content }: { rules: Preview; content: unknown }) {
  const utils = trpc.useUtils()
  const navigate = useNavigate()
  const words = `${rules.length} ${rules.length === 1 ? 'rule' : 'rules'}`
  const add = trpc.rules.importFile.useMutation({
    onSuccess: async ({ ids }) => {
      await utils.rules.invalidate()
      told(`${ids.length} ${ids.length === 1 ? 'rule was' : 'rules were'} added, switched off`)
      await navigate({ to: '/rules' })
    },
    onError: (error) => failed('Nothing was added', error),
  })
  if (rules.length === 0) return <Callout tone="high">This file holds no rules.</Callout>
  return (
    <Section
      title={`Would be added: ${words}`}
      acts={
        <Button loading={add.isPending} onClick={() => add.mutate(content as never)}>
          Add {words}
        </Button>
      }
    >
      <ol className="h-rules">
        {rules.map(({ name, words: condition, target, isHere }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a file may name two rules alike, and never changes
          <li key={at} className="h-rule-row" data-still>
            <div className="h-grow">
              <div className="h-row" data-wrap>
                <span className="h-rule-name">{name}</span>
                {isHere && <Tag tone="high">a rule of this name is here already</Tag>}
              </div>
              <p className="h-rule-words">
                When {condition}, escalate to <b>{targetWords(target)}</b>
              </p>
            </div>
          </li>
        ))}
      </ol>
    </Section>
  )
}
