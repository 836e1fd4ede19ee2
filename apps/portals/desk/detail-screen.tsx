import { Tabs } from 'antd'
import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { DocumentCard, type DocumentCardProps } from '../kit/document-card.tsx'
import { type Fact, FactList } from '../kit/facts.tsx'
import { type Segment, StageRibbon } from '../kit/stage-ribbon.tsx'
import { BatchStages } from './batch-stages.tsx'

export interface DetailTab {
  readonly key: string
  readonly title: string
  /** Where this part stands, in a sentence, with the one next action. */
  readonly standing: ReactNode
  readonly content: ReactNode
}

/** Ribbon, facts, documents, the actions that the server allows; parts as tabs, the open one in the address. */
export const DetailScreen = (props: {
  readonly title: ReactNode
  /** Of a screen about one batch: the way to its other stages. */
  readonly batchId?: string
  readonly status?: ReactNode
  readonly actions?: ReactNode
  /** A refusal of an action; stands under the head, where the button was pressed. */
  readonly trouble?: ReactNode
  readonly segments?: readonly Segment[]
  readonly facts?: readonly Fact[]
  readonly documents?: readonly DocumentCardProps[]
  readonly tabs?: readonly DetailTab[]
  readonly children?: ReactNode
}) => {
  const [search, setSearch] = useSearchParams()
  const open = search.get('tab') ?? props.tabs?.[0]?.key ?? ''
  return (
    <div className="stack">
      <header className="list-head">
        <div className="row">
          <h1>{props.title}</h1>
          {props.status}
        </div>
        <div className="row">{props.actions}</div>
      </header>
      {props.batchId && <BatchStages batchId={props.batchId} />}
      {props.trouble}
      {props.segments && <StageRibbon segments={props.segments} />}
      {props.facts && (
        <section className="panel">
          <FactList facts={props.facts} />
        </section>
      )}
      {props.documents && props.documents.length > 0 && (
        <section className="stack" aria-label="文书">
          {props.documents.map((document) => (
            <DocumentCard key={document.title} {...document} />
          ))}
        </section>
      )}
      {props.tabs && (
        <Tabs
          activeKey={open}
          onChange={(tab) => setSearch({ tab })}
          items={props.tabs.map(({ key, title, standing, content }) => ({
            key,
            label: title,
            children: (
              <div className="stack">
                <p className="standing">{standing}</p>
                {content}
              </div>
            ),
          }))}
        />
      )}
      {props.children}
    </div>
  )
}
