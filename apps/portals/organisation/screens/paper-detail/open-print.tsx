import '../../../custody/custody.css'
import { useState } from 'react'
import type * as custody from '#modules/itembank/custody/contract.ts'
import { ShareFields, sharesOf, type Words } from '../../../custody/share-fields.tsx'
import { Button } from '../../../kit/button.tsx'
import { ClauseChips } from '../../../kit/clause.tsx'
import { useCommand } from '../../../kit/client.ts'
import { Input } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { Instant } from '../../../kit/moment.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { type FormProps, finish } from './finish.ts'

/** The keepers open a print paper together, for the print run. */
export const OpenPrintForm = ({ paper, onDone }: FormProps) => {
  const open = useCommand<typeof custody.openPrintPaper>('itembank.openPrintPaper')
  const [words, setWords] = useState<Words>({})
  const [place, setPlace] = useState('')
  const [reason, setReason] = useState('考前印制试卷')
  const [refused, setRefused] = useState('')
  const shares = sharesOf(words)
  const { paperId, version, earliestOpening, custodians } = paper
  const go = async () => {
    const outcome = await open.run({ paperId, version, place, reason, shares })
    if (!outcome || outcome.refused) return
    setWords({})
    const { opened, sentence, remedy } = outcome.value
    setRefused(opened ? '' : `${sentence ?? ''}${remedy ?? ''}`)
    if (opened) finish(outcome, '已启封，可以印制', onDone)
  }
  return (
    <div className="stack">
      <p>
        请各保管人到场依次输入本人的口令。启封后在“印制”中印制并装袋封装，每次启封和印制都留有记录。{' '}
        <ClauseChips ids={['SDS-4.2-06', 'SDS-4.2-09']} />
      </p>
      {earliestOpening && (
        <p>
          最早启封时间：
          <Instant at={earliestOpening} />
        </p>
      )}
      <Input label="启封地点" value={place} onText={setPlace} required />
      <Input label="启封事由" value={reason} onText={setReason} required />
      <ShareFields keepers={custodians} words={words} onWords={setWords} />
      {refused && (
        <p role="alert" className="custody-gap">
          未能启封：{refused}本次尝试已记录。
        </p>
      )}
      <div>
        <Button
          busy={open.pending}
          disabled={shares.length === 0 || place.length < 2 || reason.length < 2}
          onClick={go}
        >
          启封
        </Button>
      </div>
      <Trouble of={open} book={itembankRefusals} />
    </div>
  )
}
