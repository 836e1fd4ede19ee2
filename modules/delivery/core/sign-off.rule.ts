import type { RecordSigner } from '#modules/policy/core/exam-parameters.ts'
import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'
import type { Draft } from './journal.ts'
import type { Duty } from './preparation.ts'
import type { RoomState } from './room-state.ts'
import type { Occasion } from './sitting.rule.ts'

type DutyLine = Pick<Duty, 'id' | 'name' | 'role'>

export type SignOffRefusal = 'record-unsigned' | 'record-not-ready' | 'not-a-signer'

const signing: readonly string[] = ['invigilator', 'chief', 'supervisor']

const isSigner = (role: string): role is RecordSigner => signing.includes(role)

/** Whose signature the record still needs: every invigilator, and one of each other role that the rules name. */
export const missingSigners = (room: RoomState, duties: readonly DutyLine[]): readonly DutyLine[] =>
  room.rules!.record.signers.value.flatMap((role) => {
    const own = duties.filter((duty) => duty.role === role)
    const open = own.filter(({ id }) => !room.signatures.has(id))
    return role === 'invigilator' || open.length === own.length ? open : []
  })

const wordOf: { readonly [R in RecordSigner]: string } = {
  invigilator: '监考人员',
  chief: '考点负责人',
  supervisor: '督导人员',
}

/** HN-2.3.4-14, HN-3.1.1-19: a room is closed with its record signed. */
export const unsignedRecord = (
  room: RoomState,
  duties: readonly DutyLine[],
): Refusal<'record-unsigned'> | undefined => {
  const missing = missingSigners(room, duties)
  if (missing.length === 0) return undefined
  const { title, signers } = room.rules!.record
  return refuse('record-unsigned', {
    sentence: `${title.value}尚未签字：${missing.map(({ name }) => name).join('、')}。`,
    remedy: `请在监考台核对${title.value}后，由${[...new Set(missing.map(({ role }) => wordOf[role as RecordSigner]))].join('、')}输入本人口令签字，再封存。`,
    clauses: signers.clauses,
  })
}

/** Somebody on duty signs the record as it now stands; what is written later takes the signatures away. */
export const decideRecordSignature = (
  room: RoomState,
  { id, role }: DutyLine,
  on: Occasion,
): Verdict<readonly Draft[], SignOffRefusal> => {
  const { title, signers } = room.rules!.record
  if (!isSigner(role)) {
    return refuse('not-a-signer', {
      sentence: `试卷保管人不在${title.value}上签字。`,
      remedy: '请由监考人员、考点负责人或督导人员签字。',
      clauses: signers.clauses,
      field: 'person',
    })
  }
  if (room.status !== 'ended') {
    return refuse('record-not-ready', {
      sentence: `收卷结束后方可在${title.value}上签字。`,
      remedy: '请先收卷；封存后不能再补签。',
      clauses: signers.clauses,
    })
  }
  if (room.signatures.has(id)) return accept([])
  const body = { person: id, role, upTo: room.head.seq }
  return accept([{ kind: 'record-signed', seat: null, actor: on.actor, body }])
}
