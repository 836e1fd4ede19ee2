import { useState } from 'react'
import type * as delivery from '#modules/delivery/contract.ts'
import { Button } from '../kit/button.tsx'
import { useCommand } from '../kit/client.ts'
import { DocumentCard, type DocumentCardProps } from '../kit/document-card.tsx'
import { Trouble } from '../kit/loaded.tsx'
import { deliveryRefusals } from '../refusals/delivery.ts'
import type { SittingDetail } from './sitting-tables.tsx'

type Named = NonNullable<SittingDetail['record']>['absentees']

const numbered = (seats: Named): string =>
  seats.map(({ seat, name, ticketNumber }) => `${seat}号 ${name}（${ticketNumber}）`).join('、') || '无'

/** HN-2.6-06, HN-3.1.1-19: both lists, who signed, and the forms on paper once the sitting is taken in. */
export const RecordPapers = ({ detail }: { readonly detail: SittingDetail }) => {
  const print = useCommand<typeof delivery.printRecord>('delivery.printRecord')
  const [made, setMade] = useState<readonly DocumentCardProps[]>([])
  const { record, sitting } = detail
  if (!record) return null
  const run = async (form: 'record' | 'sign-in', title: string) => {
    const outcome = await print.run({ sittingId: sitting.sittingId, form })
    if (!outcome || outcome.refused) return
    const files = [{ ...outcome.value, name: `${title}.pdf`, format: 'PDF' }]
    setMade([{ title, state: 'generated', files }, ...made.filter((each) => each.title !== title)])
  }
  return (
    <div className="stack">
      <p>缺考考生：{numbered(record.absentees)}</p>
      <p>违纪舞弊考生：{numbered(record.offenders)}</p>
      {record.place && (
        <p>
          实际考场：{record.place.place}（{record.place.reason}）
        </p>
      )}
      {record.signatures.length > 0 && (
        <p>已签字：{record.signatures.map(({ person }) => person).join('、')}</p>
      )}
      {sitting.takenAt !== null && (
        <div className="row">
          <Button kind="plain" busy={print.pending} onClick={() => void run('record', record.title)}>
            打印{record.title}
          </Button>
          <Button kind="plain" busy={print.pending} onClick={() => void run('sign-in', '考生签到表')}>
            打印考生签到表
          </Button>
        </div>
      )}
      <Trouble of={print} book={deliveryRefusals} />
      {made.map((card) => (
        <DocumentCard key={card.title} {...card} />
      ))}
    </div>
  )
}
