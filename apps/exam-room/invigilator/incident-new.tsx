import { useState } from 'react'
import { proceduresOf } from '#modules/delivery/incident/core/procedures/books.ts'
import type { Procedure } from '#modules/delivery/incident/core/procedures/procedure.ts'
import type { IncidentDesk } from './incident-desk.ts'
import { clockValue, filledIn, IncidentField } from './incident-field.tsx'

const timeWords: { readonly [time in Procedure['time']]: string } = {
  never: '不补时',
  seats: '耽误的时间为有关考生补足',
  room: '耽误的时间顺延（全考场或有关考生）',
  'none-lost': '不涉及补时',
}

/** What a procedure says before anything is done: who does what, on which form, and what becomes of time and exit. */
export const ProcedureSheet = ({ procedure }: { readonly procedure: Procedure }) => (
  <section className="procedure stack" aria-label={`${procedure.title}处置办法`}>
    <p>{procedure.guidance}</p>
    <dl className="procedure-facts">
      <div>
        <dt>时间</dt>
        <dd>{timeWords[procedure.time]}</dd>
      </div>
      {procedure.locksExit && (
        <div>
          <dt>离场</dt>
          <dd>办结前任何人不得离场</dd>
        </div>
      )}
      {procedure.reportTo && (
        <div>
          <dt>报告</dt>
          <dd>{procedure.reportTo}</dd>
        </div>
      )}
      <div>
        <dt>填写</dt>
        <dd>{procedure.forms.join('、')}</dd>
      </div>
    </dl>
    <ol className="procedure-steps">
      {procedure.steps.map(({ step, title, who }) => (
        <li key={step}>
          {title} <span className="soft">{who}</span>
        </li>
      ))}
    </ol>
    <p className="soft">依据：{procedure.clauses.join('、')}</p>
  </section>
)

/** A seat, or several: those the procedure is about. */
const Seats = ({ desk, procedure }: { readonly desk: IncidentDesk; readonly procedure: Procedure }) =>
  procedure.concerns === 'one-seat' ? (
    <label className="field">
      涉及的考生
      <select name="seats" required defaultValue="">
        <option value="" disabled>
          请选择座位
        </option>
        {desk.seats.map(({ seat, name }) => (
          <option key={seat} value={seat}>
            {seat} {name}
          </option>
        ))}
      </select>
    </label>
  ) : (
    <fieldset className="seat-ticks">
      <legend>
        {procedure.concerns === 'room' ? '涉及全考场；只涉及部分考生的，勾选座位' : '涉及的考生'}
      </legend>
      {desk.seats.map(({ seat, name }) => (
        <label key={seat} className="tick">
          <input type="checkbox" name="seats" value={seat} />
          {seat} {name}
        </label>
      ))}
    </fieldset>
  )

interface Props {
  readonly desk: IncidentDesk
  readonly procedure: Procedure
  readonly close: () => void
}

/** Entry with a certificate of the police: the sign-in and the record in one. */
const CertificateEntry = ({ desk, procedure, close }: Props) => (
  <form
    className="stack"
    onSubmit={async (event) => {
      event.preventDefault()
      const data = new FormData(event.currentTarget)
      const text = (name: string): string => String(data.get(name) ?? '')
      const entry = { seat: text('seats'), number: text('number'), issuer: text('issuer') }
      if (await desk.admit?.(entry)) close()
    }}
  >
    <Seats desk={desk} procedure={procedure} />
    <label className="field">
      证明编号
      <input name="number" required />
    </label>
    <label className="field">
      开具的公安机关
      <input name="issuer" required />
    </label>
    <label className="tick">
      <input type="checkbox" required />
      已核对本人与证明相符，已检查违禁物品
    </label>
    <button type="submit" className="primary">
      凭证明签到并登记
    </button>
  </form>
)

const EntryForm = ({ desk, procedure, branch, close }: Props & { readonly branch: string }) => (
  <form
    className="stack"
    onSubmit={async (event) => {
      event.preventDefault()
      const form = event.currentTarget
      const data = new FormData(form)
      const [since] = Object.values(
        filledIn(form, [{ field: 'since', label: '', required: true, kind: 'time' }]),
      )
      const isNow = String(data.get('since')) === clockValue(desk.now)
      const done = await desk.order({
        ...{ act: 'open', type: procedure.type, branch, seats: data.getAll('seats').map(String) },
        ...{ text: String(data.get('text') ?? ''), fields: filledIn(form, procedure.fields) },
        since: isNow ? '' : (since ?? ''),
      })
      if (done) close()
    }}
  >
    <Seats desk={desk} procedure={procedure} />
    <label className="field">
      发生时间
      <input type="datetime-local" name="since" required defaultValue={clockValue(desk.now)} />
    </label>
    {procedure.fields.map((field) => (
      <IncidentField key={field.field} field={field} now={desk.now} />
    ))}
    <label className="field">
      经过（可不填）
      <textarea name="text" rows={2} maxLength={2000} />
    </label>
    <button type="submit" className="primary">
      登记
    </button>
  </form>
)

const nameOf = ({ number, title }: Procedure): string => (number === null ? title : `${number}. ${title}`)

/** HN-2.5-07: the kind is chosen, its procedure shown, and the incident entered under it. */
export const NewIncident = ({ desk, close }: { readonly desk: IncidentDesk; readonly close: () => void }) => {
  const book = proceduresOf(desk.view.book)
  const [type, setType] = useState('')
  const [chosen, setBranch] = useState('')
  const procedure = book.find((one) => one.type === type)
  const branch = procedure?.branches.find((one) => one.branch === chosen) ?? procedure?.branches[0]
  return (
    <section className="panel stack" aria-label="登记突发事件">
      <h2>登记突发事件</h2>
      <label className="field">
        类型
        <select value={type} onChange={({ target }) => setType(target.value)}>
          <option value="" disabled>
            请选择
          </option>
          {book.map((one) => (
            <option key={one.type} value={one.type}>
              {nameOf(one)}
            </option>
          ))}
        </select>
      </label>
      {procedure && branch && (
        <>
          <ProcedureSheet procedure={procedure} />
          {procedure.branches.length > 1 && (
            <label className="field">
              属于哪种情况
              <select value={branch.branch} onChange={({ target }) => setBranch(target.value)}>
                {procedure.branches.map((one) => (
                  <option key={one.branch} value={one.branch}>
                    {one.title}
                  </option>
                ))}
              </select>
            </label>
          )}
          {branch.branch === 'police-certificate' && desk.admit ? (
            <CertificateEntry desk={desk} procedure={procedure} close={close} />
          ) : (
            <EntryForm
              key={`${type}/${branch.branch}`}
              desk={desk}
              procedure={procedure}
              branch={branch.branch}
              close={close}
            />
          )}
        </>
      )}
      <button type="button" onClick={close}>
        取消
      </button>
    </section>
  )
}
