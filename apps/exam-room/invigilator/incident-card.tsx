import type { IncidentView } from '#modules/delivery/incident/core/incident-view.ts'
import { incidentTitle, severityWords } from '#modules/delivery/incident/core/incident-words.ts'
import { policeSteps, proceduresOf } from '#modules/delivery/incident/core/procedures/books.ts'
import type { Procedure, ProcedureStep } from '#modules/delivery/incident/core/procedures/procedure.ts'
import { hourMinute } from '../clock-face.ts'
import type { IncidentDesk } from './incident-desk.ts'
import { filledIn, IncidentField } from './incident-field.tsx'
import { FoldedForm, IncidentOrders, Line } from './incident-orders.tsx'

interface Props {
  readonly desk: IncidentDesk
  readonly incident: IncidentView
}

const isInstant = (value: string): boolean => /^\d{4}-\d\d-\d\dT.*Z$/.test(value)

const valuesOf = (fields: { readonly [field: string]: string }): string =>
  Object.values(fields)
    .map((value) => (isInstant(value) ? hourMinute(value) : value))
    .join('，')

const Step = ({ desk, incident, step }: Props & { readonly step: ProcedureStep }) => {
  const records = incident.steps.filter((one) => one.step === step.step)
  const isOpen = !incident.closed && desk.view.mayAct
  return (
    <li className={records.length > 0 ? 'past' : ''}>
      <div className="stack tight">
        <span>
          {records.length > 0 ? '✓' : '○'} {step.title} <span className="soft">{step.who}</span>
          {step.optional && <span className="soft">（按需）</span>}
        </span>
        {records.map((record) => (
          <span key={record.at + record.by} className="soft tabular">
            {hourMinute(record.at)} {record.by} {valuesOf(record.fields)}
          </span>
        ))}
        {isOpen && (
          <FoldedForm
            word={records.length > 0 ? `再登记“${step.title}”` : `登记“${step.title}”`}
            order={desk.order}
            act={(_data, form) => ({
              ...{ act: 'step', incident: incident.number, step: step.step },
              fields: filledIn(form, step.fields),
            })}
          >
            {step.fields.map((field) => (
              <IncidentField key={field.field} field={field} now={desk.now} />
            ))}
          </FoldedForm>
        )}
      </div>
    </li>
  )
}

const signerWords = { chief: '主考', invigilator: '监考人员', subject: '当事人' } as const

const factsOf = (incident: IncidentView): readonly (readonly [string, string])[] => [
  ['发生', hourMinute(incident.since)],
  ['登记', `${hourMinute(incident.openedAt)} ${incident.openedBy}`],
  ['涉及', incident.seats.length > 0 ? `${incident.seats.join('、')} 号座位` : '全考场'],
  ['情况', [valuesOf(incident.fields), incident.text].filter(Boolean).join('；') || '—'],
  [
    '签名',
    incident.signatures
      .map(({ as, name, at }) => `${signerWords[as]} ${name} ${hourMinute(at)}`)
      .join('、') || '—',
  ],
  [
    '上报',
    incident.reports
      .map(({ to, at, text }) => `${hourMinute(at)} ${to}${text ? `（${text}）` : ''}`)
      .join('、') || '尚未报告',
  ],
  ...incident.answers.map(({ by, at, text }) => ['答复', `${hourMinute(at)} ${by}：${text}`] as const),
  ...(incident.resits.length > 0 ? [['重考', `${incident.resits.join('、')} 号座位`] as const] : []),
  ...(incident.roomMinutes > 0 ? [['补时', `全考场 ${incident.roomMinutes} 分钟`] as const] : []),
]

const Evidence = ({ desk, incident }: Props) => {
  const pieces = desk.view.evidence.filter((one) => one.incident === incident.number)
  if (pieces.length === 0) return null
  return (
    <div className="stack">
      <h3>物证</h3>
      {pieces.map((piece) => (
        <div key={piece.piece} className="stack tight">
          <span>
            {piece.article}：{hourMinute(piece.at)} 由{piece.taker}收缴，{piece.keeper}保管
            {piece.returned && `，${hourMinute(piece.returned.at)} 归还${piece.returned.to}`}
          </span>
          {!piece.returned && desk.view.mayAct && (
            <FoldedForm
              word="归还物证"
              order={desk.order}
              act={(data) => ({
                ...{ act: 'move-evidence', piece: piece.piece, to: 'owner' },
                person: String(data.get('person') ?? ''),
              })}
            >
              <Line name="person" label="领回人" />
            </FoldedForm>
          )}
        </div>
      ))}
    </div>
  )
}

const stepsOf = (procedure: Procedure, incident: IncidentView): readonly ProcedureStep[] =>
  [...procedure.steps, ...policeSteps].filter(({ step }) => incident.stepsDue.includes(step))

/** One incident: what is on record, what its procedure still asks for, and what may be done. */
export const IncidentCard = ({ desk, incident, close }: Props & { readonly close: () => void }) => {
  const procedure = proceduresOf(desk.view.book).find(({ type }) => type === incident.type)
  return (
    <section className="panel stack" aria-label={`第 ${incident.number} 号突发事件`}>
      <div className="row spread">
        <h2>
          第 {incident.number} 号 {incidentTitle(incident.type, desk.view.book)}
        </h2>
        <button type="button" onClick={close}>
          关闭
        </button>
      </div>
      <p>
        <span className={`badge severity-${incident.severity}`}>{severityWords[incident.severity]}</span>{' '}
        {incident.closed ? '已办结' : '未结'}
        {incident.locksExit && !incident.closed && '，办结前任何人不得离场'}
      </p>
      {procedure && <p className="soft">{procedure.guidance}</p>}
      <dl className="procedure-facts">
        {factsOf(incident).map(([term, said]) => (
          <div key={term + said}>
            <dt>{term}</dt>
            <dd>{said}</dd>
          </div>
        ))}
      </dl>
      {procedure && (
        <ol className="incident-steps">
          {stepsOf(procedure, incident).map((step) => (
            <Step key={step.step} desk={desk} incident={incident} step={step} />
          ))}
        </ol>
      )}
      <Evidence desk={desk} incident={incident} />
      {incident.closed ? (
        <p>
          {hourMinute(incident.closed.at)} {incident.closed.by}决定：{incident.closed.decision}
          {incident.closed.proposal && `；处理意见：${incident.closed.proposal}`}
        </p>
      ) : (
        <>
          {incident.obstacles.length > 0 && (
            <ul className="obstacles" aria-label="办结前还需">
              {incident.obstacles.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          )}
          {desk.view.mayAct && <IncidentOrders desk={desk} incident={incident} />}
        </>
      )}
    </section>
  )
}
