import { refuse } from '#platform/contract/verdict.ts'

export const resultsConfirmed = refuse('RESULTS_CONFIRMED', {
  sentence: '本批次成绩已公示期满并确认，不能再改动。',
  remedy: '确有错误的，请向市级人社部门报告，按证书更正程序办理。',
  clauses: ['SDS-5.2-03'],
})

export const correctionPending = (count: number) =>
  refuse('CORRECTION_PENDING', {
    sentence: `还有 ${count} 件成绩更正没有决定。`,
    remedy: '请机构负责人先作出决定。',
    clauses: ['SDS-5.1-15'],
  })

export const panelSigned = refuse('PANEL_SIGNED', {
  sentence: '本组成绩已由考评组长签字，不能再评分。',
  remedy: '确有错误的，请按成绩更正程序办理。',
  clauses: ['SDS-4.3-11'],
})

export const notOnPanel = refuse('NOT_ON_PANEL', {
  sentence: '您不是该考生所在考场的考评员，不能评分。',
  remedy: '请只给本人任务中的考生评分；安排有误的请联系考务人员。',
  clauses: ['SDS-4.4-39'],
})

export const formMissing = refuse('FORM_MISSING', {
  sentence: '该职业等级还没有采用评分记录表。',
  remedy: '请考务人员先上传并采用评分记录表。',
  clauses: ['SDS-4.4-39'],
})
