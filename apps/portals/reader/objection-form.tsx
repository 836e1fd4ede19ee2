import { type FormEvent, useState } from 'react'
import type * as publicity from '#modules/scoring/publicity.contract.ts'
import { Button } from '../kit/button.tsx'
import { useCommand } from '../kit/client.ts'
import { fieldError, Input, TextArea } from '../kit/fields.tsx'
import { Trouble } from '../kit/loaded.tsx'
import { scoringRefusals } from '../refusals/scoring.ts'

/** An objection to results on display; `own` when a candidate objects to the own result. */
export const ObjectionForm = ({
  publicityId,
  own = false,
}: {
  readonly publicityId: string
  readonly own?: boolean
}) => {
  const [entry, setEntry] = useState('')
  const [name, setName] = useState('')
  const [contact, setContact] = useState('')
  const [statement, setStatement] = useState('')
  const [receipt, setReceipt] = useState<number>()
  const raise = useCommand<typeof publicity.raiseObjection>('scoring.raiseObjection')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const outcome = await raise.run({
      publicityId,
      name,
      contact,
      statement,
      ...(entry && { entryNumber: Number(entry) }),
    })
    if (outcome && !outcome.refused) setReceipt(outcome.value.number)
  }
  if (receipt !== undefined) {
    return (
      <section className="panel no-print" role="status">
        <h2>异议已登记</h2>
        <p>登记号为“异议 {receipt}”。评价机构将核查并作出处理决定，办结前该批次成绩不会确认。</p>
      </section>
    )
  }
  return (
    <form className="panel stack no-print" onSubmit={submit}>
      <h2>提出异议</h2>
      {!own && (
        <Input
          label="涉及考生的公示序号"
          hint="不针对具体考生的可不填"
          inputMode="numeric"
          value={entry}
          onText={(text) => setEntry(text.replace(/\D/g, ''))}
          error={fieldError(raise.refusal, 'entryNumber')}
        />
      )}
      <Input label="姓名" value={name} onText={setName} minLength={2} maxLength={50} required />
      <Input
        label="联系电话或邮箱"
        hint="加密保存，只用于核查和答复"
        value={contact}
        onText={setContact}
        minLength={6}
        maxLength={60}
        required
      />
      <TextArea
        label="异议内容和依据"
        hint="不少于 10 个字"
        value={statement}
        onText={setStatement}
        minLength={10}
        maxLength={2000}
        required
      />
      <Trouble of={raise} book={scoringRefusals} />
      <div>
        <Button type="submit" busy={raise.pending}>
          提交异议
        </Button>
      </div>
    </form>
  )
}
