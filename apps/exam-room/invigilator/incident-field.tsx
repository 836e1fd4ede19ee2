import { useId } from 'react'
import type { ProcedureField } from '#modules/delivery/incident/core/procedures/procedure.ts'

const chinaOffset = 8 * 3_600_000

/** `2026-12-26T09:30` on the clocks of the room, for a field of time. */
export const clockValue = (iso: string): string =>
  new Date(Date.parse(iso) + chinaOffset).toISOString().slice(0, 16)

const instant = (value: string): string => (value ? new Date(`${value}:00+08:00`).toISOString() : '')

/** What a form of a procedure holds, times as instants. */
export const filledIn = (
  form: HTMLFormElement,
  fields: readonly ProcedureField[],
): { [field: string]: string } => {
  const data = new FormData(form)
  return Object.fromEntries(
    fields.map(({ field, kind }) => {
      const value = String(data.get(field) ?? '').trim()
      return [field, kind === 'time' ? instant(value) : value]
    }),
  )
}

const hints: { readonly [kind in ProcedureField['kind']]?: string } = {
  names: '姓名之间用顿号分开',
  item: '题号数字',
}

interface Props {
  readonly field: ProcedureField
  readonly now: string
}

const Control = ({ field, now, id }: Props & { readonly id: string }) => {
  const same = { id, name: field.field, required: field.required }
  if (field.kind === 'choice') {
    return (
      <select {...same} defaultValue="">
        <option value="" disabled>
          请选择
        </option>
        {field.options?.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </select>
    )
  }
  if (field.kind === 'time') return <input {...same} type="datetime-local" defaultValue={clockValue(now)} />
  return (
    <input
      {...same}
      placeholder={hints[field.kind]}
      inputMode={field.kind === 'item' ? 'numeric' : undefined}
    />
  )
}

/** One field of a procedure, as its kind asks for. */
export const IncidentField = ({ field, now }: Props) => {
  const id = useId()
  return (
    <label className="field" htmlFor={id}>
      {field.required ? field.label : `${field.label}（可不填）`}
      <Control field={field} now={now} id={id} />
    </label>
  )
}
