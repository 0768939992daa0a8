import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'
import '../layout/layout.css'
import './auth.css'

/** The page before anybody is signed in: the name, one question, nothing else. */
export function AuthFrame({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  useDocumentTitle(`${title} · Hoist`)
  return (
    <main className="h-auth">
      <div className="h-auth-card">
        <div className="h-auth-brand">
          <span className="h-logo" aria-hidden>
            H
          </span>
          Hoist
        </div>
        <h1>{title}</h1>
        {lead !== undefined && (
          <p className="h-dim" style={{ marginTop: 8 }}>
            {lead}
          </p>
        )}
        {children}
      </div>
    </main>
  )
}
