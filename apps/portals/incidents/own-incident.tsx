import { useState } from 'react'
import type * as incident from '#modules/delivery/incident/contract.ts'
import { proceduresOf } from '#modules/delivery/incident/core/procedures/books.ts'
import { Button } from '../kit/button.tsx'
import { useCommand } from '../kit/client.ts'
import { Input, Select, TextArea } from '../kit/fields.tsx'
import { Trouble } from '../kit/loaded.tsx'
import { say } from '../kit/toast.tsx'
import { incidentRefusals } from '../refusals/incident.ts'

/** What may happen outside every sitting: no candidate's seat is part of it. */
const outside = proceduresOf('general').filter(({ type }) => ['leak', 'accident', 'other'].includes(type))

/** HN-3.1.7-09: a leak, an accident, anything that no room has on record. */
export const OwnIncident = ({ close }: { readonly close: () => void }) => {
  const open = useCommand<typeof incident.openIncident>('delivery.openIncident')
  const [type, setType] = useState('leak')
  const [place, setPlace] = useState('')
  const [said, setSaid] = useState('')
  const [text, setText] = useState('')
  const procedure = outside.find((one) => one.type === type)
  const [field] = procedure?.fields ?? []
  const submit = async () => {
    const branch = procedure?.branches[0]?.branch ?? ''
    const fields = field ? { [field.field]: said } : {}
    const opening = { type, branch, seats: [], text, fields, since: '' }
    const outcome = await open.run({ batchId: null, place, opening })
    if (!outcome || outcome.refused) return
    say('已登记')
    close()
  }
  return (
    <section className="panel stack" aria-label="登记考场以外的突发事件">
      <h2>登记考场以外的突发事件</h2>
      <Select
        label="类型"
        choices={outside.map((one) => ({ value: one.type, label: one.title }))}
        value={type}
        onText={setType}
      />
      <p>{procedure?.guidance}</p>
      <Input label="地点" value={place} onText={setPlace} required />
      {field && <Input label={field.label} value={said} onText={setSaid} required={field.required} />}
      <TextArea label="经过" value={text} onText={setText} />
      <div className="row">
        <Button kind="plain" onClick={close}>
          取消
        </Button>
        <Button busy={open.pending} disabled={place.trim().length < 2} onClick={submit}>
          登记
        </Button>
      </div>
      <Trouble of={open} book={incidentRefusals} />
    </section>
  )
}
