import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react'
import { useAnswer } from './client.ts'
import { Drawer } from './dialog.tsx'
import { Icon } from './icons.tsx'
import { Loaded } from './loaded.tsx'
import './basis.css'

export interface ClauseDetail {
  readonly id: string
  /** Short name of the document. */
  readonly document: string
  readonly locator: string
  readonly sentence: string
  readonly parameters: string | { readonly [name: string]: unknown } | null
}

/** What this screen derived from the clause, such as a due date; shown in the panel above the parameters. */
export interface Derivation {
  readonly title: string
  readonly arithmetic: string
}

type Open = (id: string, derivation?: Derivation) => void
const OpenClause = createContext<Open>(() => {})

/** Opens the panel for a clause. */
export const useClausePanel = (): Open => useContext(OpenClause)

const forever = { fresh: Number.POSITIVE_INFINITY }
const useClause = (id: string) => useAnswer<ClauseDetail>('clause.detail', { id }, forever)

const textOf = (value: unknown): string => (Array.isArray(value) ? value.join('、') : String(value))

const Parameters = ({ of }: { readonly of: ClauseDetail['parameters'] }) => {
  if (!of || (typeof of === 'object' && Object.keys(of).length === 0)) return null
  return (
    <section>
      <h3>参数</h3>
      {typeof of === 'string' ? (
        <p>{of}</p>
      ) : (
        <dl className="facts">
          {Object.entries(of).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{textOf(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}

const ClauseBody = ({ id, derivation }: { readonly id: string; readonly derivation?: Derivation }) => (
  <Loaded of={useClause(id)}>
    {(clause) => (
      <div className="clause-body">
        <p className="clause-source">
          {clause.document} · {clause.locator}
        </p>
        <blockquote>{clause.sentence}</blockquote>
        {derivation && (
          <section>
            <h3>{derivation.title}</h3>
            <p className="clause-arithmetic">{derivation.arithmetic}</p>
          </section>
        )}
        <Parameters of={clause.parameters} />
      </div>
    )}
  </Loaded>
)

/** Holds the one side panel of the page that shows clauses. */
export const ClausePanel = ({ children }: { readonly children: ReactNode }) => {
  const [shown, setShown] = useState<{ id: string; derivation?: Derivation } | null>(null)
  const open = useCallback<Open>((id, derivation) => setShown(derivation ? { id, derivation } : { id }), [])
  const close = useCallback(() => setShown(null), [])
  const panel = useMemo(
    () => shown && <ClauseBody id={shown.id} {...(shown.derivation && { derivation: shown.derivation })} />,
    [shown],
  )
  return (
    <OpenClause value={open}>
      {children}
      <Drawer title="政策依据" open={shown !== null} onClose={close}>
        {panel}
      </Drawer>
    </OpenClause>
  )
}

/** 依据: document and locator; opens the panel. Clause ids are never shown. */
export const ClauseChip = ({ id, derivation }: { readonly id: string; readonly derivation?: Derivation }) => {
  const open = useClausePanel()
  const { value } = useClause(id)
  const source = value ? `${value.document} ${value.locator}` : '政策依据'
  return (
    <button
      type="button"
      className="clause-chip"
      aria-label={`依据：${source}`}
      onClick={() => open(id, derivation)}
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
