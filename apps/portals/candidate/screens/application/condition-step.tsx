import { type ChangeEvent, useState } from 'react'
import type * as enrolment from '#modules/enrolment/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { ClauseChips } from '../../../kit/clause.tsx'
import { useCommand } from '../../../kit/client.ts'
import { Checkbox, fieldError, Input, Radio, Select } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { Verdict } from '../../../kit/verdict.tsx'
import { enrolmentRefusals } from '../../../refusals/enrolment.ts'
import { sendFile } from './send-file.ts'
import type { StepProps } from './step.ts'

type Certificate = NonNullable<ReplyOf<typeof enrolment.myApplication>['priorCertificate']>

const subjectWords = { theory: '理论', practical: '技能', review: '综合' } as const
const levels = ['五级/初级工', '四级/中级工', '三级/高级工', '二级/技师', '一级/高级技师']
const blank = { title: '', level: '', number: '', issuedOn: '', issuer: '' }

/** The five fields of annex 2, asked for once a type is chosen (SDS-A2-03, SDS-A2-04). */
const CertificateFields = (props: {
  readonly value: Certificate
  readonly onValue: (value: Certificate) => void
}) => {
  const { value, onValue } = props
  const set = (key: keyof Certificate) => (text: string) => onValue({ ...value, [key]: text })
  const other = value.type === '其他证书'
  return (
    <>
      <Input
        label={other ? '证书名称' : '证书职业（工种）'}
        value={value.title}
        onText={set('title')}
        required
      />
      {other ? (
        <Input label="证书等级" value={value.level} onText={set('level')} required />
      ) : (
        <Select
          label="证书等级"
          value={value.level}
          onText={set('level')}
          choices={levels.map((each) => ({ value: each, label: each }))}
          required
        />
      )}
      <Input label="证书编号" value={value.number} onText={set('number')} required />
      <Input label="发证日期" type="date" value={value.issuedOn} onText={set('issuedOn')} required />
      <Input label="发证机构" value={value.issuer} onText={set('issuer')} required />
    </>
  )
}

type Subject = keyof typeof subjectWords

const Subjects = (props: {
  readonly offered: readonly Subject[]
  readonly chosen: readonly Subject[]
  readonly onChoose: (chosen: Subject[]) => void
}) => (
  <fieldset className="field">
    <legend>申报科目</legend>
    {props.offered.map((subject) => {
      const isChosen = props.chosen.includes(subject)
      const others = props.chosen.filter((each) => each !== subject)
      return (
        <Checkbox
          key={subject}
          label={subjectWords[subject]}
          checked={isChosen}
          onCheck={() => props.onChoose(isChosen ? others : [...others, subject])}
        />
      )
    })}
  </fieldset>
)

/** Proofs that the condition chosen asks for (SDS-3.3-04, SDS-3.3-05). */
const Proofs = ({ application, onSaved }: StepProps) => {
  const attach = useCommand<typeof enrolment.attach>('enrolment.attach')
  const asked = application.materials.filter(({ kind, needed }) => needed && kind !== 'application-form')
  const send = (kind: string) => async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    event.target.value = ''
    if (
      file &&
      (await sendFile({ application, attach, kind: kind as 'education-proof', blob: file, name: file.name }))
    )
      onSaved()
  }
  if (asked.length === 0) return null
  return (
    <section className="panel stack">
      <h2>需要上传的材料</h2>
      {asked.map(({ kind, title, onFile, clauses }) => (
        <p key={kind} className="row">
          <span>
            {onFile ? '✓' : '—'} {title}
          </span>
          <ClauseChips ids={clauses} />
          <label className="button plain">
            {onFile ? '重新上传' : '上传'}
            <input type="file" accept="image/*,application/pdf" className="unseen" onChange={send(kind)} />
          </label>
        </p>
      ))}
      <p className="quiet">PDF、JPG 或 PNG。</p>
      <Trouble of={attach} book={enrolmentRefusals} />
    </section>
  )
}

/** Subjects, condition, years of work and earlier certificate, with the machine's verdict before anything is submitted. */
export const ConditionStep = ({
  application,
  onSaved,
  onNext,
}: StepProps & { readonly onNext: () => void }) => {
  const save = useCommand<typeof enrolment.saveDraft>('enrolment.saveDraft')
  const [subjects, setSubjects] = useState(application.subjects)
  const [conditionCode, setConditionCode] = useState(application.conditionCode)
  const [workFrom, setWorkFrom] = useState(application.workFrom ?? '')
  const [workYears, setWorkYears] = useState(
    application.workYears === null ? '' : String(application.workYears),
  )
  const [certificate, setCertificate] = useState<Certificate | null>(application.priorCertificate)
  const keep = async () => {
    const outcome = await save.run({
      organisationId: application.organisationId,
      applicationId: application.applicationId,
      version: application.version,
      data: {
        subjects,
        conditionCode,
        workFrom: workFrom || null,
        workYears: workYears === '' ? null : Number(workYears),
        priorCertificate: certificate,
      },
    })
    if (outcome && !outcome.refused) onSaved()
  }
  const ready =
    application.evaluation?.met &&
    application.materials.every(
      ({ kind, needed, onFile }) =>
        !needed || onFile || kind === 'application-form' || kind === 'prior-certificate',
    )
  return (
    <>
      <Subjects offered={application.lineSubjects} chosen={subjects} onChoose={setSubjects} />
      <Radio
        label="申报条件（符合其中一项即可）"
        value={conditionCode}
        onPick={setConditionCode}
        choices={application.conditions.map(({ code, text }) => ({ value: code, label: text }))}
        error={fieldError(save.refusal, 'conditionCode')}
      />
      <Input label="从事本职业或相关职业的起始日期" type="date" value={workFrom} onText={setWorkFrom} />
      <Input
        label="从事本职业的年限（年）"
        type="number"
        inputMode="numeric"
        min={0}
        value={workYears}
        onText={setWorkYears}
      />
      <Radio
        label="现持有的证书"
        value={certificate?.type ?? '无'}
        onPick={(type: Certificate['type'] | '无') =>
          setCertificate(type === '无' ? null : { ...blank, ...certificate, type })
        }
        choices={(['无', '职业资格证书', '职业技能等级证书', '其他证书'] as const).map((value) => ({
          value,
          label: value,
        }))}
      />
      {certificate && <CertificateFields value={certificate} onValue={setCertificate} />}
      <Trouble of={save} book={enrolmentRefusals} />
      <Button kind={ready ? 'plain' : 'main'} busy={save.pending} onClick={keep}>
        保存并查看是否符合
      </Button>
      {application.evaluation && <Verdict evaluation={application.evaluation} />}
      <Proofs application={application} onSaved={onSaved} />
      {ready && <Button onClick={onNext}>下一步</Button>}
    </>
  )
}
