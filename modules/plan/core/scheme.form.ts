import { isLevel, levelName } from '#modules/policy/core/level.ts'
import type { Subject } from '#modules/policy/core/parameters.ts'
import { type Day, inWords } from '#platform/clock/day.ts'
import { type Scheme, type SchemePart, schemeParts } from './scheme.rule.ts'

/** One line of Annex 3's rooms, as the arrangement gives it. `time` is start to end, `2026-12-26 09:00-10:30`. */
export interface SchemeRoom {
  readonly subject: Subject
  readonly lineId: string
  readonly place: string
  readonly time: string
  /** Number and position: `01考场 2号楼 3层 301室`. */
  readonly room: string
  readonly count: number
  readonly staff: readonly string[]
  readonly supervisors: readonly string[]
}

export interface SchemeLine {
  readonly id: string
  readonly occupationName: string
  readonly trade: string
  readonly level: number
  readonly targetGroup: string
  readonly subjects: readonly string[]
  readonly theoryMode: string | null
  readonly practicalMode: string | null
  readonly reviewMode: string | null
  readonly remark: string
}

export interface SchemeContents {
  readonly organisationName: string
  readonly headName: string
  readonly headPhone: string
  readonly contactPerson: string
  readonly contactPhone: string
  readonly filledOn: Day
  readonly scheme: Scheme
  readonly lines: readonly SchemeLine[]
  /** Confirmed candidates by line; null before there are any. */
  readonly counts: readonly { readonly lineId: string; readonly count: number }[] | null
  readonly rooms: readonly SchemeRoom[]
}

const none = '无'
const orNone = (text: string): string => (text.trim() === '' ? none : text)
const joined = (parts: readonly string[]): string =>
  orNone(parts.filter((part) => part.trim() !== '').join('、'))

const occupationOf = ({ occupationName, trade }: SchemeLine): string =>
  trade === '' ? occupationName : `${occupationName}（${trade}）`
const levelOf = ({ level }: SchemeLine): string => (isLevel(level) ? levelName(level) : String(level))

const modesOf = (line: SchemeLine): string =>
  joined([
    line.theoryMode ? `理论：${line.theoryMode}` : '',
    line.practicalMode ? `技能：${line.practicalMode}` : '',
    line.reviewMode ? `综合评审：${line.reviewMode}` : '',
  ])

const countOf = ({ counts }: SchemeContents, lineId: string): string =>
  counts === null ? none : String(counts.find((each) => each.lineId === lineId)?.count ?? 0)

const roomRows = (contents: SchemeContents, subject: Subject) =>
  contents.rooms
    .filter((room) => room.subject === subject)
    .map((room) => {
      const line = contents.lines.find(({ id }) => id === room.lineId)
      return {
        occupation: line ? `${occupationOf(line)} ${levelOf(line)}` : none,
        place: orNone(room.place),
        time: orNone(room.time),
        room: orNone(room.room),
        count: String(room.count),
        staff: joined(room.staff),
        supervisors: joined(room.supervisors),
      }
    })

const attachedTo = ({ scheme }: SchemeContents, part: SchemePart): string =>
  scheme.attachments
    .filter((each) => each.part === part)
    .map((each) => each.name)
    .join('、')

/** What stands under 其他: the remark, and the attachments of every part by name. */
const otherOf = (contents: SchemeContents): string => {
  const listed = schemeParts
    .map((part) => [part, attachedTo(contents, part)] as const)
    .filter(([, names]) => names !== '')
    .map(([part, names]) => `附件（${part}）：${names}`)
  const remark = contents.scheme.other.trim()
  const emergency = (contents.scheme.emergency ?? '').trim()
  const measures = emergency === '' ? [] : [`应急措施：${emergency}`]
  return orNone([...(remark === '' ? [] : [remark]), ...measures, ...listed].join('；'))
}

/** Annex 3 as it is printed; a field without content reads “无” (SDS-A3-01, SDS-A3-02, SDS-A3-06, SDS-A3-17). */
export const schemeForm = (contents: SchemeContents) => ({
  organisationName: contents.organisationName,
  filledOn: inWords(contents.filledOn),
  head: joined([`${contents.headName} ${contents.headPhone}`]),
  contact: joined([`${contents.contactPerson} ${contents.contactPhone}`]),
  planName: contents.scheme.planName,
  lines: contents.lines.map((line) => ({
    occupation: occupationOf(line),
    level: levelOf(line),
    target: orNone(line.targetGroup),
    count: countOf(contents, line.id),
    modes: modesOf(line),
    remark: orNone(line.remark),
  })),
  theory: roomRows(contents, 'theory'),
  practical: roomRows(contents, 'practical'),
  review: roomRows(contents, 'review'),
  other: otherOf(contents),
})
