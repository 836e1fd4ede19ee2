import { useState } from 'react'
import { useNavigate } from 'react-router'
import type * as practical from '#modules/itembank/practical/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand } from '../../../kit/client.ts'
import { TextArea } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { say } from '../../../kit/toast.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'

interface Words {
  readonly title: string
  readonly words: string
  readonly verb: string
  readonly asksReason: boolean
}

export const stepWords: { readonly [action: string]: Words } = {
  'itembank.reviewPractical': {
    ...{ title: '审核', verb: '审核通过', asksReason: false },
    words: '确认操作要求、配分、扣分规则、否决项和准备清单无误。审核后不再改动，可以退回。',
  },
  'itembank.sendBackPractical': {
    ...{ title: '退回修改', verb: '退回', asksReason: true },
    words: '退回后成为草稿，须重新审核。',
  },
  'itembank.bringPracticalIntoForce': {
    ...{ title: '启用', verb: '启用', asksReason: false },
    words: '启用后不再改动；同一试卷原来启用的版次同时停用。',
  },
  'itembank.retirePractical': {
    ...{ title: '停用', verb: '停用', asksReason: true },
    words: '停用后新的批次不能采用；已采用的批次不受影响。',
  },
  'itembank.succeedPractical': {
    ...{ title: '另编新版', verb: '另编新版', asksReason: false },
    words: '以本版内容编制下一版草稿，本版保持不变。',
  },
}

type Step = typeof practical.sendBackPractical

/** One step of a practical paper, with its reason where one is asked for. */
export const StepForm = ({
  action,
  of: { practicalId, version },
  onDone,
}: {
  readonly action: string
  readonly of: { readonly practicalId: string; readonly version: number }
  readonly onDone: () => void
}) => {
  const navigate = useNavigate()
  // Every step takes the paper as shown; those with a reason take it besides.
  const step = useCommand<Step>(action as Step['name'])
  const [reason, setReason] = useState('')
  const about = stepWords[action]
  if (!about) return null
  const take = async () => {
    const outcome = await step.run({ practicalId, version, ...(about.asksReason && { reason }) } as never)
    if (!outcome || outcome.refused) return
    say(`已${about.verb}`)
    onDone()
    const next = (outcome.value as { readonly practicalId?: string }).practicalId
    if (next) void navigate(`/practicals/${next}`)
  }
  return (
    <div className="stack">
      <p>{about.words}</p>
      {about.asksReason && <TextArea label="原因" value={reason} onText={setReason} required />}
      <div>
        <Button busy={step.pending} disabled={about.asksReason && reason.trim().length < 2} onClick={take}>
          {about.verb}
        </Button>
      </div>
      <Trouble of={step} book={itembankRefusals} />
    </div>
  )
}
