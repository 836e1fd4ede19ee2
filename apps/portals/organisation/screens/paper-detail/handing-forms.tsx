import { useState } from 'react'
import type * as custody from '#modules/itembank/custody/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { type Troubled, useCommand } from '../../../kit/client.ts'
import { Checkbox, Input, Radio } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { type FormProps, finish } from './finish.ts'

/** Whoever holds it now gives it away: the form starts with him. */
const useHanding = ({ custody }: FormProps['paper']) => {
  const last = custody.at(-1)
  const [fromName, setFrom] = useState(last?.toName ?? '')
  const [toName, setTo] = useState('')
  const [place, setPlace] = useState('')
  const [quantity, setQuantity] = useState(String(last?.quantity ?? 1))
  const [sealIntact, setIntact] = useState(true)
  const [reason, setReason] = useState('')
  const values = { fromName, toName, place, quantity: Number(quantity), sealIntact, reason }
  const fields = (
    <>
      <Input label="交出人" value={fromName} onText={setFrom} required />
      <Input label="接收人" value={toName} onText={setTo} required />
      <Input label="地点" value={place} onText={setPlace} required />
      <Input label="份数" type="number" min={1} value={quantity} onText={setQuantity} required />
      <Checkbox label="密封完好" checked={sealIntact} onCheck={setIntact} />
      <Input label="说明" value={reason} onText={setReason} />
    </>
  )
  return { values, fields, complete: fromName.length > 1 && toName.length > 1 && place.length > 1 }
}

const Foot = (props: {
  readonly of: Troubled & { readonly pending: boolean }
  readonly word: string
  readonly ready: boolean
  readonly onGo: () => void
}) => (
  <>
    <div>
      <Button busy={props.of.pending} disabled={!props.ready} onClick={props.onGo}>
        {props.word}
      </Button>
    </div>
    <Trouble of={props.of} book={itembankRefusals} />
  </>
)

/** The package leaves for the examination site. */
export const DispatchForm = ({ paper: of, onDone }: FormProps) => {
  const send = useCommand<typeof custody.dispatchPaper>('itembank.dispatchPaper')
  const { values, fields, complete } = useHanding(of)
  const { paperId, version } = of
  const go = async () => finish(await send.run({ paperId, version, ...values }), '已下发', onDone)
  return (
    <div className="stack">
      {fields}
      <Foot of={send} word="下发" ready={complete} onGo={go} />
    </div>
  )
}

const kinds = [
  { value: 'handed-over', label: '交接' },
  { value: 'kept', label: '保管' },
  { value: 'transmitted', label: '传输' },
] as const

/** A step of the package from hand to hand. */
export const HandoverForm = ({ paper: of, onDone }: FormProps) => {
  const record = useCommand<typeof custody.recordCustody>('itembank.recordCustody')
  const [kind, setKind] = useState<(typeof kinds)[number]['value']>('handed-over')
  const { values, fields, complete } = useHanding(of)
  const go = async () => finish(await record.run({ paperId: of.paperId, kind, ...values }), '已登记', onDone)
  return (
    <div className="stack">
      <Radio label="环节" choices={kinds} value={kind} onPick={setKind} />
      {fields}
      <Foot of={record} word="登记" ready={complete} onGo={go} />
    </div>
  )
}
