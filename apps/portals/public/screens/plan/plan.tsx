import { useParams } from 'react-router'
import type * as plan from '#modules/plan/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { useQuery } from '../../../kit/client.ts'
import { dayText, instantText } from '../../../kit/day-text.ts'
import { FactList } from '../../../kit/facts.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { yuanText } from '../../../kit/money.ts'
import { StageRibbon } from '../../../kit/stage-ribbon.tsx'
import { planRefusals } from '../../../refusals/plan.ts'
import { EnrolmentTag } from '../plans/enrolment-tag.tsx'

type Value = ReplyOf<typeof plan.publicPlan>

const factsOf = (value: Value) => [
  { label: '机构', value: value.organisationName },
  { label: '联系人', value: value.contactName },
  { label: '联系电话', value: value.contactPhone },
  { label: '认定地点', value: value.places.join('；') || '——' },
  {
    label: '报名',
    value: `${dayText(value.enrolmentFrom)}至${dayText(value.enrolmentTo)}`,
    clauses: ['SDS-3.1-04'],
  },
  { label: '缴费截止', value: dayText(value.dates.paymentUntil), clauses: ['SDS-A2-09'] },
  { label: '准考证下载', value: `${dayText(value.dates.ticketFrom)}起`, clauses: ['SDS-3.1-06'] },
  {
    label: '考试',
    value:
      value.examFrom === value.examTo
        ? dayText(value.examFrom)
        : `${dayText(value.examFrom)}至${dayText(value.examTo)}`,
  },
  {
    label: '结果公示',
    value: `${dayText(value.dates.publicityFrom)}至${dayText(value.dates.publicityTo)}`,
    clauses: ['SDS-5.2-02'],
  },
  { label: '发布时间', value: instantText(value.publishedAt), clauses: ['SDS-3.1-03'] },
]

const Face = ({ value }: { readonly value: Value }) => (
  <div className="stack">
    <div className="row">
      <h1>{value.name}</h1>
      <EnrolmentTag enrolment={value.enrolment} />
    </div>
    {value.enrolment === 'open' && (
      <p>
        <a className="button main" href={`/candidate/enrol?batch=${value.batchId}`}>
          我要报名
        </a>
      </p>
    )}
    <StageRibbon segments={value.segments} label="批次时间轴" />
    <section className="panel">
      <FactList facts={factsOf(value)} />
    </section>
    {value.lines.map((line) => (
      <section key={line.lineId} className="panel stack">
        <h2>
          {line.occupationName}
          {line.trade && `（${line.trade}）`} {line.levelName}
        </h2>
        <FactList
          facts={[
            { label: '职业（工种）编码', value: line.occupationCode },
            { label: '认定对象', value: line.targetGroup },
            { label: '收费标准', value: yuanText(line.feeCents), clauses: ['SDS-A1-06'] },
          ]}
        />
      </section>
    ))}
    {value.conditions.map(({ title, text }) => (
      <section key={title} className="panel stack">
        <h2>申报条件：{title}</h2>
        <p>{text}</p>
      </section>
    ))}
    <section className="panel stack">
      <h2>报名流程及要求</h2>
      <p>{value.enrolmentProcedure || '请咨询机构。'}</p>
    </section>
  </div>
)

const Plan = () => {
  const { batchId = '' } = useParams()
  const page = useQuery<typeof plan.publicPlan>('plan.publicPlan', { batchId })
  return (
    <Loaded of={page} book={planRefusals}>
      {(value) => <Face value={value} />}
    </Loaded>
  )
}
export default Plan
