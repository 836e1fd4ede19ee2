import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'

/** Two steps that two people take: the second must not be the one who took the first. */
export const bySecondPerson = (
  who: { readonly first: string | null; readonly second: string },
  words: { readonly sentence: string; readonly clauses: readonly string[] },
): Verdict<true, 'SAME_PERSON'> =>
  who.first !== null && who.first === who.second
    ? refuse('SAME_PERSON', { ...words, remedy: '请由另一名工作人员办理。' })
    : accept(true)

/** The step is not open from the state the record is in. */
export const wrongState = (what: string, state: string, step: string) =>
  refuse('WRONG_STATE', {
    sentence: `${what}现为“${state}”，不能办理“${step}”。`,
    remedy: '请刷新页面，按当前状态办理。',
    clauses: [],
  })
