import type { ReactNode } from 'react'
import { ClauseChips } from './clause.tsx'
import { Instant } from './moment.tsx'
import './facts.css'

export interface Fact {
  readonly label: string
  readonly value: ReactNode
  readonly clauses?: readonly string[]
}

/** Labelled values in columns that fit the width. */
export const FactList = ({ facts }: { readonly facts: readonly Fact[] }) => (
  <dl className="facts">
    {facts.map(({ label, value, clauses }) => (
      <div key={label}>
        <dt>{label}</dt>
        <dd>
          {value ?? '——'} {clauses && <ClauseChips ids={clauses} />}
        </dd>
      </div>
    ))}
  </dl>
)

export interface Happening {
  readonly id: string
  /** ISO instant. */
  readonly at: string
  readonly who: string
  readonly what: ReactNode
  readonly clauses?: readonly string[]
}

/** What happened, by whom, when, under which clause; newest where the caller puts it. */
export const Trail = ({ of }: { readonly of: readonly Happening[] }) => (
  <ol className="trail">
    {of.map(({ id, at, who, what, clauses }) => (
      <li key={id}>
        <span className="trail-when">
          <Instant at={at} />
        </span>
        <span className="trail-what">
          {what} <span className="quiet">{who}</span> {clauses && <ClauseChips ids={clauses} />}
        </span>
      </li>
    ))}
  </ol>
)
