import { useState } from 'react'
import { timeInChina } from '#modules/delivery/core/chinese-time.ts'
import type * as print from '#modules/delivery/print/contract.ts'
import { Button } from '../kit/button.tsx'
import { useCommand } from '../kit/client.ts'
import { DocumentCard, type DocumentCardProps } from '../kit/document-card.tsx'
import { Trouble } from '../kit/loaded.tsx'
import { printRefusals } from '../refusals/print.ts'
import type { OfRoom } from './day-forms.tsx'

/** HN-3.1.1-19: who has signed the record and who has still to, each in his own name. */
const Signatures = ({ room }: OfRoom) => {
  const sign = useCommand<typeof print.signPaperRecord>('delivery.signPaperRecord')
  const { printRoomId, version, signatures, unsigned } = room
  const isOpen = room.state === 'collected'
  return (
    <>
      <p>
        已签字：
        {signatures.length === 0
          ? '无'
          : signatures
              .map(
                ({ name, role, at, byHand }) =>
                  `${role} ${name}（${timeInChina(at)}${byHand ? '，纸质表' : ''}）`,
              )
              .join('、')}
      </p>
      {unsigned.length > 0 && <p>尚未签字：{unsigned.map(({ name }) => name).join('、')}</p>}
      <Trouble of={sign} book={printRefusals} />
      {isOpen && (
        <div className="row">
          {room.maySign && (
            <Button busy={sign.pending} onClick={() => sign.run({ printRoomId, version })}>
              本人签字
            </Button>
          )}
          {room.mayAct &&
            unsigned
              .filter(({ hasAccount }) => !hasAccount)
              .map(({ name }) => (
                <Button
                  key={name}
                  kind="plain"
                  busy={sign.pending}
                  onClick={() => sign.run({ printRoomId, version, byHand: name })}
                >
                  {name}已在纸质表上签字
                </Button>
              ))}
        </div>
      )}
    </>
  )
}

/** HN-3.1.1-19, SDS-4.4-18: the two forms of the room, printed as it stands, and the signatures. */
export const RecordPanel = ({ room }: OfRoom) => {
  const press = useCommand<typeof print.printPaperForm>('delivery.printPaperForm')
  const [made, setMade] = useState<readonly DocumentCardProps[]>([])
  const { printRoomId } = room
  const run = async (form: 'record' | 'sign-in') => {
    const outcome = await press.run({ printRoomId, form })
    if (!outcome || outcome.refused) return
    const { title, ...file } = outcome.value
    const files = [{ ...file, name: `${title}.pdf`, format: 'PDF' }]
    setMade([{ title, state: 'generated', files }, ...made.filter((each) => each.title !== title)])
  }
  return (
    <section className="panel stack" aria-labelledby="record-title">
      <h2 id="record-title">{room.recordTitle}和签到表</h2>
      <Signatures room={room} />
      <Trouble of={press} book={printRefusals} />
      <div className="row">
        <Button kind="plain" busy={press.pending} onClick={() => void run('sign-in')}>
          打印考生签到表
        </Button>
        <Button kind="plain" busy={press.pending} onClick={() => void run('record')}>
          打印{room.recordTitle}
        </Button>
      </div>
      {made.map((card) => (
        <DocumentCard key={card.title} {...card} />
      ))}
    </section>
  )
}
