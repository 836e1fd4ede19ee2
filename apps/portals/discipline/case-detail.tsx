import { useState } from 'react'
import { useParams } from 'react-router'
import type * as discipline from '#modules/delivery/discipline/contract.ts'
import type * as queries from '#modules/delivery/discipline/queries.contract.ts'
import { Button } from '../kit/button.tsx'
import { useCommand, useQuery } from '../kit/client.ts'
import { Dialog } from '../kit/dialog.tsx'
import { Input } from '../kit/fields.tsx'
import { Loaded, Trouble } from '../kit/loaded.tsx'
import { StatusTag } from '../kit/status-tag.tsx'
import { say } from '../kit/toast.tsx'
import { disciplineRefusals } from '../refusals/discipline.ts'
import { AmendForm, StatementForm } from './amend-form.tsx'
import { DecisionForm } from './case-decision.tsx'
import { CaseMaterial } from './case-material.tsx'
import { CaseOutcome } from './case-outcome.tsx'
import './discipline.css'
import { type Case, may, nowLocal, placeOf, toneOf } from './words.ts'

const HandoverForm = ({ of, onDone }: { readonly of: Case; readonly onDone: () => void }) => {
  const hand = useCommand<typeof discipline.recordHandover>('discipline.recordHandover')
  const [department, setDepartment] = useState('')
  const [on, setOn] = useState(nowLocal().slice(0, 10))
  const [documentNumber, setNumber] = useState('')
  const submit = async () => {
    const outcome = await hand.run({ ...placeOf(of), department, on, documentNumber })
    if (!outcome || outcome.refused) return
    say('已登记移送')
    onDone()
  }
  return (
    <div className="stack">
      <Input label="接收部门" value={department} onText={setDepartment} required />
      <Input label="移送日期" type="date" value={on} onText={setOn} required />
      <Input label="文号" value={documentNumber} onText={setNumber} required />
      <Trouble of={hand} book={disciplineRefusals} />
      <div>
        <Button busy={hand.pending} disabled={!department || !documentNumber} onClick={submit}>
          登记移送
        </Button>
      </div>
    </div>
  )
}

type Open = 'amend' | 'statement' | 'handover' | null
const titles = { amend: '补充材料', statement: '登记陈述申辩', handover: '登记移送' } as const

const Actions = ({ of, onOpen }: { readonly of: Case; readonly onOpen: (open: Open) => void }) => {
  const finalise = useCommand<typeof discipline.finaliseCase>('discipline.finaliseCase')
  return (
    <>
      {may(of, 'amend') && (
        <>
          <Button kind="plain" onClick={() => onOpen('amend')}>
            补充材料
          </Button>
          <Button kind="plain" onClick={() => onOpen('statement')}>
            登记陈述申辩
          </Button>
        </>
      )}
      {may(of, 'handOver') && (
        <Button kind="plain" onClick={() => onOpen('handover')}>
          登记移送
        </Button>
      )}
      {may(of, 'finalise') && (
        <Button busy={finalise.pending} onClick={() => finalise.run(placeOf(of))}>
          办结
        </Button>
      )}
      <Trouble of={finalise} book={disciplineRefusals} />
    </>
  )
}

const Waiting = ({ of }: { readonly of: Case }) => (
  <section className="panel stack" aria-label="处理决定">
    <h2>处理决定</h2>
    <p className="quiet">还没有决定。此类案件由{of.deciders.join('或')}作出处理决定。</p>
  </section>
)

const standingOf = ({ case: row, afterClosing, deciders }: Case): string => {
  const later = afterClosing ? '批次结束后登记的案件。' : ''
  if (row.state === 'recorded') return `${later}下一步：${deciders.join('或')}作出处理决定。`
  if (row.awaitsHandover) return `${later}下一步：移送有关部门并登记。`
  return row.state === 'in-review' ? `${later}下一步：作出复核决定。` : later
}

const Shown = ({ of }: { readonly of: Case }) => {
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  return (
    <div className="stack">
      <header className="list-head">
        <div className="row">
          <h1>违纪案件 {of.case.number}</h1>
          <StatusTag tone={toneOf(of.case.state)}>{of.case.stateTitle}</StatusTag>
        </div>
        <div className="row">
          <Actions of={of} onOpen={setOpen} />
        </div>
      </header>
      <p className="standing">{standingOf(of)}</p>
      <div className="case-halves">
        <div className="case-half">
          <CaseMaterial of={of} />
        </div>
        <div className="case-half">
          {of.decision && <CaseOutcome of={of} />}
          {!of.decision && (may(of, 'decide') ? <DecisionForm of={of} /> : <Waiting of={of} />)}
        </div>
      </div>
      <Dialog title={open ? titles[open] : ''} open={open !== null} onClose={close}>
        {open === 'amend' && <AmendForm of={of} onDone={close} />}
        {open === 'statement' && <StatementForm of={of} onDone={close} />}
        {open === 'handover' && <HandoverForm of={of} onDone={close} />}
      </Dialog>
    </div>
  )
}

export default function CaseDetail() {
  const { organisationId = '', caseId = '' } = useParams()
  const detail = useQuery<typeof queries.caseDetail>('discipline.caseDetail', { organisationId, caseId })
  return (
    <Loaded of={detail} book={disciplineRefusals}>
      {(value) => <Shown of={value} />}
    </Loaded>
  )
}
