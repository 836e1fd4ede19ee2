import type { CentralPreparation } from './central-preparation.ts'
import { dateInWords, timeInChina } from './chinese-time.ts'
import type { NamedSeat, RecordedNote, RoomRecord } from './room-record.ts'

const noteWords: { readonly [C in RecordedNote['category']]: string } = {
  violation: '违纪登记',
  decision: '处理决定',
  incident: '异常情况',
  equipment: '设备情况',
  patrol: '考场巡视',
  inspection: '巡查记录',
  'staff-violation': '工作人员违规',
  expulsion: '终止考试',
}

const roleWords: { readonly [role: string]: string } = {
  invigilator: '监考人员',
  chief: '考点负责人',
  supervisor: '督导人员',
}

const numbered = (seats: readonly NamedSeat[]): string =>
  seats.map(({ seat, name, ticketNumber }) => `${seat}号 ${name}（${ticketNumber}）`).join('、') || '无'

const timeOf = ({ at, happenedAt }: RecordedNote): string => {
  const [happened, entered] = [timeInChina(happenedAt), timeInChina(at)]
  return happened === entered ? happened : `${happened}（${entered}登记）`
}

const factsOf = (record: RoomRecord) => {
  const { marks, expected, present, absent, place, absentees, offenders, steps } = record
  return [
    { term: '考试时间', text: `${timeInChina(marks.start)} 至 ${timeInChina(marks.end)}` },
    { term: '应到、实到、缺考', text: `${expected}、${present}、${absent}` },
    ...(place ? [{ term: '实际考场', text: `${place.place}（${place.reason}）` }] : []),
    ...steps
      .filter(({ at }) => at !== null)
      .map(({ title, at, person, remark }) => ({
        term: title,
        text: [timeInChina(at!), person, remark].filter((part) => part !== '').join('　'),
      })),
    { term: '缺考考生', text: numbered(absentees) },
    { term: '违纪舞弊考生', text: numbered(offenders) },
  ]
}

/** HN-2.6-06, HN-2.3.4-31, SDE-4.6-14: what the printed form shows, a sitting without incident included. */
export const recordForm = (
  record: RoomRecord,
  preparation: CentralPreparation,
  form: 'record' | 'sign-in',
) => ({
  form,
  title: form === 'record' ? record.title : '考生签到表',
  organisation: preparation.organisation,
  site: preparation.site,
  room: preparation.roomName,
  exam: preparation.title,
  date: dateInWords(preparation.plannedStart),
  facts: factsOf(record),
  notes: record.notes.map((note) => ({
    time: timeOf(note),
    category: noteWords[note.category],
    seat: note.seat ?? '全场',
    text: note.rule ? `${note.text}（依据：${note.rule}）` : note.text,
    person: note.person,
    decision: note.decision,
  })),
  people: record.signIns.map(({ seat, name, ticketNumber, maskedNumber, signedInAt, status, document }) => ({
    ...{ seat, name, ticket: ticketNumber, document: maskedNumber, kind: document },
    time: signedInAt ? timeInChina(signedInAt) : status === 'absent' ? '缺考' : '',
  })),
  items: record.carriedItems.map((item) => `□${item}`),
  signatures: record.signatures.map(({ person, role, at }) => ({
    ...{ person, role: roleWords[role] ?? role, time: timeInChina(at), how: '在监考台签字' },
  })),
  signing: false,
  staff: '监考人员',
})
