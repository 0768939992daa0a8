import type { ReactNode } from 'react'

function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      width="18"
      height="18"
      viewBox="0 0 18 18"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  )
}

export const QueueIcon = () => (
  <Icon>
    <path d="M3 5h12M3 9h12M3 13h7" />
  </Icon>
)

export const EscalatedIcon = () => (
  <Icon>
    <path d="M9 15V4M4.5 8.5 9 4l4.5 4.5" />
  </Icon>
)

export const WorkflowsIcon = () => (
  <Icon>
    <rect x="3" y="3" width="5" height="5" rx="1" />
    <rect x="10" y="10" width="5" height="5" rx="1" />
    <path d="M8 5.5h3.5A1 1 0 0 1 12.500 6.500V10" />
  </Icon>
)

export const CustomersIcon = () => (
  <Icon>
    <circle cx="9" cy="6" r="3" />
    <path d="M3.500 15a5.500 5.500 0 0 1 11 0" />
  </Icon>
)

export const MoreIcon = () => (
  <Icon>
    <path d="M4 9h.01M9 9h.01M14 9h.01" strokeWidth="2.4" />
  </Icon>
)
