import { accept, type Json, refuse, type Verdict } from '#platform/contract/verdict.ts'

export type DutyRole = '考点负责人' | '监考人员' | '考评人员' | '内部质量督导员'

export interface DutyEntry {
  readonly staffId: string
  readonly staffName: string
  readonly role: DutyRole
  readonly isLeader: boolean
  readonly roomId: string | null
  readonly siteId: string | null
}

export interface StaffedRoom {
  readonly id: string
  readonly name: string
  readonly siteId: string
  readonly siteName: string
  readonly subject: 'theory' | 'practical' | 'review'
  readonly candidates: number
  /** Staff who must avoid someone who sits here, with the reason in words. */
  readonly avoided: ReadonlyMap<string, string>
}

export interface StaffingNumbers {
  readonly invigilatorsPerRoom: { readonly count: number; readonly operator: 'exactly' | 'at-least' }
  readonly panel: { readonly minMembers: number; readonly odd: boolean }
  /** Candidates one examiner assesses, by the standard of the occupation. */
  readonly candidatesPerExaminer: number
  readonly supervisorsPerSession: number
  readonly headsPerSite: number
}

/** SDS-4.3-07: examiners needed for so many candidates: 47 at 1:5 need 10. */
export const examinersNeeded = (candidates: number, candidatesPerExaminer: number): number =>
  Math.ceil(candidates / candidatesPerExaminer)

/** Members of a room's panel: by the ratio, never fewer than the least, and odd where the rule says so. */
export const panelSize = (candidates: number, { panel, candidatesPerExaminer }: StaffingNumbers): number => {
  const least = Math.max(panel.minMembers, examinersNeeded(candidates, candidatesPerExaminer))
  return panel.odd && least % 2 === 0 ? least + 1 : least
}

export interface RosterProblem {
  readonly clause: string
  readonly sentence: string
}

const headProblems = (
  rooms: readonly StaffedRoom[],
  duties: readonly DutyEntry[],
  { headsPerSite }: StaffingNumbers,
) =>
  [...new Map(rooms.map(({ siteId, siteName }) => [siteId, siteName]))].flatMap(([siteId, siteName]) => {
    const heads = duties.filter((duty) => duty.role === '考点负责人' && duty.siteId === siteId).length
    // Zero: the document sets no number.
    return headsPerSite === 0 || heads === headsPerSite
      ? []
      : [
          {
            clause: 'SDS-4.3-04',
            sentence: `${siteName}应有且只有 ${headsPerSite} 名考点负责人，现有 ${heads} 名`,
          },
        ]
  })

const invigilatorProblems = (room: StaffedRoom, duties: readonly DutyEntry[], numbers: StaffingNumbers) => {
  const { count, operator } = numbers.invigilatorsPerRoom
  const held = duties.filter((duty) => duty.role === '监考人员' && duty.roomId === room.id).length
  const isRight = operator === 'exactly' ? held === count : held >= count
  return isRight
    ? []
    : [{ clause: 'SDS-4.3-05', sentence: `${room.name}应有 ${count} 名监考人员，现有 ${held} 名` }]
}

const panelProblems = (room: StaffedRoom, duties: readonly DutyEntry[], numbers: StaffingNumbers) => {
  const panel = duties.filter((duty) => duty.role === '考评人员' && duty.roomId === room.id)
  const need = panelSize(room.candidates, numbers)
  const leaders = panel.filter((duty) => duty.isLeader).length
  const problems: RosterProblem[] = []
  if (panel.length < need || (numbers.panel.odd && panel.length % 2 === 0)) {
    const odd = numbers.panel.odd ? '且为单数' : ''
    problems.push({
      clause: 'SDS-4.3-07',
      sentence: `${room.name}有 ${room.candidates} 名考生，考评人员应不少于 ${need} 名${odd}，现有 ${panel.length} 名`,
    })
  }
  if (leaders !== 1) {
    problems.push({
      clause: 'SDS-4.3-11',
      sentence: `${room.name}应有且只有 1 名考评组长，现有 ${leaders} 名`,
    })
  }
  return problems
}

const avoidanceProblems = (room: StaffedRoom, duties: readonly DutyEntry[]) =>
  duties
    .filter((duty) => duty.roomId === room.id && room.avoided.has(duty.staffId))
    .map((duty) => ({
      clause: duty.role === '考评人员' ? 'SDS-4.3-10' : 'SDS-4.3-02',
      sentence: `${duty.staffName}与${room.name}的考生存在应回避关系（${room.avoided.get(duty.staffId)}）`,
    }))

/** What keeps the roster of one session from being released; empty: nothing. `rooms` are those in use. */
export const rosterProblems = (
  rooms: readonly StaffedRoom[],
  duties: readonly DutyEntry[],
  numbers: StaffingNumbers,
): readonly RosterProblem[] => {
  const supervisors = duties.filter((duty) => duty.role === '内部质量督导员').length
  const unwatched: RosterProblem[] =
    supervisors >= numbers.supervisorsPerSession
      ? []
      : [{ clause: 'SDS-4.3-13', sentence: '本场次未安排内部质量督导员，逢考必督，不得开考' }]
  return [
    ...headProblems(rooms, duties, numbers),
    ...rooms.flatMap((room) => [
      ...(room.subject === 'theory'
        ? invigilatorProblems(room, duties, numbers)
        : panelProblems(room, duties, numbers)),
      ...avoidanceProblems(room, duties),
    ]),
    ...unwatched,
  ]
}

/** Refuses the release of a roster that is incomplete, with every gap named. */
export const checkRoster = (problems: readonly RosterProblem[]): Verdict<true, 'ROSTER_INCOMPLETE'> =>
  problems.length === 0
    ? accept(true)
    : refuse('ROSTER_INCOMPLETE', {
        sentence: `本场次人员安排还有 ${problems.length} 处不符合要求：${problems
          .slice(0, 5)
          .map(({ sentence }) => sentence)
          .join('；')}${problems.length > 5 ? '……' : ''}。`,
        remedy: '请补齐或调整人员后再发布。',
        clauses: [...new Set(problems.map(({ clause }) => clause))],
        details: { problems: problems.map((problem) => ({ ...problem })) as Json },
      })
