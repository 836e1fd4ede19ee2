import { useState } from 'react'
import type * as node from '#modules/delivery/node/contract.ts'
import { Button } from '../../kit/button.tsx'
import { useCommand } from '../../kit/client.ts'
import { fieldError, Radio, TextArea } from '../../kit/fields.tsx'
import { Trouble } from '../../kit/loaded.tsx'
import { Instant } from '../../kit/moment.tsx'
import { say } from '../../kit/toast.tsx'
import { roomNodeRefusals } from '../../refusals/delivery.ts'
import { type ArrivalLine, decisionWords } from './node-words.ts'

/** SDS-5.1-02: two servers brought different results of one sitting; people say which counts, and why. */
export const ConflictForm = ({ of, onDone }: { readonly of: ArrivalLine; readonly onDone: () => void }) => {
  const decide = useCommand<typeof node.decideConflict>('delivery.decideConflict')
  const [decision, setDecision] = useState<'adopt' | 'set-aside' | null>(null)
  const [reason, setReason] = useState('')
  const { arrivalId, version, sentence, proposal, needsTwo } = of
  const go = async () => {
    if (decision === null) return
    const outcome = await decide.run({ arrivalId, version, decision, reason })
    if (!outcome || outcome.refused) return
    say(outcome.value.state === 'decided' ? '已决定' : '已记录意见，待另一人复核')
    onDone()
  }
  return (
    <div className="stack">
      <p>{sentence}</p>
      {needsTwo && <p>须由两人决定：一人提出意见，另一人复核一致后生效。</p>}
      {proposal && (
        <p role="status">
          {proposal.person}（<Instant at={proposal.at} />
          ）意见：{decisionWords[proposal.decision]}。理由：{proposal.reason}
        </p>
      )}
      <Radio
        label="采用哪一份"
        value={decision}
        onPick={setDecision}
        choices={[
          { value: 'set-aside', label: decisionWords['set-aside'], hint: '本份留存备查，不再提示' },
          {
            value: 'adopt',
            label: decisionWords.adopt,
            hint: '替换本场答卷并重新评分；成绩已确认的不能改用',
          },
        ]}
      />
      <TextArea
        label="核对情况和理由"
        value={reason}
        onText={setReason}
        error={fieldError(decide.refusal, 'reason')}
        required
      />
      <div>
        <Button busy={decide.pending} disabled={decision === null} onClick={go}>
          确定
        </Button>
      </div>
      <Trouble of={decide} book={roomNodeRefusals} />
    </div>
  )
}
