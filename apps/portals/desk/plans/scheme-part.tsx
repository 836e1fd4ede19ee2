import { useState } from 'react'
import type * as arrangement from '#modules/arrangement/contract.ts'
import type * as plan from '#modules/plan/contract.ts'
import { Button } from '../../kit/button.tsx'
import { useCommand, useQuery } from '../../kit/client.ts'
import type { DocumentFile } from '../../kit/document-card.tsx'
import { fieldError, Input, TextArea } from '../../kit/fields.tsx'
import { Trouble } from '../../kit/loaded.tsx'
import { useSession } from '../../kit/session.ts'
import { say } from '../../kit/toast.tsx'
import { arrangementRefusals } from '../../refusals/arrangement.ts'
import { planRefusals } from '../../refusals/plan.ts'
import type { PlanDetailValue } from './plan-detail.tsx'
import { type Attachment, SchemeAttachments } from './scheme-attachments.tsx'

/** Before the arrangement is confirmed Annex 3 has no rooms; afterwards they are printed with it. */
const usePrint = ({ organisationId, batchId, forwardedAt }: PlanDetailValue) => {
  const own = useSession().session?.actor?.organisationId === organisationId
  const arranged = useQuery<typeof arrangement.overview>(
    'arrangement.overview',
    { batchId },
    { enabled: own && forwardedAt !== null },
  )
  const bare = useCommand<typeof plan.printScheme>('plan.printScheme')
  const whole = useCommand<typeof arrangement.printScheme>('arrangement.printScheme')
  const withRooms = arranged.value?.state === 'confirmed'
  return {
    withRooms,
    pending: bare.pending || whole.pending,
    trouble: withRooms ? whole : bare,
    run: () => (withRooms ? whole.run({ batchId }) : bare.run({ organisationId, batchId })),
  }
}

/** The entered part of Annex 3 and its print. */
export const SchemePart = ({
  value,
  onPrinted,
}: {
  readonly value: PlanDetailValue
  readonly onPrinted: (file: DocumentFile) => void
}) => {
  const enter = useCommand<typeof plan.enterScheme>('plan.enterScheme')
  const print = usePrint(value)
  const [planName, setPlanName] = useState(value.scheme?.planName ?? value.name)
  const [other, setOther] = useState(value.scheme?.other ?? '')
  const [emergency, setEmergency] = useState(value.scheme?.emergency ?? '')
  const [attachments, setAttachments] = useState((value.scheme?.attachments ?? []) as readonly Attachment[])
  const mayEnter = value.availableActions.some(({ action }) => action === 'enterScheme')
  const { organisationId, batchId, version } = value
  const save = async () => {
    const outcome = await enter.run({
      ...{ batchId, version, planName, other, emergency },
      attachments: [...attachments],
    })
    if (outcome && !outcome.refused) say('已保存')
  }
  const make = async () => {
    const outcome = await print.run()
    if (outcome && !outcome.refused)
      onPrinted({ ...outcome.value, name: '职业技能等级认定实施方案.pdf', format: 'PDF' })
  }
  return (
    <div className="panel stack">
      <Trouble of={enter} book={planRefusals} />
      <Trouble of={print.trouble} book={print.withRooms ? arrangementRefusals : planRefusals} />
      <Input
        label="认定计划名称"
        value={planName}
        onText={setPlanName}
        disabled={!mayEnter}
        error={fieldError(enter.refusal, 'planName')}
        hint="须与本批次名称一致"
      />
      <TextArea
        label="应急措施"
        value={emergency}
        onText={setEmergency}
        disabled={!mayEnter}
        error={fieldError(enter.refusal, 'emergency')}
        hint="写明应急措施，或在附件中添加应急预案"
      />
      <TextArea
        label="其他"
        value={other}
        onText={setOther}
        disabled={!mayEnter}
        hint="补充事项；没有的打印为“无”"
      />
      <SchemeAttachments
        organisationId={organisationId}
        attachments={attachments}
        mayEnter={mayEnter}
        onChange={setAttachments}
      />
      <p className="row">
        {mayEnter && (
          <Button busy={enter.pending} onClick={save}>
            保存实施方案
          </Button>
        )}
        {value.scheme && (
          <Button kind="plain" busy={print.pending} onClick={make}>
            {print.withRooms ? '打印附件3（含考场安排）' : '打印附件3'}
          </Button>
        )}
      </p>
      {value.scheme && !print.withRooms && (
        <p className="quiet">考场、时间和人员在编排确认后自动填入附件3。</p>
      )}
    </div>
  )
}
