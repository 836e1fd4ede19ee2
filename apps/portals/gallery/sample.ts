import type { Refusal } from '#platform/contract/verdict.ts'
import type { DocumentCardProps } from '../kit/document-card.tsx'
import type { RoomGeometry, Seat, SeatState } from '../kit/room-geometry.ts'
import type { Segment } from '../kit/stage-ribbon.tsx'

export const refusal: Refusal = {
  refused: true,
  code: 'LEAD_TIME_SHORT',
  sentence: '计划距报名开始只有 4 个工作日，按规定至少提前 5 个工作日报送。',
  remedy: '把报名开始日期改到 2026年12月2日 或以后，再提交。',
  clauses: ['SDS-3.1-01', 'SDS-3.1-02'],
  details: { batchId: '1' },
}

export const segments: readonly Segment[] = [
  { key: 'plan', title: '计划', state: 'past', to: '2026-11-20' },
  { key: 'publish', title: '公告', state: 'past', to: '2026-11-23', clauses: ['SDS-3.1-02'] },
  {
    key: 'enrol',
    title: '报名',
    state: 'current',
    to: '2026-12-07',
    workingDaysLeft: 4,
    clauses: ['SDS-3.1-01'],
    arithmetic: '12月1日报名开始 + 7天 → 12月7日报名截止',
  },
  { key: 'review', title: '资格审核', state: 'future', to: '2026-12-10', clauses: ['SDS-3.1-01'] },
  { key: 'arrange', title: '编排', state: 'future', to: '2026-12-18' },
  { key: 'exam', title: '考试', state: 'future', to: '2026-12-26' },
  { key: 'publicity', title: '成绩公示', state: 'future', to: '2027-01-08' },
  { key: 'certificate', title: '证书', state: 'future', to: '2027-01-20' },
]

export const documents: readonly DocumentCardProps[] = [
  {
    title: '职业技能等级认定计划备案表',
    version: '第 2 版',
    state: 'signed',
    digest: '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    files: [
      { organisationId: 'o', fileId: 'a', name: '计划备案表.pdf', format: 'PDF' },
      { organisationId: 'o', fileId: 'b', name: '计划备案表.docx', format: 'DOCX' },
    ],
  },
  { title: '考场情况记录表', state: 'draft', files: [] },
]

export const room: RoomGeometry = { rows: 5, columns: 6, aislesAfter: [2, 4], door: 'front-right' }

const states: readonly SeatState[] = [
  'answering',
  'answering',
  'present',
  'handed-in',
  'answering',
  'interrupted',
  'absent',
  'assigned',
  'empty',
  'violation',
  'defect',
  'mine',
]

export const seats: readonly Seat[] = Array.from({ length: room.rows * room.columns }, (_, index) => ({
  row: Math.floor(index / room.columns) + 1,
  column: (index % room.columns) + 1,
  label: String(index + 1).padStart(2, '0'),
  state: states[index % states.length]!,
}))

export const bars = [
  { label: '<40', count: 6, below: true },
  { label: '40–49', count: 21, below: true },
  { label: '50–59', count: 64, below: true },
  { label: '60–69', count: 203 },
  { label: '70–79', count: 318 },
  { label: '80–89', count: 187 },
  { label: '90–100', count: 42 },
]
