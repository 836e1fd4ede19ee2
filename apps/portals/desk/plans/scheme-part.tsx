import { useState } from 'react'
import type * as plan from '#modules/plan/contract.ts'
import { Button } from '../../kit/button.tsx'
import { useCommand } from '../../kit/client.ts'
import type { DocumentFile } from '../../kit/document-card.tsx'
import { fieldError, Input, TextArea } from '../../kit/fields.tsx'
import { Trouble } from '../../kit/loaded.tsx'
import { say } from '../../kit/toast.tsx'
import { planRefusals } from '../../refusals/plan.ts'
import type { PlanDetailValue } from './plan-detail.tsx'

/** The entered part of Annex 3 and its print; the rooms come from the arrangement. */
export const SchemePart = ({
  value,
  onPrinted,
}: {
  readonly value: PlanDetailValue
  readonly onPrinted: (file: DocumentFile) => void
}) => {
  const enter = useCommand<typeof plan.enterScheme>('plan.enterScheme')
  const print = useCommand<typeof plan.printScheme>('plan.printScheme')
  const [planName, setPlanName] = useState(value.scheme?.planName ?? value.name)
  const [other, setOther] = useState(value.scheme?.other ?? '')
  const mayEnter = value.availableActions.some(({ action }) => action === 'enterScheme')
  const { organisationId, batchId, version } = value
  const save = async () => {
    const attachments = (value.scheme?.attachments ?? []) as never
    const outcome = await enter.run({ batchId, version, planName, other, attachments })
    if (outcome && !outcome.refused) say('已保存')
  }
  const make = async () => {
    const outcome = await print.run({ organisationId, batchId })
    if (outcome && !outcome.refused)
      onPrinted({ ...outcome.value, name: '职业技能等级认定实施方案.pdf', format: 'PDF' })
  }
  return (
    <div className="stack">
      <Trouble of={enter} book={planRefusals} />
      <Trouble of={print} book={planRefusals} />
      <Input
        label="认定计划名称"
        value={planName}
        onText={setPlanName}
        disabled={!mayEnter}
        error={fieldError(enter.refusal, 'planName')}
        hint="须与本批次名称一致"
      />
      <TextArea
        label="其他"
        value={other}
        onText={setOther}
        disabled={!mayEnter}
        hint="补充事项；没有的打印为“无”"
      />
      <p className="row">
        {mayEnter && (
          <Button busy={enter.pending} onClick={save}>
            保存实施方案
          </Button>
        )}
        {value.scheme && (
          <Button kind="plain" busy={print.pending} onClick={make}>
            打印附件3
          </Button>
        )}
      </p>
    </div>
  )
}
