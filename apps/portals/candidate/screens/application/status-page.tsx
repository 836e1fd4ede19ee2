import { useState } from 'react'
import type * as enrolment from '#modules/enrolment/contract.ts'
import { toneOf } from '../../../kit/application-tone.ts'
import { Button } from '../../../kit/button.tsx'
import { ClauseChips } from '../../../kit/clause.tsx'
import { useCommand } from '../../../kit/client.ts'
import { Confirm, Dialog } from '../../../kit/dialog.tsx'
import { FactList, Trail } from '../../../kit/facts.tsx'
import { Input, Select } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { DayText } from '../../../kit/moment.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { say } from '../../../kit/toast.tsx'
import { fileAddress } from '../../../kit/upload.ts'
import { enrolmentRefusals } from '../../../refusals/enrolment.ts'
import type { MyApplication, StepProps } from './step.ts'

const fields = [
  { value: 'phone', label: '手机号码' },
  { value: 'name', label: '姓名' },
  { value: 'employer', label: '工作单位' },
  { value: 'education', label: '学历' },
  { value: 'major', label: '专业' },
  { value: 'category', label: '考生类别' },
  { value: 'workFrom', label: '参加工作时间' },
] as const
type Field = (typeof fields)[number]['value']

const correctionWords: Readonly<Record<string, string>> = {
  requested: '待机构办理',
  made: '已更正',
  declined: '未同意',
}

const Correction = ({
  application,
  open,
  onClose,
}: {
  readonly application: MyApplication
  readonly open: boolean
  readonly onClose: () => void
}) => {
  const request = useCommand<typeof enrolment.requestCorrection>('enrolment.requestCorrection')
  const [field, setField] = useState<string>('phone')
  const [value, setValue] = useState('')
  const [reason, setReason] = useState('')
  const send = async () => {
    const outcome = await request.run({
      organisationId: application.organisationId,
      applicationId: application.applicationId,
      field: field as Field,
      value,
      reason,
    })
    if (outcome && !outcome.refused) {
      say('更正申请已提交，等待机构办理')
      onClose()
    }
  }
  return (
    <Dialog
      title="申请更正信息"
      open={open}
      onClose={onClose}
      actions={
        <Button busy={request.pending} onClick={send}>
          提交申请
        </Button>
      }
    >
      <Select label="更正栏目" value={field} onText={setField} choices={fields} />
      <Input label="更正为" value={value} onText={setValue} required />
      <Input label="理由" value={reason} onText={setReason} required hint="至少 4 个字" />
      <Trouble of={request} book={enrolmentRefusals} />
    </Dialog>
  )
}

/** After submission: where it stands, what comes next, the form to download, the story so far. */
export const StatusPage = ({ application, onSaved }: StepProps) => {
  const print = useCommand<typeof enrolment.printApplicationForm>('enrolment.printForm')
  const withdraw = useCommand<typeof enrolment.withdrawApplication>('enrolment.withdraw')
  const [asking, setAsking] = useState(false)
  const [correcting, setCorrecting] = useState(false)
  const key = { organisationId: application.organisationId, applicationId: application.applicationId }
  const may = (action: string) => application.availableActions.some((each) => each.action === action)
  const download = async () => {
    const outcome = await print.run(key)
    if (outcome && !outcome.refused) window.location.assign(fileAddress(outcome.value))
  }
  const takeBack = async () => {
    setAsking(false)
    const outcome = await withdraw.run({ ...key, version: application.version })
    if (outcome && !outcome.refused) onSaved()
  }
  return (
    <div className="stack">
      <h1>
        {application.trade || application.occupationName} {application.levelName}
      </h1>
      <p className="row">
        <StatusTag tone={toneOf(application.state)}>{application.stateTitle}</StatusTag>
        <span className="quiet">{application.organisationName}</span>
      </p>
      {application.returnNote && <p className="notice">审核意见：{application.returnNote}</p>}
      <section className="panel">
        <FactList
          facts={[
            {
              label: '资格审核截止',
              value: <DayText on={application.reviewUntil} />,
              clauses: ['SDS-3.1-05'],
            },
            {
              label: '交费截止',
              value: <DayText on={application.paymentUntil} />,
              clauses: ['SDS-A2-08', 'SDS-A2-09'],
            },
            { label: '准考证下载', value: <DayText on={application.ticketFrom} />, clauses: ['SDS-3.1-06'] },
            { label: '考试日期', value: <DayText on={application.examFrom} /> },
          ]}
        />
      </section>
      <Button busy={print.pending} onClick={download}>
        下载申报表（PDF）
      </Button>
      <ClauseChips ids={['SDS-3.2-06']} />
      <Trouble of={print} book={enrolmentRefusals} />
      <h2>办理进度</h2>
      <Trail
        of={application.timeline.map((step, at) => ({
          id: `${at}`,
          at: step.at,
          who: step.actor,
          what: step.note ? `${step.title}：${step.note}` : step.title,
          clauses: step.clauses,
        }))}
      />
      {application.corrections.length > 0 && (
        <section className="panel">
          <FactList
            facts={application.corrections.map((each) => ({
              label: `更正${each.field}`,
              value: `${each.newValue}（${correctionWords[each.state] ?? each.state}）`,
            }))}
          />
        </section>
      )}
      <div className="row">
        {may('correct') && (
          <Button kind="plain" onClick={() => setCorrecting(true)}>
            申请更正信息
          </Button>
        )}
        {may('withdraw') && (
          <Button kind="danger" busy={withdraw.pending} onClick={() => setAsking(true)}>
            撤回报名
          </Button>
        )}
      </div>
      <Trouble of={withdraw} book={enrolmentRefusals} />
      <Correction application={application} open={correcting} onClose={() => setCorrecting(false)} />
      <Confirm
        title="撤回报名？"
        open={asking}
        onClose={() => setAsking(false)}
        verb="撤回"
        onConfirm={takeBack}
      >
        <p>撤回后不能恢复，也不能再次报名本批次。</p>
      </Confirm>
    </div>
  )
}
