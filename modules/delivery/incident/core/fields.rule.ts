import { type Refusal, refuse } from '#platform/contract/verdict.ts'
import type { RoomState } from '../../core/room-state.ts'
import type { ProcedureField } from './procedures/procedure.ts'

type Values = { readonly [field: string]: string }
type FieldRefusal = 'field-missing' | 'field-wrong' | 'names-missing'

/** The persons named in a field, each once. */
export const namesIn = (text: string): readonly string[] => [
  ...new Set(
    text
      .split(/[、，,；;\s]+/)
      .map((name) => name.trim())
      .filter(Boolean),
  ),
]

interface Asked {
  readonly room: RoomState
  readonly field: ProcedureField
  readonly value: string
  readonly clauses: readonly string[]
}

const missing = ({ field, clauses }: Asked): Refusal<FieldRefusal> =>
  refuse('field-missing', {
    sentence: `请填写“${field.label}”。`,
    remedy: '补齐后重新提交，登记内容将记入考场情况记录。',
    clauses,
    field: field.field,
  })

const wrong = ({ field, clauses }: Asked, remedy: string): Refusal<FieldRefusal> =>
  refuse('field-wrong', { sentence: `“${field.label}”填写不正确。`, remedy, clauses, field: field.field })

const tooFew = ({ field, clauses, value }: Asked, least: number): Refusal<FieldRefusal> =>
  refuse('names-missing', {
    sentence: `${field.label}须不少于 ${least} 人，现在只有 ${namesIn(value).length} 人。`,
    remedy: `写明 ${least} 人的姓名，用顿号分开。`,
    clauses,
    field: field.field,
  })

const fault = (asked: Asked): Refusal<FieldRefusal> | undefined => {
  const { room, field, value } = asked
  if (!value) return field.required ? missing(asked) : undefined
  if (field.kind === 'choice' && !field.options?.includes(value))
    return wrong(asked, '请在给出的选项中选择。')
  if (field.kind === 'time' && Number.isNaN(Date.parse(value))) return wrong(asked, '请按日期和时间填写。')
  if (field.kind === 'item' && !/^\d{1,4}$/.test(value)) return wrong(asked, '请填写数字。')
  const least = field.least === undefined ? 1 : (room.rules?.incidents?.[field.least].value ?? 2)
  if (field.kind === 'names' && namesIn(value).length < least) return tooFew(asked, least)
  return undefined
}

/** The first thing wrong with what was filled in, or the values without what nobody asked for. */
export const checkFields = (
  room: RoomState,
  form: { readonly fields: readonly ProcedureField[]; readonly clauses: readonly string[] },
  given: Values,
): Refusal<FieldRefusal> | Values => {
  const kept: Record<string, string> = {}
  for (const field of form.fields) {
    const value = (given[field.field] ?? '').trim()
    const found = fault({ room, field, value, clauses: form.clauses })
    if (found) return found
    if (value) kept[field.field] = value
  }
  return kept
}

export const isRefusal = (checked: Refusal<FieldRefusal> | Values): checked is Refusal<FieldRefusal> =>
  (checked as { readonly refused?: unknown }).refused === true
