import type { PracticalPaper } from '#modules/itembank/practical/core/practical.ts'
import { levelName, levels } from '#modules/policy/core/level.ts'
import type { Refusal } from '#platform/contract/verdict.ts'
import { Checkbox, fieldError, Input, Select, TextArea } from '../../../kit/fields.tsx'

/** What stands on the head of all three documents. */
export const HeadForm = ({
  paper,
  onPaper,
  refusal,
}: {
  readonly paper: PracticalPaper
  readonly onPaper: (paper: PracticalPaper) => void
  readonly refusal: Refusal | null
}) => {
  const { scoring } = paper
  const text = (key: 'paperNo' | 'title' | 'occupation' | 'occupationCode' | 'level' | 'timeRule') => ({
    value: paper[key],
    onText: (value: string) => onPaper({ ...paper, [key]: value }),
    error: fieldError(refusal, key),
  })
  const number = (key: 'totalScore' | 'passScore' | 'totalMinutes' | 'scoreStep') => ({
    type: 'number',
    step: 'any',
    value: String(paper[key]),
    onText: (value: string) => onPaper({ ...paper, [key]: Number(value) }),
  })
  return (
    <section className="panel stack">
      <h2>考核概况</h2>
      <div className="practical-grid">
        <Input label="试卷编号" {...text('paperNo')} required />
        <Input label="试卷名称" {...text('title')} required />
        <Input label="职业" {...text('occupation')} required />
        <Input label="职业编码" {...text('occupationCode')} required />
        <Select
          label="等级"
          {...text('level')}
          choices={levels.map((level) => ({ value: levelName(level), label: levelName(level) }))}
          required
        />
        <Input label="总分" {...number('totalScore')} required />
        <Input label="合格分数" {...number('passScore')} required />
        <Input label="总时间（分钟）" {...number('totalMinutes')} required />
        <Input label="最小记分单位" {...number('scoreStep')} required />
        <Input
          label="每名考生考评员人数"
          type="number"
          value={String(scoring.examinersPerCandidate)}
          onText={(value) =>
            onPaper({ ...paper, scoring: { ...scoring, examinersPerCandidate: Number(value) } })
          }
          required
        />
      </div>
      <Checkbox
        label="考评员人数须为单数"
        checked={scoring.oddNumber}
        onCheck={(oddNumber) => onPaper({ ...paper, scoring: { ...scoring, oddNumber } })}
      />
      <TextArea
        label="评分方式"
        rows={2}
        value={scoring.method}
        onText={(method) => onPaper({ ...paper, scoring: { ...scoring, method } })}
      />
      <TextArea label="时间规定" rows={2} {...text('timeRule')} />
    </section>
  )
}
