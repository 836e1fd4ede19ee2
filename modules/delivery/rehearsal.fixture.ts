import { createHash } from 'node:crypto'
import { plain } from '#modules/itembank/core/rich.ts'
import { chain, type Digest, type Draft, type Entry } from './core/journal.ts'
import type { PaperItem } from './core/paper.ts'
import { evolve } from './core/replay.ts'
import type { RoomRules } from './core/room.rules.ts'
import { emptyRoom, type RoomState, type SeatState } from './core/room-state.ts'

export const sm3: Digest = (text) => createHash('sm3').update(text).digest('hex')

/** The values of the Shandong social track, as its policy pack would supply them; the incidents are those of Henan. */
export const rules: RoomRules = {
  entryLimitMinutes: { value: 30, clauses: ['SDS-4.4-25'] },
  handInWindowMinutes: { value: 30, clauses: ['SDS-4.4-26'] },
  openingLeadMinutes: { value: 30, clauses: ['SDS-4.2-06'] },
  openingPersons: { value: 2, clauses: ['SDS-4.2-06', 'SDS-4.2-07'] },
  startToleranceMinutes: { value: 15, clauses: ['SDS-4.4-02'] },
  roomChecks: { value: ['主考机运行', '网络通畅'], clauses: ['SDS-4.4-16'] },
  door: {
    opensMinutesBefore: { value: null, clauses: [] },
    procedureMinutesBefore: { value: null, clauses: [] },
    closes: { value: 'after', clauses: ['SDS-4.4-25'] },
    documents: {
      value: { ticketRequired: false, accepted: [], substitute: null, whenMissing: 'refused' },
      clauses: ['SDS-4.4-32'],
    },
  },
  conduct: {
    rulesReading: { value: '考场规则', clauses: ['SDS-4.4-35'] },
    announcements: [],
    announcementMinutes: 15,
    inSessionCheck: { value: false, clauses: [] },
    carriedItems: { value: ['试卷', '考生签到表', '草稿纸', '装订工具'], clauses: ['SDS-4.4-18'] },
  },
  record: {
    title: { value: '考场情况记录单', clauses: ['SDS-5.1-17'] },
    signers: { value: [], clauses: [] },
    accounted: [],
  },
  heartbeatSilenceSeconds: 15,
  collectionGraceSeconds: 20,
  incidents: {
    book: 'henan',
    escorts: { value: 2, clauses: ['HN-3.1.6-15', 'HN-3.1.6-20'] },
    seatMinutes: { value: 60, clauses: ['SDS-4.4-40'] },
    roomMinutes: { value: 90, clauses: ['HN-3.1.6-08'] },
    proposals: { value: ['劝告', '警告', '终止考核', '宣布成绩无效'], clauses: ['HN-2.3.4-24'] },
  },
}

const options = ['A', 'B', 'C', 'D'].map((label) => ({ label, content: plain(label) }))

export const items: ReadonlyMap<string, PaperItem> = new Map(
  (['single', 'multiple', 'judge'] as const).map((type, index) => {
    const id = `q${index + 1}`
    return [
      id,
      { id, type, stem: plain(id), options: type === 'judge' ? options.slice(0, 2) : options, points: 1 },
    ]
  }),
)

/** `HH:MM` or `HH:MM:SS` on the day of the examination, in China. */
export const at = (time: string): number =>
  Date.parse(`2026-12-26T${time.length === 5 ? `${time}:00` : time}+08:00`)

/** A sitting 09:00–10:30 of seats 1-1 … 1-<n>, to which tests write what they need. */
export const rehearse = (seatCount: number) => {
  const room: RoomState = emptyRoom()
  const journal: Entry[] = []
  const write = (time: string, ...drafts: readonly Draft[]): void => {
    for (const draft of drafts) {
      const entry = chain(room.head, { ...draft, at: new Date(at(time)).toISOString() }, sm3)
      evolve(room, entry)
      journal.push(entry)
    }
  }
  const sitting = <K extends Draft['kind']>(kind: K, body: Extract<Draft, { kind: K }>['body']): Draft =>
    ({ kind, seat: null, actor: 'j01', body }) as Draft
  const onSeat = <K extends Draft['kind']>(
    seat: string,
    kind: K,
    body: Extract<Draft, { kind: K }>['body'],
  ): Draft => ({ kind, seat, actor: `seat:${seat}`, body }) as Draft
  const seat = (label: string): SeatState => room.seats.get(label)!

  const prepare = (): void => {
    const seats = Array.from({ length: seatCount }, (_, i) => ({
      seat: `1-${i + 1}`,
      candidate: `c${i + 1}`,
    }))
    const times = { plannedStart: '2026-12-26T01:00:00.000Z', plannedEnd: '2026-12-26T02:30:00.000Z' }
    write(
      '08:00',
      sitting('sitting-prepared', { sittingId: 's1', ...times, preparationHash: 'p', seats, rules }),
    )
    write('08:00', sitting('package-received', { packageHash: 'x', bytes: 1 }))
  }
  /** Check-in open, rules read, paper opened, started at `time`. */
  const begin = (time = '09:00'): void => {
    write('08:30', sitting('check-in-opened', { checked: rules.roomChecks.value }))
    write('08:45', sitting('rules-read', { document: '考场规则' }))
    const opened = { openers: ['j01', 'j02'], reason: '按时启封', packageHash: 'x', paperHash: 'y' }
    write('08:50', sitting('paper-opened', { ...opened, items: [...items.keys()] }))
    write(time, sitting('started', { reason: '' }))
  }
  /** Signs a seat in, on machine `m-<seat>`, and shows it the paper. */
  const seatDown = (label: string, time: string): void => {
    write(time, onSeat(label, 'signed-in', { identity: true, articles: true }))
    write(time, onSeat(label, 'entered', { tokenHash: `t-${label}`, machine: `m-${label}` }))
    write(time, onSeat(label, 'confirmed', { guideRead: true }))
    write(time, onSeat(label, 'paper-shown', { paperHash: 'y', machine: `m-${label}` }))
  }
  prepare()
  return { room, journal, write, sitting, onSeat, seat, begin, seatDown }
}
