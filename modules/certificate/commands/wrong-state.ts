import { refuse } from '#platform/contract/verdict.ts'

/** The step is not in the table from the state the row is in. */
export const wrongState = (noun: string, stateTitle: string, step: string) =>
  refuse('WRONG_STATE', {
    sentence: `${noun}目前是“${stateTitle}”，不能${step}。`,
    remedy: '请刷新页面查看当前进度，按页面给出的操作办理。',
    clauses: ['SDS-6.1-02'],
  })
