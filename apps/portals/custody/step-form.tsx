import { type ReactNode, useState } from 'react'
import type * as custody from '#modules/itembank/custody/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../kit/button.tsx'
import { ClauseChips } from '../kit/clause.tsx'
import { useCommand } from '../kit/client.ts'
import { Checkbox, fieldError, Input, Select, TextArea } from '../kit/fields.tsx'
import { Trouble } from '../kit/loaded.tsx'
import { say } from '../kit/toast.tsx'
import { itembankRefusals } from '../refusals/itembank.ts'
import { type Draft, emptyDraft, inputOf, type Offered } from './step-draft.ts'

type Detail = ReplyOf<typeof custody.packageDetail>

interface FieldsProps {
  readonly of: Detail
  readonly step: Offered
  readonly draft: Draft
  readonly set: (changes: Partial<Draft>) => void
  readonly errorOf: (field: string) => string | undefined
}

const SealFields = ({ step, draft, set, errorOf }: FieldsProps) => (
  <>
    {step.needs.includes('sealNumber') && (
      <Input
        label="封条编号"
        value={draft.sealNumber}
        onText={(sealNumber) => set({ sealNumber })}
        error={errorOf('sealNumber')}
        required={!draft.substituteSeal}
      />
    )}
    {step.step === 'reseal' && (
      <>
        <Checkbox
          label="没有封条，以白纸代替并骑缝签名"
          checked={draft.substituteSeal}
          onCheck={(substituteSeal) => set({ substituteSeal })}
        />
        {draft.substituteSeal && (
          <Input
            label="骑缝签名人"
            value={draft.people}
            onText={(people) => set({ people })}
            error={errorOf('people')}
            hint="用顿号分隔姓名"
            required
          />
        )}
      </>
    )}
  </>
)

const WayFields = ({ step, draft, set, errorOf }: FieldsProps) => (
  <>
    {step.needs.includes('people') && (
      <Input
        label={step.step === 'depart' ? '押运人员' : '经办和监督人员'}
        value={draft.people}
        onText={(people) => set({ people })}
        error={errorOf('people')}
        hint="用顿号分隔姓名"
        required
      />
    )}
    {step.needs.includes('vehicle') && (
      <Input
        label="车辆"
        value={draft.vehicle}
        onText={(vehicle) => set({ vehicle })}
        error={errorOf('vehicle')}
        hint="车牌号"
        required
      />
    )}
    {step.needs.includes('expectedMinutes') && (
      <Input
        label="路程正常用时（分钟）"
        type="number"
        min={1}
        value={draft.expectedMinutes}
        onText={(expectedMinutes) => set({ expectedMinutes })}
        error={errorOf('expectedMinutes')}
        required
      />
    )}
  </>
)

const RoomField = ({ of, step, draft, set, errorOf }: FieldsProps) =>
  step.needs.includes('secureRoomId') && (
    <Select
      label="保密室"
      value={draft.secureRoomId}
      onText={(secureRoomId) => set({ secureRoomId })}
      error={errorOf('secureRoomId')}
      choices={of.secureRooms.map(({ secureRoomId, name, isValid }) => ({
        value: secureRoomId,
        label: isValid ? name : `${name}（检查已过期或不合格）`,
      }))}
      required
    />
  )

const CountFields = ({ step, draft, set, errorOf }: FieldsProps) => (
  <>
    {step.countItems.map((item) => (
      <Input
        key={item}
        label={`${item}（份）`}
        type="number"
        inputMode="numeric"
        min={0}
        value={draft.counts[item] ?? ''}
        onText={(count) => set({ counts: { ...draft.counts, [item]: count } })}
        error={errorOf('counts')}
      />
    ))}
    {step.witnesses > 0 && (
      <Input
        label={`${step.witnesses}名考生姓名`}
        value={draft.witnesses}
        onText={(witnesses) => set({ witnesses })}
        error={errorOf('witnesses')}
        hint="请考生确认密封完好后填写，用顿号分隔"
        required
      />
    )}
  </>
)

const CommonFields = ({ of, draft, set, errorOf }: FieldsProps): ReactNode => (
  <>
    <Input label="地点" value={draft.place} onText={(place) => set({ place })} required />
    <Input
      label="发生时间"
      type="datetime-local"
      value={draft.at}
      onText={(at) => set({ at })}
      error={errorOf('at')}
      hint="现在发生的可不填"
    />
    {!['opened', 'counted', 'distributed', 'collected', 'confirmed'].includes(of.state) && (
      <Checkbox label="密封完好" checked={draft.sealIntact} onCheck={(sealIntact) => set({ sealIntact })} />
    )}
    <TextArea
      label="说明"
      value={draft.note}
      onText={(note) => set({ note })}
      error={errorOf('note')}
      rows={2}
    />
  </>
)

/** What one step has to name, and nothing else. */
export const StepForm = ({
  of,
  step,
  onDone,
}: {
  readonly of: Detail
  readonly step: Offered
  readonly onDone: () => void
}) => {
  const record = useCommand<typeof custody.recordStep>('itembank.recordStep')
  const [draft, setDraft] = useState(() => emptyDraft(step))
  const set = (changes: Partial<Draft>) => setDraft((now) => ({ ...now, ...changes }))
  const errorOf = (field: string) => fieldError(record.refusal, field)
  const fields = { of, step, draft, set, errorOf }
  const go = async () => {
    const outcome = await record.run(inputOf(of, step, draft))
    if (!outcome || outcome.refused) return
    const { incidents } = outcome.value
    say(incidents > 0 ? `已登记；发现${incidents}项异常，请说明` : '已登记')
    onDone()
  }
  return (
    <div className="stack">
      <p className="quiet">
        {step.title} <ClauseChips ids={step.clauses} />
      </p>
      {!of.isHolder && (
        <p className="chain-gap">试卷袋现由{of.holderName}保管；没有交接记录而办理的，将显示为断链。</p>
      )}
      <SealFields {...fields} />
      <WayFields {...fields} />
      <RoomField {...fields} />
      <CountFields {...fields} />
      <CommonFields {...fields} />
      <div>
        <Button busy={record.pending} disabled={draft.place.length < 2} onClick={go}>
          登记{step.title}
        </Button>
      </div>
      <Trouble of={record} book={itembankRefusals} />
    </div>
  )
}
