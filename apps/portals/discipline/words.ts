import type * as queries from '#modules/delivery/discipline/queries.contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'

export type Case = ReplyOf<typeof queries.caseDetail>
export type CaseLine = ReplyOf<typeof queries.caseList>['rows'][number]
export type Rule = Case['rules'][number]

export const toneOf = (state: string) =>
  state === 'recorded' ? 'todo' : state === 'in-review' ? 'running' : 'done'

export const aboutWords: { readonly [about: string]: string } = {
  candidate: '考生违纪',
  staff: '工作人员违规',
  site: '考点违规',
}

export const severities = [
  { value: 'minor', label: '情节轻微' },
  { value: 'serious', label: '情节严重' },
] as const

export const may = (of: Case, action: string): boolean =>
  of.availableActions.some((each) => each.action === action)

/** The case as commands name it. */
export const placeOf = ({ case: row }: Case) => ({
  organisationId: row.organisationId,
  caseId: row.caseId,
  version: row.version,
})

/** `datetime-local` of now, in China, for a form's first value. */
export const nowLocal = (): string => {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(new Date())
  return parts.replace(' ', 'T')
}

export const instantOfLocal = (local: string): string => new Date(`${local}:00+08:00`).toISOString()
