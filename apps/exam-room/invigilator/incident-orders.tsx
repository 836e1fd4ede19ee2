import { type ReactNode, useState } from 'react'
import type { IncidentAct } from '#modules/delivery/incident/core/incident-act.ts'
import type { IncidentView } from '#modules/delivery/incident/core/incident-view.ts'
import type { IncidentDesk } from './incident-desk.ts'

interface Props {
  readonly desk: IncidentDesk
  readonly incident: IncidentView
}

/** A button that unfolds its form; the form folds again when the order was done. */
export const FoldedForm = ({
  word,
  act,
  order,
  children,
}: {
  readonly word: string
  readonly act: (data: FormData, form: HTMLFormElement) => IncidentAct
  readonly order: IncidentDesk['order']
  readonly children: ReactNode
}) => {
  const [open, setOpen] = useState(false)
  if (!open) {
    return (
      <button type="button" onClick={() => setOpen(true)}>
        {word}
      </button>
    )
  }
  return (
    <form
      className="reason stack"
      aria-label={word}
      onSubmit={async (event) => {
        event.preventDefault()
        const form = event.currentTarget
        if (await order(act(new FormData(form), form))) setOpen(false)
      }}
    >
      {children}
      <div className="row end">
        <button type="button" onClick={() => setOpen(false)}>
          取消
        </button>
        <button type="submit" className="primary">
          {word}
        </button>
      </div>
    </form>
  )
}

export const Line = ({
  name,
  label,
  ...rest
}: {
  readonly name: string
  readonly label: string
  readonly type?: string
  readonly defaultValue?: string | number
  readonly required?: boolean
}) => (
  <label className="field">
    {label}
    <input name={name} required {...rest} />
  </label>
)

const text = (data: FormData, name: string): string => String(data.get(name) ?? '')

const signers = [
  ['chief', '主考（考点负责人）'],
  ['invigilator', '监考人员'],
  ['subject', '当事人（由我见证）'],
] as const

const SignForm = ({ desk, incident: { number } }: Props) => {
  const [as, setAs] = useState<(typeof signers)[number][0]>('chief')
  const byPasscode = desk.signing === 'passcode'
  return (
    <FoldedForm
      word="签名"
      order={desk.order}
      act={(data) => ({
        ...{ act: 'sign', incident: number, as },
        ...{ person: text(data, 'person'), passcode: text(data, 'passcode') },
      })}
    >
      <label className="field">
        岗位
        <select value={as} onChange={({ target }) => setAs(target.value as typeof as)}>
          {signers.map(([role, word]) => (
            <option key={role} value={role}>
              {word}
            </option>
          ))}
        </select>
      </label>
      {(byPasscode || as === 'subject') && (
        <Line name="person" label={as === 'subject' ? '当事人姓名' : '姓名或工号'} />
      )}
      {byPasscode ? (
        <Line
          name="passcode"
          label={as === 'subject' ? '见证人（本人）口令' : '签名人口令'}
          type="password"
        />
      ) : (
        as !== 'subject' && <p className="soft">以当前登录的姓名签名。</p>
      )}
    </FoldedForm>
  )
}

const Seizure = ({ desk, incident: { number, seats } }: Props) => (
  <FoldedForm
    word="登记物证"
    order={desk.order}
    act={(data) => ({
      ...{ act: 'seize', incident: number, seat: text(data, 'seat') },
      ...{ article: text(data, 'article'), taker: text(data, 'taker'), keeper: text(data, 'keeper') },
    })}
  >
    <label className="field">
      考生座位
      <select name="seat">
        {seats.map((seat) => (
          <option key={seat}>{seat}</option>
        ))}
      </select>
    </label>
    <Line name="article" label="物品" />
    <Line name="taker" label="收缴人" />
    <Line name="keeper" label="保管人" />
  </FoldedForm>
)

const Compensation = ({ desk, incident: { number, proposal, mayCompensate, seats } }: Props) => (
  <>
    {proposal && (
      <p role="status">
        按规定可为{proposal.scope === 'room' ? '全考场' : `${seats.join('、')} 号座位`}补时{' '}
        <strong>{proposal.minutes}</strong> 分钟{!mayCompensate && '，由考点负责人决定'}。
      </p>
    )}
    {proposal && mayCompensate && (
      <FoldedForm
        key={proposal.minutes}
        word="补时"
        order={desk.order}
        act={(data) => ({
          ...{ act: 'compensate', incident: number, minutes: Number(data.get('minutes')) },
          reason: text(data, 'reason'),
        })}
      >
        <Line name="minutes" label="分钟" type="number" defaultValue={proposal.minutes} />
        <Line name="reason" label="原因（可不填）" required={false} />
      </FoldedForm>
    )}
    {mayCompensate && seats.length > 0 && desk.signing === 'passcode' && (
      <FoldedForm
        word="列入重考名单"
        order={desk.order}
        act={(data) => ({ act: 'resit', incident: number, seats, reason: text(data, 'reason') })}
      >
        <Line name="reason" label={`${seats.join('、')} 号座位不能当日补足的原因`} />
      </FoldedForm>
    )}
  </>
)

/** HN-2.3.4-24: what those on duty propose about the offender; it goes into the case. */
const ProposalOf = ({ incident: { proposals } }: { readonly incident: IncidentView }) =>
  proposals.length > 0 && (
    <label className="field">
      对考生的处理意见（可不选）
      <select name="proposal" defaultValue="">
        <option value="">不提意见</option>
        {proposals.map((proposal) => (
          <option key={proposal}>{proposal}</option>
        ))}
      </select>
    </label>
  )

/** What may be done about an open incident beside its steps. */
export const IncidentOrders = ({ desk, incident }: Props) => {
  const { number } = incident
  return (
    <div className="stack actions">
      <Compensation desk={desk} incident={incident} />
      <SignForm desk={desk} incident={incident} />
      <FoldedForm
        word="登记报告"
        order={desk.order}
        act={(data) => ({
          ...{ act: 'report', incident: number, to: text(data, 'to'), text: text(data, 'text') },
        })}
      >
        <Line name="to" label="报告对象" />
        <Line name="text" label="请示事项（可不填）" required={false} />
      </FoldedForm>
      {incident.reports.length > 0 && (
        <FoldedForm
          word="登记答复"
          order={desk.order}
          act={(data) => ({
            ...{ act: 'answer', incident: number, by: text(data, 'by'), text: text(data, 'text') },
          })}
        >
          <Line name="by" label="答复人" />
          <Line name="text" label="答复内容" />
        </FoldedForm>
      )}
      {incident.seats.length > 0 && desk.signing === 'passcode' && (
        <Seizure desk={desk} incident={incident} />
      )}
      {incident.mayClose && (
        <FoldedForm
          word="办结"
          order={desk.order}
          act={(data) => ({
            ...{ act: 'close', incident: number, decision: text(data, 'decision') },
            ...(text(data, 'proposal') && { proposal: text(data, 'proposal') }),
          })}
        >
          <Line name="decision" label="处理决定" />
          <ProposalOf incident={incident} />
        </FoldedForm>
      )}
    </div>
  )
}
