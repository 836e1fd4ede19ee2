import { Link, useSearchParams } from 'react-router'
import type * as plan from '#modules/plan/contract.ts'
import type { InputOf, ReplyOf } from '#platform/contract/contract.ts'
import { useQuery } from '../../../kit/client.ts'
import { dayText } from '../../../kit/day-text.ts'
import { Input, Select } from '../../../kit/fields.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { Pager } from '../../../kit/pager.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { EnrolmentTag } from './enrolment-tag.tsx'
import './plans.css'

type Row = ReplyOf<typeof plan.publicPlans>['rows'][number]
type Enrolment = NonNullable<InputOf<typeof plan.publicPlans>['enrolment']>

const choices = [
  { value: 'open', label: '正在报名' },
  { value: 'future', label: '即将报名' },
  { value: 'over', label: '报名结束' },
]

const PlanCard = ({ row }: { readonly row: Row }) => (
  <li className="panel stack">
    <div className="row">
      <h2>
        <Link to={`/plans/${row.batchId}`}>{row.name}</Link>
      </h2>
      <EnrolmentTag enrolment={row.enrolment} />
    </div>
    <p>
      {row.organisationName}
      <span className="quiet"> {row.cityName}</span>
    </p>
    <p>{row.lines.map((line) => `${line.occupationName} ${line.levelName}`).join('、')}</p>
    <p className="quiet">
      报名 {dayText(row.enrolmentFrom)}至{dayText(row.enrolmentTo)}，考试 {dayText(row.examFrom)}
    </p>
  </li>
)

/** 计划公告: the published batches, for everyone; the filter stands in the address and can be shared. */
const Plans = () => {
  const [search, setSearch] = useSearchParams()
  const occupation = search.get('occupation') ?? ''
  const enrolment = choices.find(({ value }) => value === search.get('enrolment'))?.value as
    | Enrolment
    | undefined
  const page = Number(search.get('page')) || 1
  const set = (key: string, value: string) => {
    const next = new URLSearchParams(search)
    next.delete('page')
    if (value) next.set(key, value)
    else next.delete(key)
    setSearch(next, { replace: true })
  }
  const plans = useQuery<typeof plan.publicPlans>(
    'plan.publicPlans',
    { page, pageSize: 20, ...(occupation && { occupation }), ...(enrolment && { enrolment }) },
    { keep: true },
  )
  return (
    <div className="stack">
      <h1>计划公告</h1>
      <p>
        <Link to="/notices">查看各机构年度认定计划公告</Link>
      </p>
      <div className="plan-filter">
        <Input label="职业名称" value={occupation} onText={(text) => set('occupation', text)} />
        <Select
          label="报名状态"
          value={enrolment ?? ''}
          choices={choices}
          onText={(text) => set('enrolment', text)}
        />
      </div>
      <Loaded of={plans}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <EmptyState title="没有符合条件的认定计划" />
          ) : (
            <>
              <ul className="plan-cards">
                {rows.map((row) => (
                  <PlanCard key={row.batchId} row={row} />
                ))}
              </ul>
              <Pager page={page} pageSize={20} total={total} onPage={(next) => set('page', String(next))} />
            </>
          )
        }
      </Loaded>
    </div>
  )
}
export default Plans
