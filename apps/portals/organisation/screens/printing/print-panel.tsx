import './printing.css'
import { useState } from 'react'
import type * as documents from '#modules/itembank/paper/documents/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { ClauseChips } from '../../../kit/clause.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { instantText } from '../../../kit/day-text.ts'
import { Confirm, Dialog } from '../../../kit/dialog.tsx'
import { DocumentCard, type DocumentState } from '../../../kit/document-card.tsx'
import { saveHanded, showHanded } from '../../../kit/handed-file.ts'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { say } from '../../../kit/toast.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { PrintForm } from './print-form.tsx'
import { TraceForm } from './trace-form.tsx'

export type Desk = ReplyOf<typeof documents.printDesk>
type Print = Desk['prints'][number]
export interface PaperKey {
  readonly subject: 'theory' | 'practical'
  readonly paperId: string
}

const states: { readonly [state: string]: DocumentState } = {
  pressing: 'pressing',
  ready: 'generated',
  deleted: 'deleted',
}

const noteOf = ({ copies, code, orderedByName, orderedAt, deleteAfter, deletedAt }: Print): string =>
  `${copies} 份，代码 ${code}；${orderedByName}于 ${instantText(orderedAt)} 印制；${
    deletedAt ? `文件于 ${instantText(deletedAt)} 删除` : `文件保留至 ${instantText(deleteAfter)}`
  }`

const PrintCard = ({ of, mayPrint }: { readonly of: Print; readonly mayPrint: boolean }) => {
  const fetch = useCommand<typeof documents.fetchPrint>('itembank.fetchPrint')
  const drop = useCommand<typeof documents.deletePrint>('itembank.deletePrint')
  const [asking, ask] = useState(false)
  const take = async (part: number, use: typeof saveHanded) => {
    const outcome = await fetch.run({ printId: of.printId, part })
    if (outcome && !outcome.refused) use(outcome.value)
  }
  const remove = async () => {
    ask(false)
    const outcome = await drop.run({ printId: of.printId })
    if (outcome && !outcome.refused) say('印制文件已删除')
  }
  const many = of.parts.length > 1
  return (
    <>
      <DocumentCard
        title={of.title}
        state={states[of.state] ?? 'draft'}
        files={[]}
        note={noteOf(of)}
        links={
          mayPrint && of.state === 'ready' ? (
            <>
              {of.parts.map(({ number, name, fetched }) => (
                <span key={number} className="row">
                  {of.format === 'pdf' && (
                    <Button kind="link" busy={fetch.pending} onClick={() => take(number, showHanded)}>
                      预览{many && ` ${number}`}
                      <span className="unseen">{name}</span>
                    </Button>
                  )}
                  <Button kind="link" busy={fetch.pending} onClick={() => take(number, saveHanded)}>
                    下载{many && ` ${number}`}
                    {fetched && '（已取）'}
                    <span className="unseen">{name}</span>
                  </Button>
                </span>
              ))}
              <Button kind="link" busy={drop.pending} onClick={() => ask(true)}>
                删除文件
              </Button>
            </>
          ) : undefined
        }
      />
      <Trouble of={fetch} book={itembankRefusals} />
      <Trouble of={drop} book={itembankRefusals} />
      <Confirm title="删除印制文件" open={asking} verb="删除" onClose={() => ask(false)} onConfirm={remove}>
        <p>删除后不能再取出，须重新印制。印制记录保留。</p>
      </Confirm>
    </>
  )
}

const Desks = ({ of, paper }: { readonly of: Desk; readonly paper: PaperKey }) => {
  const [open, setOpen] = useState<'print' | 'trace' | null>(null)
  const close = () => setOpen(null)
  return (
    <div className="stack">
      <div className="row">
        {of.mayPrint && <Button onClick={() => setOpen('print')}>印制</Button>}
        <Button kind="plain" onClick={() => setOpen('trace')}>
          查验试卷来源
        </Button>
        <ClauseChips ids={['SDS-4.2-06', 'HN-2.5-14']} />
      </div>
      {!of.mayPrint && <p className="quiet">试卷由保密管理人员印制。</p>}
      {of.prints.length === 0 ? (
        <EmptyState title="还没有印制记录" />
      ) : (
        of.prints.map((print) => <PrintCard key={print.printId} of={print} mayPrint={of.mayPrint} />)
      )}
      <Dialog title="印制" open={open === 'print'} onClose={close}>
        <PrintForm desk={of} paper={paper} onDone={close} />
      </Dialog>
      <Dialog title="查验试卷来源" open={open === 'trace'} onClose={close}>
        <TraceForm />
      </Dialog>
    </div>
  )
}

/** What of a paper can be printed, what has been, and where a copy that was found comes from. */
export const PrintPanel = ({ paper }: { readonly paper: PaperKey }) => {
  const desk = useQuery<typeof documents.printDesk>('itembank.printDesk', { ...paper })
  return (
    <Loaded of={desk} book={itembankRefusals}>
      {(value) => <Desks of={value} paper={paper} />}
    </Loaded>
  )
}
