import { useState } from 'react'
import type * as enrolment from '#modules/enrolment/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { ClauseChips } from '../../../kit/clause.tsx'
import { useCommand } from '../../../kit/client.ts'
import { dayText } from '../../../kit/day-text.ts'
import { Confirm } from '../../../kit/dialog.tsx'
import { FactList } from '../../../kit/facts.tsx'
import { Checkbox } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { say } from '../../../kit/toast.tsx'
import { Verdict } from '../../../kit/verdict.tsx'
import { enrolmentRefusals } from '../../../refusals/enrolment.ts'
import type { StepProps } from './step.ts'

const subjectWords = { theory: '理论', practical: '技能', review: '综合' } as const

/** Everything once more, the notice that nothing changes afterwards (SDS-3.3-13), and the submission. */
export const ConfirmStep = ({
  application,
  onSaved,
  committed,
}: StepProps & { readonly committed: boolean }) => {
  const submit = useCommand<typeof enrolment.submitApplication>('enrolment.submit')
  const [asking, setAsking] = useState(false)
  const [noChange, setNoChange] = useState(false)
  const send = async () => {
    setAsking(false)
    const outcome = await submit.run({
      organisationId: application.organisationId,
      applicationId: application.applicationId,
      version: application.version,
      acceptCommitment: committed,
      acceptNoChange: noChange,
    })
    if (outcome && !outcome.refused) {
      say('报名已提交')
      onSaved()
    }
  }
  const { priorCertificate: certificate } = application
  return (
    <>
      <section className="panel">
        <FactList
          facts={[
            { label: '姓名', value: application.name },
            { label: '性别', value: application.sex },
            { label: '出生日期', value: dayText(application.birthDate) },
            { label: application.documentType, value: application.documentMasked },
            { label: '手机号码', value: application.phoneMasked || '未填写' },
            { label: '学历及专业', value: `${application.education} ${application.major}` },
            { label: '考生类别', value: application.category },
            { label: '工作单位', value: application.employer || '无' },
            {
              label: '证书信息',
              value: certificate ? `${certificate.type} ${certificate.level} ${certificate.number}` : '无',
            },
            { label: '申报职业（工种）', value: application.trade || application.occupationName },
            { label: '申报等级', value: application.levelName },
            {
              label: '申报科目',
              value: application.subjects.map((subject) => subjectWords[subject]).join('、'),
            },
          ]}
        />
      </section>
      {application.evaluation && <Verdict evaluation={application.evaluation} />}
      <p className="notice">
        {application.noChangeNotice} <ClauseChips ids={['SDS-3.3-12', 'SDS-3.3-13']} />
      </p>
      <Checkbox label="我已逐项核对，知道提交后不得修改" checked={noChange} onCheck={setNoChange} />
      <Trouble of={submit} book={enrolmentRefusals} />
      <Button busy={submit.pending} onClick={() => setAsking(true)}>
        提交报名
      </Button>
      <Confirm
        title="确认提交报名？"
        open={asking}
        onClose={() => setAsking(false)}
        verb="确认提交"
        onConfirm={send}
      >
        <p>{application.noChangeNotice}</p>
      </Confirm>
    </>
  )
}
