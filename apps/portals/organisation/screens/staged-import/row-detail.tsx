import { useEffect, useState } from 'react'
import type * as exchange from '#modules/itembank/exchange/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { ClauseChips } from '../../../kit/clause.tsx'
import { useCommand } from '../../../kit/client.ts'
import { Trouble } from '../../../kit/loaded.tsx'
import { LoadingState } from '../../../kit/states.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { say } from '../../../kit/toast.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { rowStateWords, toneOfImport } from '../import-words.ts'
import { AcceptRow } from './accept.tsx'
import { type Draft, DraftView } from './question-view.tsx'
import { ShownPictures } from './rich-parts.tsx'
import { type Point, RowEditor } from './row-editor.tsx'

type Shown = ReplyOf<typeof exchange.viewImportRow>

interface Props {
  readonly itemImportId: string
  readonly ordinal: number
  readonly points: readonly Point[]
  readonly canAmend: boolean
}

const nameOf = (points: readonly Point[], code: string) =>
  points.find((point) => point.code === code)?.name ?? ''

const Findings = ({ of }: { readonly of: Shown }) => (
  <>
    {of.problems.length > 0 && (
      <ul className="staged-problems" aria-label="本题的问题">
        {of.problems.map(({ code, sentence, remedy, clauses }) => (
          <li key={code + sentence}>
            <strong>{sentence}</strong> {remedy} <ClauseChips ids={clauses} />
          </li>
        ))}
      </ul>
    )}
    {of.losses.length > 0 && (
      <ul className="staged-losses" aria-label="不能保留的内容">
        {of.losses.map(({ what, sample }) => (
          <li key={what + sample}>
            不能保留：{what} <span className="quiet">{sample}</span>
          </li>
        ))}
      </ul>
    )}
  </>
)

interface PanesProps {
  readonly shown: Shown
  readonly draft: Draft
  readonly points: readonly Point[]
}

const Source = ({ of }: { readonly of: Shown }) => (
  <section className={of.twin ? 'staged-whole' : ''}>
    <h3>原文</h3>
    <pre className="staged-source">{of.source}</pre>
    {of.knowledge.length > 0 && <p className="quiet">文件中的知识点：{of.knowledge.join(' / ')}</p>}
  </section>
)

/** The source beside what was made of it; where it repeats another question, the two questions beside each other. */
const Panes = ({ shown, draft, points }: PanesProps) => (
  <div className="staged-panes">
    {!shown.twin && <Source of={shown} />}
    <section>
      <h3>识别结果</h3>
      <DraftView draft={draft} problems={shown.problems} pointName={nameOf(points, draft.pointCode)} />
    </section>
    {shown.twin && (
      <section>
        <h3>{shown.twin.words}</h3>
        {shown.twin.draft ? (
          <DraftView
            draft={shown.twin.draft}
            problems={[]}
            pointName={nameOf(points, shown.twin.draft.pointCode)}
          />
        ) : (
          <p className="quiet">该题已不在。</p>
        )}
      </section>
    )}
    {shown.twin && <Source of={shown} />}
  </div>
)

/** One staged question: its source beside what was made of it, and its twin where it has one. */
export const RowDetail = ({ itemImportId, ordinal, points, canAmend }: Props) => {
  const view = useCommand<typeof exchange.viewImportRow>('itembank.viewImportRow')
  const amend = useCommand<typeof exchange.amendImportRow>('itembank.amendImportRow')
  const set = useCommand<typeof exchange.setImportRows>('itembank.setImportRows')
  const [shown, setShown] = useState<Shown | null>(null)
  const [preview, setPreview] = useState<Draft | null>(null)
  const [editing, setEditing] = useState(false)
  const { run } = view
  const look = async () => {
    const outcome = await run({ itemImportId, ordinal })
    if (outcome && !outcome.refused) setShown(outcome.value)
    setPreview(null)
    setEditing(false)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: a question is looked at once when it is opened
  useEffect(() => void look(), [itemImportId, ordinal])
  const save = async (draft: Draft) => {
    const outcome = await amend.run({ itemImportId, ordinal, draft })
    if (!outcome || outcome.refused) return
    say(outcome.value.state === 'good' ? '已改正，可以导入' : '已保存，仍有问题')
    await look()
  }
  const leaveOut = async (excluded: boolean) => {
    const outcome = await set.run({ itemImportId, ordinals: [ordinal], excluded })
    if (outcome && !outcome.refused) await look()
  }
  if (!shown) return view.pending ? <LoadingState /> : <Trouble of={view} book={itembankRefusals} />
  return (
    <ShownPictures value={shown.pictures}>
      <div className="stack">
        <header className="staged-head">
          <h2>{shown.place}</h2>
          <StatusTag tone={toneOfImport(shown.state)}>{rowStateWords[shown.state]}</StatusTag>
          {canAmend && !editing && (
            <>
              <Button kind="plain" onClick={() => setEditing(true)}>
                改正本题
              </Button>
              {shown.acceptable && (
                <AcceptRow
                  {...{ itemImportId, ordinal }}
                  as={shown.acceptable}
                  accepted={shown.accepted.includes(shown.acceptable)}
                  onDone={look}
                />
              )}
              <Button kind="plain" busy={set.pending} onClick={() => leaveOut(shown.state !== 'excluded')}>
                {shown.state === 'excluded' ? '重新纳入' : '排除本题'}
              </Button>
            </>
          )}
          <span className="quiet">查看已记录</span>
        </header>
        <Findings of={shown} />
        <Trouble of={amend} book={itembankRefusals} />
        <Trouble of={set} book={itembankRefusals} />
        <div className={editing ? 'staged-working' : ''}>
          {editing && (
            <RowEditor
              key={ordinal}
              draft={shown.draft}
              problems={shown.problems}
              points={points}
              busy={amend.pending}
              onPreview={setPreview}
              onSave={save}
              onCancel={() => {
                setEditing(false)
                setPreview(null)
              }}
            />
          )}
          <Panes shown={shown} draft={preview ?? shown.draft} points={points} />
        </div>
      </div>
    </ShownPictures>
  )
}
