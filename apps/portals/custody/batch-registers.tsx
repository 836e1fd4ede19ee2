import './custody.css'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
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
import { Materials } from './batch-materials.tsx'

type Reply = ReplyOf<typeof registers.batchRegisters>
type Loan = Reply['loans'][number]

const HandOut = ({
  batchId,
  of,
  onDone,
}: {
  readonly batchId: string
  readonly of: Reply
  readonly onDone: () => void
}) => {
  const hand = useCommand<typeof registers.handOutDocument>('itembank.handOutDocument')
  const [item, setItem] = useState('')
  const [quantity, setQuantity] = useState('1')
  const [outTo, setTo] = useState('')
  const go = async () => {
    const outcome = await hand.run({ batchId, item, quantity: Number(quantity), outTo })
    if (!outcome || outcome.refused) return
    say('已登记交出')
    onDone()
  }
  return (
    <div className="stack">
      {of.documents.length > 0 ? (
        <Select
          label="材料"
          value={item}
          onText={setItem}
          choices={of.documents.map((name) => ({ value: name, label: name }))}
          required
        />
      ) : (
        <Input label="材料" value={item} onText={setItem} error={fieldError(hand.refusal, 'item')} required />
      )}
      <Input
        label="份数"
        type="number"
        inputMode="numeric"
        min={1}
        value={quantity}
        onText={setQuantity}
        required
      />
      <Input label="交给" value={outTo} onText={setTo} required />
      <div>
        <Button busy={hand.pending} disabled={item.length < 2 || outTo.length < 2} onClick={go}>
          登记交出
        </Button>
      </div>
      <Trouble of={hand} book={itembankRefusals} />
    </div>
  )
}

const TakeBack = ({ of, onDone }: { readonly of: Loan; readonly onDone: () => void }) => {
  const take = useCommand<typeof registers.takeBackDocument>('itembank.takeBackDocument')
  const [backBy, setBy] = useState(of.outTo)
  const [quantity, setQuantity] = useState(String(of.quantity))
  const go = async () => {
    const { loanId, version } = of
    const outcome = await take.run({ loanId, version, backBy, quantity: Number(quantity) })
    if (!outcome || outcome.refused) return
    say(outcome.value.complete ? '已收回' : '已收回，份数与交出时不同')
    onDone()
  }
  return (
    <div className="stack">
      <p>
        {of.item}，{of.quantity}份，交给{of.outTo}
      </p>
      <Input label="交回人" value={backBy} onText={setBy} required />
      <Input
        label="收回份数"
        type="number"
        inputMode="numeric"
        min={0}
        value={quantity}
        onText={setQuantity}
        required
      />
      <div>
        <Button busy={take.pending} disabled={backBy.length < 2} onClick={go}>
          登记收回
        </Button>
      </div>
      <Trouble of={take} book={itembankRefusals} />
    </div>
  )
}

const Loans = ({ of, onBack }: { readonly of: Reply; readonly onBack: (loan: Loan) => void }) =>
  of.loans.length === 0 ? (
    <p className="quiet">还没有交出的材料。</p>
  ) : (
    <div className="register-scroll">
      <table className="register-table">
        <thead>
          <tr>
            {['材料', '份数', '交出', '收回'].map((title) => (
              <th key={title}>{title}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {of.loans.map((loan) => (
            <tr key={loan.loanId}>
              <td>{loan.item}</td>
              <td>{loan.quantity}</td>
              <td>
                <Instant at={loan.outAt} /> {loan.outBy} → {loan.outTo}
              </td>
              <td>
                {loan.backAt ? (
                  <>
                    <Instant at={loan.backAt} /> {loan.backBy} → {loan.backTo}，{loan.backQuantity}份
                  </>
                ) : (
                  <Button kind="plain" onClick={() => onBack(loan)}>
                    登记收回
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )

const Registers = ({ batchId, of }: { readonly batchId: string; readonly of: Reply }) => {
  const [open, setOpen] = useState<'out' | Loan | null>(null)
  const close = () => setOpen(null)
  return (
    <>
      <section className="panel stack">
        <div className="list-head">
          <h2>
            登分期间的材料 <ClauseChips ids={of.documentClauses} />
          </h2>
          <Button onClick={() => setOpen('out')}>登记交出</Button>
        </div>
        <Loans of={of} onBack={setOpen} />
      </section>
      <Materials batchId={batchId} of={of} />
      <Dialog title="登记交出" open={open === 'out'} onClose={close}>
        <HandOut batchId={batchId} of={of} onDone={close} />
      </Dialog>
      <Dialog title="登记收回" open={open !== null && open !== 'out'} onClose={close}>
        {open !== null && open !== 'out' && <TakeBack of={open} onDone={close} />}
      </Dialog>
    </>
  )
}

const OfBatch = ({ batchId }: { readonly batchId: string }) => {
  const value = useQuery<typeof registers.batchRegisters>('itembank.batchRegisters', { batchId })
  return (
    <Loaded of={value} book={itembankRefusals}>
      {(shown) => <Registers batchId={batchId} of={shown} />}
    </Loaded>
  )
}

const Shown = () => {
  const [search, setSearch] = useSearchParams()
  const batches = useQuery<typeof registers.registerBatches>('itembank.registerBatches', {})
  return (
    <div className="stack">
      <header className="list-head">
        <h1>登分与考后材料</h1>
      </header>
      <Loaded of={batches} book={itembankRefusals}>
        {({ rows }) => {
          const batchId = search.get('batchId') ?? rows[0]?.batchId
          if (!batchId) return <EmptyState title="还没有已编排理论考试的批次" />
          return (
            <>
              <Select
                label="批次"
                value={batchId}
                onText={(chosen) => setSearch({ batchId: chosen })}
                choices={rows.map(({ batchId: value, name }) => ({ value, label: name }))}
              />
              <OfBatch key={batchId} batchId={batchId} />
            </>
          )
        }}
      </Loaded>
    </div>
  )
}

export default function BatchRegisters() {
  return (
    <UndertakingGate>
      <Shown />
    </UndertakingGate>
  )
}
