import './custody.css'
import { useState } from 'react'
import type * as registers from '#modules/itembank/custody/register.contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../kit/button.tsx'
import { ClauseChips } from '../kit/clause.tsx'
import { useCommand, useQuery } from '../kit/client.ts'
import { Dialog } from '../kit/dialog.tsx'
import { fieldError, Input, Select } from '../kit/fields.tsx'
import { Loaded, Trouble } from '../kit/loaded.tsx'
import { Instant } from '../kit/moment.tsx'
import { EmptyState } from '../kit/states.tsx'
import { say } from '../kit/toast.tsx'
import { UndertakingGate } from '../organisation/screens/undertaking-gate.tsx'
import { itembankRefusals } from '../refusals/itembank.ts'

type Reply = ReplyOf<typeof registers.mediaRegister>
type Medium = Reply['rows'][number]

const contentOf = (title: string) => `${title} 密封试卷包`

interface RegisterProps {
  readonly papers: Reply['papersWithout']
  readonly onDone: () => void
}

const RegisterForm = ({ papers, onDone }: RegisterProps) => {
  const register = useCommand<typeof registers.registerMediumCommand>('itembank.registerMedium')
  const [number, setNumber] = useState('')
  const [paperId, setPaper] = useState(papers[0]?.paperId ?? '')
  const [content, setContent] = useState(papers[0] ? contentOf(papers[0].title) : '')
  const [place, setPlace] = useState('')
  const [keeper, setKeeper] = useState('')
  const go = async () => {
    const links = { ...(number && { number }), ...(paperId && { paperId }) }
    const outcome = await register.run({ content, place, keeper, ...links })
    if (!outcome || outcome.refused) return
    say(`已登记，编号${outcome.value.number}`)
    onDone()
  }
  const pick = (id: string) => {
    setPaper(id)
    const paper = papers.find((one) => one.paperId === id)
    if (paper) setContent(contentOf(paper.title))
  }
  return (
    <div className="stack">
      {papers.length > 0 && (
        <Select
          label="存有的试卷"
          value={paperId}
          onText={pick}
          hint="已密封、尚未登记载体的试卷；存放其他内容的留空"
          choices={papers.map((one) => ({ value: one.paperId, label: one.title }))}
        />
      )}
      <Input
        label="载体编号"
        value={number}
        onText={setNumber}
        error={fieldError(register.refusal, 'number')}
        hint="留空由系统编号"
      />
      <Input label="内容" value={content} onText={setContent} required />
      <Input label="存放地点" value={place} onText={setPlace} required />
      <Input label="保管人" value={keeper} onText={setKeeper} required />
      <div>
        <Button
          busy={register.pending}
          disabled={[content, place, keeper].some((text) => text.length < 2)}
          onClick={go}
        >
          登记
        </Button>
      </div>
      <Trouble of={register} book={itembankRefusals} />
    </div>
  )
}

const RemoveForm = ({ of, onDone }: { readonly of: Medium; readonly onDone: () => void }) => {
  const remove = useCommand<typeof registers.removeMedium>('itembank.removeMedium')
  const [reason, setReason] = useState('')
  const go = async () => {
    const outcome = await remove.run({ mediumId: of.mediumId, version: of.version, reason })
    if (!outcome || outcome.refused) return
    say('已注销')
    onDone()
  }
  return (
    <div className="stack">
      <p>
        注销载体{of.number}（{of.content}）。登记记录保留。
      </p>
      <Input label="注销原因和去向" value={reason} onText={setReason} required />
      <div>
        <Button kind="danger" busy={remove.pending} disabled={reason.length < 2} onClick={go}>
          注销
        </Button>
      </div>
      <Trouble of={remove} book={itembankRefusals} />
    </div>
  )
}

const Table = ({ of, onRemove }: { readonly of: Reply; readonly onRemove: (medium: Medium) => void }) => (
  <div className="panel register-scroll">
    <table className="register-table">
      <thead>
        <tr>
          {['载体编号', '内容', '存放地点', '保管人', '登记', '状态'].map((title) => (
            <th key={title}>{title}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {of.rows.map((row) => (
          <tr key={row.mediumId}>
            <td>{row.number}</td>
            <td>
              {row.content}
              {row.paperTitle && !row.content.includes(row.paperTitle) && (
                <span className="quiet">（试卷：{row.paperTitle}）</span>
              )}
            </td>
            <td>{row.place}</td>
            <td>{row.keeper}</td>
            <td>
              <Instant at={row.registeredAt} /> {row.registeredBy}
            </td>
            <td>
              {row.removedAt ? (
                <>
                  已注销：{row.removedReason} <Instant at={row.removedAt} />
                </>
              ) : (
                of.mayRegister && (
                  <Button kind="link" onClick={() => onRemove(row)}>
                    注销
                  </Button>
                )
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

const Media = ({ of }: { readonly of: Reply }) => {
  const [open, setOpen] = useState<'register' | Medium | null>(null)
  const close = () => setOpen(null)
  return (
    <div className="stack">
      <header className="list-head">
        <h1>载体登记</h1>
        {of.mayRegister && <Button onClick={() => setOpen('register')}>登记载体</Button>}
      </header>
      <p className="standing">
        存有试题、试卷的载体逐个登记存放地点和保管人；试卷包的载体未登记的，不能下发。{' '}
        <ClauseChips ids={['SDS-4.2-08', 'SDE-4.5-30']} />
      </p>
      {of.papersWithout.length > 0 && (
        <p role="status" className="custody-gap">
          尚未登记载体、不能下发的试卷：{of.papersWithout.map(({ title }) => title).join('、')}
        </p>
      )}
      {of.rows.length === 0 ? (
        <EmptyState title="还没有登记载体；试卷密封后自动登记" />
      ) : (
        <Table of={of} onRemove={setOpen} />
      )}
      <Dialog title="登记载体" open={open === 'register'} onClose={close}>
        {open === 'register' && <RegisterForm papers={of.papersWithout} onDone={close} />}
      </Dialog>
      <Dialog title="注销载体" open={open !== null && open !== 'register'} onClose={close}>
        {open !== null && open !== 'register' && <RemoveForm of={open} onDone={close} />}
      </Dialog>
    </div>
  )
}

const Shown = () => {
  const media = useQuery<typeof registers.mediaRegister>('itembank.media', {})
  return (
    <Loaded of={media} book={itembankRefusals}>
      {(value) => <Media of={value} />}
    </Loaded>
  )
}

export default function MediaScreen() {
  return (
    <UndertakingGate>
      <Shown />
    </UndertakingGate>
  )
}
