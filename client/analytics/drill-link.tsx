import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Drill } from './search.ts'

const route = getRouteApi('/shell/analytics')

type DrillLinkProps = {
  drill: Drill
  children: ReactNode
  className?: string
  /** Said instead of the content, where that is no words. */
  label?: string
  title?: string
  tabIndex?: number
  /** Which cell of a grid it is. */
  cell?: string
}

/** Leads to the list of what is counted here: the filters of the page and what this part of it stands for. */
export function DrillLink({ drill, children, className = 'h-drill', label, cell, ...rest }: DrillLinkProps) {
  const { compare: _, ...search } = route.useSearch()
  return (
    <Link
      to="/analytics/escalations"
      search={{ ...search, ...drill }}
      preload={false}
      className={className}
      aria-label={label}
      data-cell={cell}
      {...rest}
    >
      {children}
    </Link>
  )
}
