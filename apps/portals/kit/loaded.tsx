import type { ReactNode } from 'react'
import type { QueryState, Troubled } from './client.ts'
import { RefusalCard } from './refusal-card.tsx'
import type { RefusalBook } from './refusals.ts'
import { ErrorState, LoadingState } from './states.tsx'

/** Shows why a command was refused or failed; nothing while all is well. */
export const Trouble = ({ of, book }: { readonly of: Troubled; readonly book?: RefusalBook }) => {
  if (of.refusal) return <RefusalCard refusal={of.refusal} {...(book && { book })} />
  return of.fault ? <ErrorState fault={of.fault} /> : null
}

/** Shows a query: loading, fault, refusal, or what `children` makes of its value. */
export const Loaded = <T,>(props: {
  readonly of: QueryState<T>
  readonly book?: RefusalBook
  readonly lines?: number
  readonly children: (value: T) => ReactNode
}) => {
  const { of, lines } = props
  if (of.value !== undefined) return props.children(of.value)
  if (of.fault) return <ErrorState fault={of.fault} again={of.again} />
  if (of.refusal) return <Trouble of={of} {...(props.book && { book: props.book })} />
  return <LoadingState {...(lines && { lines })} />
}
