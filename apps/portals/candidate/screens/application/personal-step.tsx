import { useState } from 'react'
import type * as enrolment from '#modules/enrolment/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand } from '../../../kit/client.ts'
import { dayText } from '../../../kit/day-text.ts'
import { FactList } from '../../../kit/facts.tsx'
import { Checkbox, fieldError, Input, Radio, Select } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { enrolmentRefusals } from '../../../refusals/enrolment.ts'
import type { StepProps } from './step.ts'

/** Personal data of annex 2; what the identity document says cannot be typed over. */
export const PersonalStep = ({ application, onSaved }: StepProps) => {
  const save = useCommand<typeof enrolment.saveDraft>('enrolment.saveDraft')
  const [education, setEducation] = useState(application.education)
  const [major, setMajor] = useState(application.major)
  const [category, setCategory] = useState<string | null>(application.category || null)
  const [employer, setEmployer] = useState(application.employer)
  const [phone, setPhone] = useState('')
  const [currentStudent, setCurrentStudent] = useState(application.currentStudent)
  const [specialNeeds, setSpecialNeeds] = useState(application.specialNeeds)
  const keep = async () => {
    const outcome = await save.run({
      organisationId: application.organisationId,
      applicationId: application.applicationId,
      version: application.version,
      data: {
        education,
        major,
        category: category ?? '',
        employer,
        currentStudent,
        specialNeeds,
        ...(phone ? { phone } : {}),
      },
    })
    if (outcome && !outcome.refused) onSaved()
  }
  return (
    <>
      <section className="panel">
        <FactList
          facts={[
            { label: '姓名', value: application.name },
            { label: '性别', value: application.sex },
            { label: '出生日期', value: dayText(application.birthDate) },
            { label: application.documentType, value: application.documentMasked },
          ]}
        />
      </section>
      <Input
        label="手机号码"
        type="tel"
        inputMode="numeric"
        value={phone}
        onText={setPhone}
        placeholder={application.phoneMasked}
        hint={application.phoneMasked ? `已登记 ${application.phoneMasked}，不改可不填` : undefined}
        error={fieldError(save.refusal, 'phone')}
      />
      <Select
        label="学历"
        value={education}
        onText={setEducation}
        choices={application.educations.map((value) => ({ value, label: value }))}
        error={fieldError(save.refusal, 'education')}
        required
      />
      <Input label="专业名称" value={major} onText={setMajor} hint="没有专业的可不填" />
      <Radio
        label="考生类别"
        value={category}
        onPick={setCategory}
        choices={application.categories.map((value) => ({ value, label: value }))}
        error={fieldError(save.refusal, 'category')}
      />
      <Checkbox label="我是在读学生" checked={currentStudent} onCheck={setCurrentStudent} />
      <Input label="工作单位" value={employer} onText={setEmployer} hint="学生填所在学校" />
      <Input
        label="考试便利需求"
        value={specialNeeds}
        onText={setSpecialNeeds}
        hint="如无障碍座位，没有可不填"
      />
      <Trouble of={save} book={enrolmentRefusals} />
      <Button busy={save.pending} onClick={keep}>
        保存，下一步
      </Button>
    </>
  )
}
