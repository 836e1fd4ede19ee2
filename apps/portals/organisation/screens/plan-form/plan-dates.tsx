import { useState } from 'react'
import type * as plan from '#modules/plan/contract.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import { useQuery } from '../../../kit/client.ts'
import { fieldError, Input } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { StageRibbon } from '../../../kit/stage-ribbon.tsx'
import { planRefusals } from '../../../refusals/plan.ts'

export type Dates = Omit<InputOf<typeof plan.checkTimeline>, 'batchId'>

const titles: { readonly [key in keyof Dates]: string } = {
  enrolmentFrom: '报名开始',
  enrolmentTo: '报名截止',
  reviewUntil: '审核截止',
  paymentUntil: '缴费截止',
  examFrom: '考试开始',
  examTo: '考试结束',
  publicityFrom: '公示开始',
  publicityTo: '公示截止',
  issueOn: '发证',
}
const keys = Object.keys(titles) as (keyof Dates)[]
const given: readonly (keyof Dates)[] = ['enrolmentFrom', 'examFrom', 'examTo']

const isWhole = (dates: Partial<Dates>): dates is Dates => keys.every((key) => Boolean(dates[key]))

/**
 * Beginning of enrolment and days of the exam give all other dates; each may then be moved, and the server judges
 * what stands. `dates` is null until they are complete.
 */
export const usePlanDates = (initial: Partial<Dates>, batchId?: string) => {
  const [entered, setEntered] = useState<Partial<Dates>>(initial)
  const { enrolmentFrom, examFrom, examTo } = entered
  const wish = {
    enrolmentFrom: enrolmentFrom ?? '',
    examFrom: examFrom ?? '',
    examTo: examTo ?? examFrom ?? '',
  }
  const proposal = useQuery<typeof plan.proposeTimeline>('plan.proposeTimeline', wish, {
    enabled: wish.enrolmentFrom !== '' && wish.examFrom !== '',
    keep: true,
  })
  const chosen: Partial<Dates> = Object.fromEntries(
    keys.map((key) => [key, entered[key] ?? proposal.value?.dates[key]]),
  )
  const dates = isWhole(chosen) ? chosen : null
  const judged = useQuery<typeof plan.checkTimeline>(
    'plan.checkTimeline',
    { ...(chosen as Dates), ...(batchId && { batchId }) },
    {
      enabled: dates !== null,
      keep: true,
    },
  )
  const set = (key: keyof Dates, on: string) =>
    // Another wish makes the dates that were moved by hand meaningless.
    setEntered((now) => (given.includes(key) ? { ...pick(now), [key]: on } : { ...now, [key]: on }))
  return { dates, chosen, set, proposal, judged }
}

const pick = (dates: Partial<Dates>): Partial<Dates> =>
  Object.fromEntries(given.flatMap((key) => (dates[key] ? [[key, dates[key]]] : [])))

/** The dates with their ribbon and the first rule they break, as they are typed. */
export const PlanDates = ({ of }: { readonly of: ReturnType<typeof usePlanDates> }) => {
  const { chosen, set, proposal, judged } = of
  const trouble = of.dates ? judged : proposal
  return (
    <section className="panel stack">
      <h2>各环节日期</h2>
      <p className="quiet">填写报名开始和考试日期，其余日期自动推算，可以逐项调整。</p>
      <div className="list-filters">
        {[...given, ...keys.filter((key) => !given.includes(key))].map((key) => (
          <Input
            key={key}
            type="date"
            label={titles[key]}
            value={chosen[key] ?? ''}
            onText={(on) => set(key, on)}
            error={fieldError(trouble.refusal, key)}
          />
        ))}
      </div>
      <Trouble of={trouble} book={planRefusals} />
      {judged.value && !judged.refusal && <StageRibbon segments={judged.value.segments} label="计划时间轴" />}
    </section>
  )
}
