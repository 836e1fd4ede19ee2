import { refuse } from '#platform/contract/verdict.ts'

export const typeUnknown = (clauses: readonly string[]) =>
  refuse('TYPE_UNKNOWN', {
    sentence: '本批次适用的规则中没有这项违纪类型。',
    remedy: '请从类型表中选择。',
    clauses,
    field: 'typeCode',
  })

export const notYetHappened = (field: string) =>
  refuse('NOT_YET_HAPPENED', {
    sentence: '所填时间晚于现在。',
    remedy: '请填写实际发生的时间。',
    clauses: ['SDE-4.6-19'],
    field,
  })

export const caseDecided = refuse('CASE_DECIDED', {
  sentence: '该案件已作出处理决定，材料和陈述不能再改。',
  remedy: '对决定有异议的，请申请复核。',
  clauses: ['SDS-4.4-42'],
})

export const alreadyDecided = refuse('ALREADY_DECIDED', {
  sentence: '该违纪行为已经作出处理决定。',
  remedy: '请刷新页面查看决定；对决定有异议的，请申请复核。',
  clauses: ['SDS-4.4-42'],
})

export const notDecided = refuse('NOT_DECIDED', {
  sentence: '该案件还没有处理决定，或仍在复核。',
  remedy: '请先作出决定。',
  clauses: ['SDS-4.4-42'],
})

export const notOpenToReview = refuse('NOT_OPEN_TO_REVIEW', {
  sentence: '该案件现在不能复核：尚未决定，或已经办结。',
  remedy: '请刷新页面查看案件状态。',
  clauses: ['SDS-4.4-42'],
})
