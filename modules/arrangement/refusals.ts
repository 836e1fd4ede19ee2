import { refuse } from '#platform/contract/verdict.ts'

export const arrangementClosed = () =>
  refuse('ARRANGEMENT_CLOSED', {
    sentence: '编排已确认并向考生发布，或当前状态下不能进行这一步。',
    remedy: '已发布的编排只能逐项登记变更。',
    clauses: ['SDS-4.4-02'],
  })

export const notConfirmed = () =>
  refuse('NOT_CONFIRMED', {
    sentence: '编排尚未确认，还没有准考证和考场材料。',
    remedy: '请先完成座位编排并确认。',
    clauses: ['SDS-4.1-19'],
  })

export const sessionsOverlap = (name: string) =>
  refuse('SESSIONS_OVERLAP', {
    sentence: `${name}在这个时间还有另一科目的考试，时间冲突。`,
    remedy: '请选择时间错开的场次。',
    clauses: ['SDS-4.1-18'],
  })
