import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import { refuse } from '#platform/contract/verdict.ts'
import type { SittingRow } from './store.ts'

export const passcodesGone = refuse('PASSCODES_GONE', {
  sentence: '本考场的口令单已经打印或试卷已经启封，不再显示。',
  remedy: '口令单遗失的，请由同场其他人员登录监考台，并登记异常情况。',
  clauses: ['SDS-4.2-07'],
})

/** The site head on duty here; where none has an account, any site head of the organisation. Throws MissingRow. */
export const requireChief = ({ actor }: Pick<QueryContext, 'actor'>, row: SittingRow): void => {
  const chiefs = row.preparation.duties
    .filter(({ role }) => role === 'chief')
    .flatMap(({ id }) => row.dutyAccounts[id] ?? [])
  if (chiefs.length > 0 && !chiefs.some((accountId) => accountId === actor.accountId)) throw new MissingRow()
}
