import { useNavigate, useParams } from 'react-router'
import type * as delivery from '#modules/delivery/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { roleWords } from '../../../exams/words.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { Instant } from '../../../kit/moment.tsx'
import { deliveryRefusals } from '../../../refusals/delivery.ts'
import './passcodes.css'

type Sheet = ReplyOf<typeof delivery.passcodeSheet>

const PasscodeSheet = ({ sheet, sittingId }: { readonly sheet: Sheet; readonly sittingId: string }) => {
  const putAway = useCommand<typeof delivery.putAwayPasscodes>('delivery.putAwayPasscodes')
  const navigate = useNavigate()
  const done = async () => {
    const outcome = await putAway.run({ sittingId, version: sheet.version })
    if (outcome && !outcome.refused) navigate(`/sittings/${sittingId}`)
  }
  return (
    <div className="stack passcode-sheet">
      <header className="stack">
        <h1>考场口令单</h1>
        <p>
          {sheet.siteName} {sheet.roomName}　{sheet.title}　<Instant at={sheet.startsAt} />
        </p>
        <p className="standing no-print">
          请打印后逐人当面交付。确认已打印后不再显示；试卷启封后自动清除。保管人启封时另须输入密封试卷时本人设置的保管口令。
        </p>
      </header>
      <ul className="passcode-slips">
        {sheet.duties.map(({ id, name, role, isKeeper, passcode }) => (
          <li key={id}>
            <strong>{name}</strong>
            <span>
              {roleWords[role] ?? role}
              {isKeeper && role !== 'keeper' && '、试卷保管人'}
            </span>
            <span>工号　{id}</span>
            <span className="passcode">{passcode}</span>
          </li>
        ))}
      </ul>
      <Trouble of={putAway} book={deliveryRefusals} />
      <div className="row no-print">
        <Button onClick={() => window.print()}>打印</Button>
        <Button kind="plain" busy={putAway.pending} onClick={done}>
          已打印，不再显示
        </Button>
      </div>
    </div>
  )
}

export default function Passcodes() {
  const { sittingId = '' } = useParams()
  const sheet = useQuery<typeof delivery.passcodeSheet>('delivery.passcodeSheet', { sittingId })
  return (
    <Loaded of={sheet} book={deliveryRefusals}>
      {(value) => <PasscodeSheet sheet={value} sittingId={sittingId} />}
    </Loaded>
  )
}
