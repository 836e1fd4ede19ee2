import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'
import { useAnswer } from './client.ts'
import { Drawer } from './dialog.tsx'
import { Icon } from './icons.tsx'
import { ErrorState, LoadingState } from './states.tsx'
import './basis.css'

export interface ClauseDetail {
  readonly id: string
  /** Short name of the document, a space, its title. */
  readonly document: string
  readonly locator: string
  readonly sentence: string
  readonly parameters: readonly { readonly key: string; readonly value: string }[]
}

/** What this screen derived from the clause, such as a due date; shown in the panel above the parameters. */
export interface Derivation {
  readonly title: string
  readonly arithmetic: string
}

type Open = (ids: readonly string[], derivation?: Derivation) => void
const OpenClause = createContext<Open>(() => {})

/** Opens the panel for clauses, and what the screen derived from them. */
export const useClausePanel = (): Open => useContext(OpenClause)

const forever = { fresh: Number.POSITIVE_INFINITY }
const useClause = (id: string) => useAnswer<ClauseDetail>('clause.detail', { id }, forever)

const shortName = (clause: ClauseDetail): string => clause.document.split(' ')[0] ?? clause.document

/** Parameters that have a Chinese name; the others are for machines. */
const Parameters = ({ of }: { readonly of: ClauseDetail['parameters'] }) => {
  const named = of.filter(({ key }) => /\p{Script=Han}/u.test(key))
  if (named.length === 0) return null
  return (
    <section>
      <h3>参数</h3>
      <dl className="facts">
        {named.map(({ key, value }) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

const ClauseBody = ({ id }: { readonly id: string }) => {
  const { value: clause, fault, again } = useClause(id)
  if (fault) return <ErrorState fault={fault} again={again} />
  if (!clause) return <LoadingState />
  return (
    <>
      <p className="clause-source">
        {clause.document} · {clause.locator}
      </p>
      <blockquote>{clause.sentence}</blockquote>
      <Parameters of={clause.parameters} />
    </>
  )
}

interface Shown {
  readonly ids: readonly string[]
  readonly derivation?: Derivation | undefined
}

const ShownBody = ({ ids, derivation }: Shown) => (
  <div className="clause-body">
    {derivation && (
      <section>
        <h3>{derivation.title}</h3>
        <p className="clause-arithmetic">{derivation.arithmetic}</p>
      </section>
    )}
    {ids.map((id) => (
      <ClauseBody key={id} id={id} />
    ))}
  </div>
)

/** Holds the one side panel of the page that shows clauses. */
export const ClausePanel = ({ children }: { readonly children: ReactNode }) => {
  const [shown, setShown] = useState<Shown | null>(null)
  const open = useCallback<Open>((ids, derivation) => setShown({ ids, derivation }), [])
  const close = useCallback(() => setShown(null), [])
  return (
    <OpenClause value={open}>
      {children}
      <Drawer title="政策依据" open={shown !== null} onClose={close}>
        {shown && <ShownBody {...shown} />}
      </Drawer>
    </OpenClause>
  )
}

/** 依据: document and locator; opens the panel. Clause ids are never shown. */
export const ClauseChip = ({ id, derivation }: { readonly id: string; readonly derivation?: Derivation }) => {
  const open = useClausePanel()
  const { value } = useClause(id)
  const source = value ? `${shortName(value)} ${value.locator}` : '政策依据'
  return (
    <button
      type="button"
      className="clause-chip"
      aria-label={`依据：${source}`}
      onClick={() => open([id], derivation)}
    >
      <Icon name="book" size={13} />
      <span>{source}</span>
    </button>
  )
}

export const ClauseChips = ({ ids }: { readonly ids: readonly string[] }) =>
  ids.length === 0 ? null : (
    <span className="clause-chips">
      {ids.map((id) => (
        <ClauseChip key={id} id={id} />
      ))}
    </span>
  )
