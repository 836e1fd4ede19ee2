import { useState } from 'react'
import type * as custody from '#modules/itembank/custody/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../kit/button.tsx'
import { ClauseChips } from '../kit/clause.tsx'
import { useCommand } from '../kit/client.ts'
import { Checkbox, fieldError, Input, Select } from '../kit/fields.tsx'
import { Trouble } from '../kit/loaded.tsx'
import { say } from '../kit/toast.tsx'
import { itembankRefusals } from '../refusals/itembank.ts'

type Detail = ReplyOf<typeof custody.packageDetail>
interface FormProps {
  readonly of: Detail
  readonly onDone: () => void
}

const noAccount = 'none'

const receiverOf = (to: string, name: string, witness: string) =>
  to === noAccount
    ? { ...(name && { toName: name }), ...(witness && { witnessName: witness }) }
    : to === ''
      ? {}
      : { toAccountId: to }

/** The holder signs that he gives it away; the receiver signs with his own login. */
export const GiveForm = ({ of, onDone, purpose }: FormProps & { readonly purpose: 'hand' | 'fetch' }) => {
  const give = useCommand<typeof custody.giveOver>('itembank.giveOver')
  const [to, setTo] = useState('')
  const [name, setName] = useState('')
  const [witness, setWitness] = useState('')
  const [place, setPlace] = useState('')
  const [quantity, setQuantity] = useState(String(of.quantity))
  const [sealIntact, setIntact] = useState(true)
  const [note, setNote] = useState('')
  const errorOf = (field: string) => fieldError(give.refusal, field)
  const people = of.people.filter(({ duty }) => purpose === 'hand' || duty === '监考人员')
  const go = async () => {
    const { packageId, version } = of
    const handing = { place, quantity: Number(quantity), sealIntact, note }
    const outcome = await give.run({
      packageId,
      version,
      purpose,
      ...handing,
      ...receiverOf(to, name, witness),
    })
    if (!outcome || outcome.refused) return
    say(outcome.value.waits ? '已交出，等待接收人登录确认' : '已登记交接')
    onDone()
  }
  return (
    <div className="stack">
      <Select
        label="接收人"
        value={to}
        onText={setTo}
        error={errorOf('toAccountId')}
        required
        choices={[
          ...people.map(({ accountId, name: label, duty }) => ({
            value: accountId,
            label: `${label}（${duty}）`,
          })),
          { value: noAccount, label: '没有账号的人员，由见证人在场' },
        ]}
      />
      {to === noAccount && (
        <>
          <Input label="接收人姓名" value={name} onText={setName} required />
          <Input
            label="见证人姓名"
            value={witness}
            onText={setWitness}
            error={errorOf('witnessName')}
            required
          />
        </>
      )}
      <Input label="地点" value={place} onText={setPlace} required />
      <Input
        label="交出份数"
        type="number"
        inputMode="numeric"
        min={0}
        value={quantity}
        onText={setQuantity}
        required
      />
      <Checkbox label="密封完好" checked={sealIntact} onCheck={setIntact} />
      <Input label="说明" value={note} onText={setNote} />
      <div>
        <Button busy={give.pending} disabled={to === '' || place.length < 2} onClick={go}>
          签名交出
        </Button>
      </div>
      <Trouble of={give} book={itembankRefusals} />
    </div>
  )
}

const Decline = ({ of, onDone }: FormProps) => {
  const decline = useCommand<typeof custody.declineHandover>('itembank.declineHandover')
  const [reason, setReason] = useState('')
  const { packageId, version } = of
  const go = async () => {
    const outcome = await decline.run({ packageId, version, reason })
    if (!outcome || outcome.refused) return
    say('已拒绝接收')
    onDone()
  }
  return (
    <details>
      <summary>不接收</summary>
      <div className="stack">
        <Input label="不接收的原因" value={reason} onText={setReason} required />
        <div>
          <Button kind="danger" busy={decline.pending} disabled={reason.length < 2} onClick={go}>
            拒绝接收
          </Button>
        </div>
        <Trouble of={decline} book={itembankRefusals} />
      </div>
    </details>
  )
}

/** SDS-4.4-17: the receiver looks and counts for himself. */
export const TakeForm = ({ of, onDone }: FormProps) => {
  const take = useCommand<typeof custody.takeOver>('itembank.takeOver')
  const [quantity, setQuantity] = useState('')
  const [sealIntact, setIntact] = useState(false)
  const [occupationRight, setOccupation] = useState(false)
  const [levelRight, setLevel] = useState(false)
  const [note, setNote] = useState('')
  const isFetch = of.waiting?.purpose === 'fetch'
  const go = async () => {
    const { packageId, version } = of
    const checks = isFetch ? { occupationRight, levelRight } : {}
    const outcome = await take.run({
      packageId,
      version,
      quantity: Number(quantity),
      sealIntact,
      note,
      ...checks,
    })
    if (!outcome || outcome.refused) return
    say(outcome.value.incidents > 0 ? '已接收；与应有情况不符，已登记异常' : '已接收，现由您保管')
    onDone()
  }
  return (
    <div className="stack">
      <p>
        {of.waiting?.byName}交给您：{of.label}。请逐项核对，不符的如实登记。{' '}
        <ClauseChips ids={isFetch ? ['SDS-4.4-17', 'SDE-4.6-07'] : ['HN-2.3.6-03']} />
      </p>
      {isFetch && (
        <>
          <Checkbox
            label={`职业（工种）相符：${of.occupationName}`}
            checked={occupationRight}
            onCheck={setOccupation}
          />
          <Checkbox label={`等级相符：${of.level}级`} checked={levelRight} onCheck={setLevel} />
        </>
      )}
      <Checkbox label="密封完好" checked={sealIntact} onCheck={setIntact} />
      <Input
        label="实收份数"
        type="number"
        inputMode="numeric"
        min={0}
        value={quantity}
        onText={setQuantity}
        hint="按试卷袋标注清点后填写"
        required
      />
      <Input label="说明" value={note} onText={setNote} />
      <div>
        <Button busy={take.pending} disabled={quantity === ''} onClick={go}>
          签名接收
        </Button>
      </div>
      <Trouble of={take} book={itembankRefusals} />
      <Decline of={of} onDone={onDone} />
    </div>
  )
}
