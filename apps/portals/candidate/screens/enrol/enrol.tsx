import { useState } from 'react'
import { useNavigate } from 'react-router'
import type * as enrolment from '#modules/enrolment/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { toneOf } from '../../../kit/application-tone.ts'
import { Button, ButtonLink } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { Input, Radio } from '../../../kit/fields.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { DayText } from '../../../kit/moment.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { enrolmentRefusals } from '../../../refusals/enrolment.ts'

type Batch = ReplyOf<typeof enrolment.openPlans>['batches'][number]

const subjectWords = { theory: '理论', practical: '技能', review: '综合评审' } as const

const Mine = () => {
  const mine = useQuery<typeof enrolment.myApplications>('enrolment.mine', {})
  return (
    <Loaded of={mine}>
      {({ applications }) =>
        applications.length === 0 ? null : (
          <section className="stack">
            <h2>我的报名</h2>
            {applications.map((each) => (
              <article key={each.applicationId} className="panel stack">
                <p className="row">
                  <strong>
                    {each.occupationName} {each.levelName}
                  </strong>
                  <StatusTag tone={toneOf(each.state)}>{each.stateTitle}</StatusTag>
                </p>
                <p className="quiet">
                  {each.organisationName} · {each.batchName}
                </p>
                <p>
                  考试日期 <DayText on={each.examFrom} />
                </p>
                <ButtonLink kind="plain" to={`/enrol/${each.organisationId}/${each.applicationId}`}>
                  {each.state === 'draft' || each.state === 'returned' ? '继续填写' : '查看进度'}
                </ButtonLink>
              </article>
            ))}
          </section>
        )
      }
    </Loaded>
  )
}

/** Passports and permits do not tell sex and birth date; asked for only when the server says so. */
const MissingData = (props: {
  readonly sex: '男' | '女' | null
  readonly birthDate: string
  readonly onSex: (sex: '男' | '女') => void
  readonly onBirthDate: (day: string) => void
}) => (
  <>
    <Radio
      label="性别"
      value={props.sex}
      onPick={props.onSex}
      choices={[
        { value: '男', label: '男' },
        { value: '女', label: '女' },
      ]}
    />
    <Input label="出生日期" type="date" value={props.birthDate} onText={props.onBirthDate} required />
  </>
)

/** HN-3.1.5-14: until when nobody enrols, and where the case is. */
const BanNotice = ({ ban }: { readonly ban: NonNullable<ReplyOf<typeof enrolment.openPlans>['ban']> }) => (
  <section className="panel stack" role="alert">
    <p>
      <StatusTag tone="refused">禁考期内</StatusTag>
    </p>
    <p>
      因违纪处理（{ban.caseNumber}），至
      <DayText on={ban.untilOn} />
      （含当日）不得报名。{ban.reason}
    </p>
    <ButtonLink kind="plain" to="/violations">
      查看我的违纪处理
    </ButtonLink>
  </section>
)

const BatchCard = ({ batch }: { readonly batch: Batch }) => {
  const navigate = useNavigate()
  const start = useCommand<typeof enrolment.startApplication>('enrolment.start')
  const [lineId, setLineId] = useState(batch.lines[0]?.lineId ?? '')
  const [sex, setSex] = useState<'男' | '女' | null>(null)
  const [birthDate, setBirthDate] = useState('')
  const line = batch.lines.find((each) => each.lineId === lineId)
  const begin = async () => {
    const outcome = await start.run({
      organisationId: batch.organisationId,
      batchId: batch.batchId,
      lineId,
      ...(sex ? { sex } : {}),
      ...(birthDate ? { birthDate } : {}),
    })
    if (outcome && !outcome.refused)
      navigate(`/enrol/${outcome.value.organisationId}/${outcome.value.applicationId}`)
  }
  return (
    <article className="panel stack">
      <h3>{batch.organisationName}</h3>
      <p className="quiet">{batch.name}</p>
      <p>
        报名 <DayText on={batch.enrolmentFrom} /> 至 <DayText on={batch.enrolmentTo} />
        ，考试 <DayText on={batch.examFrom} />
      </p>
      <Radio
        label="申报职业和等级"
        value={lineId}
        onPick={setLineId}
        choices={batch.lines.map((each) => ({
          value: each.lineId,
          label: `${each.trade || each.occupationName} ${each.levelName}`,
          hint: `${each.subjects.map((subject) => subjectWords[subject]).join('、')} · 收费 ${(each.feeCents / 100).toFixed(2)} 元`,
        }))}
      />
      {start.refusal?.code === 'PERSONAL_DATA_MISSING' && (
        <MissingData sex={sex} birthDate={birthDate} onSex={setSex} onBirthDate={setBirthDate} />
      )}
      <Trouble of={start} book={enrolmentRefusals} />
      <Button busy={start.pending} disabled={!line} onClick={begin}>
        报名
      </Button>
    </article>
  )
}

/** Where a candidate goes on with what is begun, or begins: only batches open today are offered (SDS-3.2-02). */
const Enrol = () => {
  const plans = useQuery<typeof enrolment.openPlans>('enrolment.openPlans', {})
  return (
    <div className="stack">
      <h1>报名</h1>
      <Mine />
      <h2>正在报名的批次</h2>
      <Loaded of={plans}>
        {({ batches, ban }) => (
          <>
            {ban && <BanNotice ban={ban} />}
            {batches.length === 0 ? (
              <EmptyState title="今天没有正在报名的批次" />
            ) : (
              batches.map((batch) => <BatchCard key={batch.batchId} batch={batch} />)
            )}
          </>
        )}
      </Loaded>
    </div>
  )
}

export default Enrol
