import './custody.css'
import { useState } from 'react'
import type * as registers from '#modules/itembank/custody/register.contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../kit/button.tsx'
import { ClauseChips } from '../kit/clause.tsx'
import { useCommand } from '../kit/client.ts'
import { Input } from '../kit/fields.tsx'
import { Trouble } from '../kit/loaded.tsx'
import { Instant } from '../kit/moment.tsx'
import { say } from '../kit/toast.tsx'
import { itembankRefusals } from '../refusals/itembank.ts'

type Reply = ReplyOf<typeof registers.batchRegisters>
type Material = Reply['materials'][number]

const MaterialLine = ({ batchId, of }: { readonly batchId: string; readonly of: Material }) => {
  const record = useCommand<typeof registers.recordMaterial>('itembank.recordMaterial')
  const [quantity, setQuantity] = useState(String(of.quantity ?? ''))
  const { next } = of
  const go = async () => {
    if (!next) return
    const outcome = await record.run({ batchId, item: of.item, quantity: Number(quantity), step: next.step })
    if (outcome && !outcome.refused) say(`已登记${next.name}`)
  }
  return (
    <li className="panel stack">
      <strong>
        {of.item}
        {of.quantity !== null && `，${of.quantity}份`}
      </strong>
      {of.stamps.map(({ step, name, by, at }) => (
        <span key={step} className="quiet">
          {name}：{by}，<Instant at={at} />
        </span>
      ))}
      {next && (
        <>
          <Input
            label="份数"
            type="number"
            inputMode="numeric"
            min={0}
            value={quantity}
            onText={setQuantity}
            required
          />
          <div>
            <Button kind="plain" busy={record.pending} disabled={quantity === ''} onClick={go}>
              {next.name}
            </Button>
          </div>
        </>
      )}
      <Trouble of={record} book={itembankRefusals} />
    </li>
  )
}

/** A kind of the operator's own, where the document names none. */
const OwnKind = ({ batchId }: { readonly batchId: string }) => {
  const record = useCommand<typeof registers.recordMaterial>('itembank.recordMaterial')
  const [item, setItem] = useState('')
  const [quantity, setQuantity] = useState('')
  const go = async () => {
    const outcome = await record.run({ batchId, item, quantity: Number(quantity), step: 'collected' })
    if (outcome && !outcome.refused) setItem('')
  }
  return (
    <div className="panel stack">
      <Input label="材料" value={item} onText={setItem} required />
      <Input
        label="份数"
        type="number"
        inputMode="numeric"
        min={0}
        value={quantity}
        onText={setQuantity}
        required
      />
      <div>
        <Button kind="plain" busy={record.pending} disabled={item.length < 2 || quantity === ''} onClick={go}>
          登记回收
        </Button>
      </div>
      <Trouble of={record} book={itembankRefusals} />
    </div>
  )
}

/** SDE-4.6-27: what is collected, confirmed, arranged and sealed after the sessions of a batch. */
export const Materials = ({ batchId, of }: { readonly batchId: string; readonly of: Reply }) => (
  <section className="stack">
    <h2>
      考后材料 <ClauseChips ids={of.materialClauses} />
    </h2>
    {of.materialClauses.length > 0 ? (
      <p className="standing">
        {of.open.length === 0
          ? '各类材料均已封装。'
          : `尚未封装：${of.open.join('、')}；未封装完的批次不能办结。`}
      </p>
    ) : (
      <>
        <p className="quiet">本批次所依据的文件未规定考后材料的种类，由本单位确定。</p>
        <OwnKind batchId={batchId} />
      </>
    )}
    <ul className="incidents">
      {of.materials.map((material) => (
        <MaterialLine key={material.item} batchId={batchId} of={material} />
      ))}
    </ul>
  </section>
)
