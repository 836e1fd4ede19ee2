import { accept, type Refusal, refuse } from '#platform/contract/verdict.ts'
import type { ComparedBy } from './day-events.ts'
import type { Draft } from './journal.ts'
import type { RoomState, SeatState } from './room-state.ts'
import { entryClosed, type SeatVerdict, wrongState } from './seat.rule.ts'
import type { Occasion } from './sitting.rule.ts'
import { clockText, doorOpensAt, entryIsOpen } from './time-marks.ts'

/** What the comparison of the document with the roster found. */
export interface Comparison {
  readonly by: ComparedBy
  readonly disagrees: 'name' | 'number' | null
}

export interface AdmissionRequest extends Occasion {
  readonly identity: boolean
  readonly articles: boolean
  readonly ticket?: boolean
  /** Kind of the identity document by name. */
  readonly document?: string
  readonly comparison?: Comparison
}

const inUse = ['checked-in', 'opened', 'running', 'suspended']

const doorShut = (
  room: RoomState,
  now: number,
): Refusal<'check-in-not-open' | 'entry-closed'> | undefined => {
  if (!inUse.includes(room.status)) {
    return refuse('check-in-not-open', {
      sentence: '现在不是签到时间。',
      remedy: '监考人员确认考场设备和网络后开始签到。',
      clauses: ['SDS-4.4-34'],
    })
  }
  const opens = doorOpensAt(room)
  if (opens !== null && now < opens) {
    return refuse('check-in-not-open', {
      sentence: `未到入场时间，${clockText(opens)} 起方可入场。`,
      remedy: '请考生在考场外等候，到时再签到。',
      clauses: room.rules!.door.opensMinutesBefore.clauses,
    })
  }
  return entryIsOpen(room, now) ? undefined : entryClosed(room, now)
}

/** C09: ticket and identity document, both where the rules ask for both, and of a kind on their list. */
const documentsGap = (
  room: RoomState,
  request: AdmissionRequest,
): Refusal<'documents-missing'> | undefined => {
  const { value, clauses } = room.rules!.door.documents
  const kinds = value.substitute === null ? value.accepted : [...value.accepted, value.substitute]
  if (value.ticketRequired && !request.ticket) {
    return refuse('documents-missing', {
      sentence: '入场须同时持准考证和身份证件，尚未查验准考证。',
      remedy: '请考生出示准考证；不能出示的不得入场。',
      clauses,
      field: 'ticket',
    })
  }
  if (kinds.length > 0 && !kinds.includes(request.document ?? kinds[0]!)) {
    return refuse('documents-missing', {
      sentence: `“${request.document}”不在入场可用的身份证件之列。`,
      remedy: `请出示下列证件之一：${kinds.join('、')}。`,
      clauses,
      field: 'document',
    })
  }
  return undefined
}

const disagreement = (
  room: RoomState,
  { comparison }: AdmissionRequest,
): Refusal<'documents-disagree'> | undefined => {
  if (!comparison?.disagrees) return undefined
  const { value, clauses } = room.rules!.door.documents
  return refuse('documents-disagree', {
    sentence: `证件上的${comparison.disagrees === 'name' ? '姓名' : '号码'}与准考证不一致，不能签到。`,
    remedy:
      value.whenMissing === 'absent'
        ? '请再核对一次；确属两证不符的，登记“两证不符”，按缺考处理。'
        : '请再核对一次；确属不符的，不得入场，并报告考点负责人。',
    clauses: clauses.length > 0 ? clauses : ['SDS-4.4-32'],
    field: 'document',
  })
}

const ticksGap = ({ identity, articles }: AdmissionRequest): Refusal<'ticks-missing'> | undefined =>
  identity && articles
    ? undefined
    : refuse('ticks-missing', {
        sentence: identity ? '尚未检查违禁物品。' : '尚未核验考生身份。',
        remedy: '核对证件与本人、检查违禁物品，两项都勾选后再签到。',
        clauses: identity ? ['SDS-4.4-33'] : ['SDS-4.4-32', 'SDE-4.6-11'],
        field: identity ? 'articles' : 'identity',
      })

/** HN-3.1.6-02: who came with the paper that replaces a lost document is on the room's record. */
const substituteNote = (room: RoomState, seat: SeatState, request: AdmissionRequest): Draft[] => {
  const { substitute } = room.rules!.door.documents.value
  if (substitute === null || request.document !== substitute) return []
  const body = { category: 'incident', text: `凭${substitute}入场`, reportedTo: '', rule: '' } as const
  return [{ kind: 'noted', seat: seat.seat, actor: request.actor, body }]
}

/**
 * SDS-4.4-32, -33, -34, HN-1.8.4-11, HN-2.3.4-03: documents and person recognised, articles checked, signed in; not
 * before the door opens (HN-3.1.4-01) and not after the entry limit (SDS-4.4-25, HN-3.1.4-04).
 */
export const decideSignIn = (room: RoomState, seat: SeatState, request: AdmissionRequest): SeatVerdict => {
  const gap =
    doorShut(room, request.now) ??
    ticksGap(request) ??
    documentsGap(room, request) ??
    disagreement(room, request) ??
    (seat.status === 'assigned' ? undefined : wrongState(seat, ['SDS-4.4-34']))
  if (gap) return gap
  const [usual = ''] = room.rules!.door.documents.value.accepted
  const body = {
    ...({ identity: true, articles: true } as const),
    ticket: request.ticket ?? false,
    document: request.document ?? usual,
    compared: request.comparison?.by ?? 'eye',
  }
  return accept([
    { kind: 'signed-in', seat: seat.seat, actor: request.actor, body },
    ...substituteNote(room, seat, request),
  ])
}

/** HN-3.1.4-02: documents that are not there or do not belong together keep him out, and he counts as absent. */
export const decideTurnAway = (
  room: RoomState,
  seat: SeatState,
  request: Occasion & { readonly cause: 'missing' | 'differ'; readonly reason: string },
): SeatVerdict => {
  const { value, clauses } = room.rules!.door.documents
  if (value.whenMissing !== 'absent') {
    return refuse('turning-away-not-ruled', {
      sentence: '本场次适用的规则没有规定证件不符按缺考处理。',
      remedy: '请不予签到，在考场情况记录中登记并报告考点负责人。',
      clauses: clauses.length > 0 ? clauses : ['SDS-4.4-32'],
    })
  }
  if (!request.reason.trim()) {
    return refuse('reason-missing', {
      sentence: '请写明证件缺少或不符的情况。',
      remedy: '写明情况后重新提交，原因将记入考场情况记录。',
      clauses,
      field: 'reason',
    })
  }
  if (!inUse.includes(room.status) || seat.status !== 'assigned') return wrongState(seat, clauses)
  const word = request.cause === 'missing' ? '证件缺少' : '两证不符'
  const body = { reason: `${word}：${request.reason.trim()}` }
  return accept([{ kind: 'marked-absent', seat: seat.seat, actor: request.actor, body }])
}

/** HN-2.3.4-22: candidates compared with ticket and photograph while they sit, some or a whole row at a time. */
export const decideIdentityChecks = (
  room: RoomState,
  seats: readonly string[],
  on: Occasion,
): SeatVerdict => {
  const states = seats.map((seat) => room.seats.get(seat))
  const sitting = states.filter((seat) => seat?.status === 'answering' || seat?.status === 'interrupted')
  if (sitting.length !== seats.length || seats.length === 0) {
    return refuse('wrong-seat-state', {
      sentence: '只能登记正在考试的考生的身份核对。',
      remedy: '请在开考后选择在座的考生。',
      clauses: ['HN-2.3.4-22'],
      field: 'seats',
    })
  }
  const drafts = sitting
    .filter((seat) => seat!.identityCheckedAt === null)
    .map((seat): Draft => ({ kind: 'identity-checked', seat: seat!.seat, actor: on.actor, body: {} }))
  return accept(drafts)
}
