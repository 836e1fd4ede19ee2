import { useState } from 'react'
import type * as rooms from '#modules/itembank/custody/room.contract.ts'
import { Button } from '../kit/button.tsx'
import { useCommand } from '../kit/client.ts'
import { instantText } from '../kit/day-text.ts'
import { Select, TextArea } from '../kit/fields.tsx'
import { Trouble } from '../kit/loaded.tsx'
import { say } from '../kit/toast.tsx'
import { itembankRefusals } from '../refusals/itembank.ts'
import type { Shift } from './roster-grid.tsx'

/** HN-2.3.6-05: the log of a shift and its two signatures. */
export const ShiftLog = ({ shift, onDone }: { readonly shift: Shift; readonly onDone: () => void }) => {
  const sign = useCommand<typeof rooms.signDutyLog>('itembank.signDutyLog')
  const [situation, setSituation] = useState('正常')
  const [signer, setSigner] = useState('')
  const left = shift.persons.filter((name) => !shift.signers.includes(name))
  const isFirst = shift.signers.length === 0
  const go = async () => {
    const { shiftId, version } = shift
    const input = { shiftId, version, ...(isFirst && { situation }), ...(signer && { signerName: signer }) }
    const outcome = await sign.run(input)
    if (!outcome || outcome.refused) return
    say('已签名')
    onDone()
  }
  return (
    <div className="stack">
      <p>
        {instantText(shift.startsAt)} 至 {instantText(shift.endsAt)}
        <br />
        值班人员：{shift.persons.join('、')}
      </p>
      {shift.situation && <p>值班情况：{shift.situation}</p>}
      {shift.signers.length > 0 && <p>已签名：{shift.signers.join('、')}</p>}
      {shift.isOver && shift.signers.length < 2 && (
        <>
          {isFirst && <TextArea label="值班情况" value={situation} onText={setSituation} rows={3} required />}
          <Select
            label="签名人"
            value={signer}
            onText={setSigner}
            choices={left.map((name) => ({ value: name, label: name }))}
            hint="本人登录的可不选"
          />
          <div>
            <Button busy={sign.pending} onClick={go}>
              签名
            </Button>
          </div>
        </>
      )}
      {!shift.isOver && <p className="quiet">交班时由两名值班人员签写值班记录。</p>}
      <Trouble of={sign} book={itembankRefusals} />
    </div>
  )
}
