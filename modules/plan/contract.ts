import Type from 'typebox'
import { authority, organisationOffice } from '#modules/party/core/role.ts'
import { command } from '#platform/contract/contract.ts'
import { BatchForm, Changed, Dates, File, Note, NoticeForm, Owned, Uuid, Version } from './contract-parts.ts'
import { amendmentRefusals } from './core/amendment.rule.ts'
import { batchRefusals } from './core/batch.rule.ts'
import { datesRefusals } from './core/dates.rule.ts'
import { lineRefusals } from './core/line.rule.ts'
import { noticeRefusals } from './core/notice.rule.ts'

export * from './queries.contract.ts'

const planners = ['org-head', 'org-exam'] as const
const readers = [...organisationOffice, ...authority, 'auditor']
const planRefusals = [...datesRefusals, ...lineRefusals, ...batchRefusals] as const
const Notice = { ...Owned, noticeId: Uuid, version: Version }
const Batch = { ...Owned, batchId: Uuid, version: Version }
const Decision = { organisationId: Uuid, version: Version }

export const draftNotice = command({
  name: 'plan.draftNotice',
  title: '制定年度计划公告',
  input: Type.Object({ year: Type.Integer({ minimum: 2015, maximum: 2100 }), ...NoticeForm }),
  reply: Type.Object({ noticeId: Uuid, edition: Type.Integer() }),
  refusals: ['FILING_NOT_VALID', 'YEAR_NOT_OPEN', 'EDITION_IN_HAND', 'REASON_MISSING', ...noticeRefusals],
  roles: planners,
})

export const changeNotice = command({
  name: 'plan.changeNotice',
  title: '修改年度计划公告',
  input: Type.Object({ noticeId: Uuid, version: Version, ...NoticeForm }),
  reply: Changed,
  refusals: ['FILING_NOT_VALID', 'STATE_FORBIDS', 'REASON_MISSING', ...noticeRefusals],
  roles: planners,
})

export const submitNotice = command({
  name: 'plan.submitNotice',
  title: '报送年度计划公告',
  input: Type.Object({ noticeId: Uuid, version: Version }),
  reply: Changed,
  refusals: ['FILING_NOT_VALID', 'STATE_FORBIDS', ...noticeRefusals],
  roles: planners,
})

export const confirmNotice = command({
  name: 'plan.confirmNotice',
  title: '确认年度计划公告',
  input: Type.Object({ ...Decision, noticeId: Uuid, note: Type.Optional(Note) }),
  reply: Changed,
  refusals: ['STATE_FORBIDS'],
  roles: ['city'],
})

export const returnNotice = command({
  name: 'plan.returnNotice',
  title: '退回年度计划公告',
  input: Type.Object({ ...Decision, noticeId: Uuid, note: Note }),
  reply: Changed,
  refusals: ['STATE_FORBIDS'],
  roles: ['city'],
})

export const publishNotice = command({
  name: 'plan.publishNotice',
  title: '发布年度计划公告',
  input: Type.Object(Notice),
  reply: Changed,
  refusals: ['STATE_FORBIDS'],
  roles: [...planners, 'city'],
})

export const printNotice = command({
  name: 'plan.printNotice',
  title: '打印年度计划公告',
  input: Type.Object({ ...Owned, noticeId: Uuid }),
  reply: File,
  refusals: ['font-missing', 'glyph-missing'],
  roles: readers,
})

export const createBatch = command({
  name: 'plan.createBatch',
  title: '制定认定计划',
  input: Type.Object(BatchForm),
  reply: Type.Object({ batchId: Uuid, name: Type.String() }),
  refusals: planRefusals,
  roles: planners,
})

export const changeBatch = command({
  name: 'plan.changeBatch',
  title: '修改认定计划',
  input: Type.Object({ batchId: Uuid, version: Version, ...BatchForm }),
  reply: Type.Object({ version: Version, name: Type.String() }),
  refusals: ['STATE_FORBIDS', ...planRefusals],
  roles: planners,
})

export const submitBatch = command({
  name: 'plan.submitBatch',
  title: '报送认定计划',
  input: Type.Object({ batchId: Uuid, version: Version }),
  reply: Changed,
  refusals: ['STATE_FORBIDS', 'ENROLMENT_BEGUN', ...planRefusals],
  roles: planners,
})

export const confirmBatch = command({
  name: 'plan.confirmBatch',
  title: '确认认定计划',
  input: Type.Object({ ...Decision, batchId: Uuid, note: Type.Optional(Note) }),
  reply: Changed,
  refusals: ['STATE_FORBIDS', 'ENROLMENT_BEGUN'],
  roles: ['city'],
})

export const returnBatch = command({
  name: 'plan.returnBatch',
  title: '退回认定计划',
  input: Type.Object({ ...Decision, batchId: Uuid, note: Note }),
  reply: Changed,
  refusals: ['STATE_FORBIDS'],
  roles: ['city'],
})

export const publishBatch = command({
  name: 'plan.publishBatch',
  title: '发布认定计划',
  input: Type.Object(Batch),
  reply: Changed,
  refusals: ['STATE_FORBIDS', 'ENROLMENT_BEGUN'],
  roles: [...planners, 'city'],
})

/** What was published changes by an amendment on record only; changed dates wait for the city. */
export const amendBatch = command({
  name: 'plan.amendBatch',
  title: '变更认定计划',
  input: Type.Object({
    batchId: Uuid,
    version: Version,
    reason: Note,
    dates: Type.Object(Dates),
    siteIds: BatchForm.siteIds,
    capacity: BatchForm.capacity,
  }),
  reply: Type.Object({ amendmentId: Uuid, applied: Type.Boolean() }),
  refusals: ['STATE_FORBIDS', 'AMENDMENT_WAITING', ...amendmentRefusals],
  roles: planners,
})

export const decideAmendment = command({
  name: 'plan.decideAmendment',
  title: '审核计划变更',
  input: Type.Object({ ...Decision, amendmentId: Uuid, agreed: Type.Boolean(), note: Note }),
  reply: Changed,
  refusals: ['STATE_FORBIDS', ...amendmentRefusals],
  roles: ['city'],
})

export const cancelBatch = command({
  name: 'plan.cancelBatch',
  title: '取消认定计划',
  input: Type.Object({ ...Batch, reason: Note }),
  reply: Changed,
  refusals: ['STATE_FORBIDS'],
  roles: [...planners, 'city'],
})

/** SDS-3.1-08: triggered when the issue of certificates is confirmed. */
export const closeBatch = command({
  name: 'plan.closeBatch',
  title: '结束认定批次',
  input: Type.Object({ organisationId: Uuid, batchId: Uuid }),
  reply: Changed,
  refusals: ['STATE_FORBIDS'],
  roles: ['system'],
})

export const resumeClosing = command({
  name: 'plan.resumeClosing',
  title: '考后材料封装后结束认定批次',
  input: Type.Object({ organisationId: Uuid, batchId: Uuid }),
  reply: Changed,
  refusals: ['STATE_FORBIDS'],
  roles: ['system'],
})

export const enterScheme = command({
  name: 'plan.enterScheme',
  title: '填写实施方案',
  input: Type.Object({
    batchId: Uuid,
    version: Version,
    planName: Type.String({ maxLength: 200 }),
    other: Type.String({ maxLength: 4000 }),
    emergency: Type.Optional(Type.String({ maxLength: 4000 })),
    attachments: Type.Array(
      Type.Object({
        part: Type.Union([
          Type.Literal('理论'),
          Type.Literal('技能'),
          Type.Literal('综合评审'),
          Type.Literal('应急预案'),
          Type.Literal('其他'),
        ]),
        name: Type.String({ minLength: 1, maxLength: 200 }),
        fileId: Uuid,
      }),
      { maxItems: 20 },
    ),
  }),
  reply: Changed,
  refusals: ['STATE_FORBIDS', 'SCHEME_NAME_DIFFERS', 'EMERGENCY_MISSING'],
  roles: planners,
})

export const printScheme = command({
  name: 'plan.printScheme',
  title: '打印实施方案',
  input: Type.Object({ ...Owned, batchId: Uuid }),
  reply: File,
  refusals: ['SCHEME_MISSING', 'font-missing', 'glyph-missing'],
  roles: [...planners, ...authority],
})

/** SDS-3.4-02: reviewed candidates have been forwarded with the scheme; the batch is being carried out from then on. */
export const startBatch = command({
  name: 'plan.startBatch',
  title: '开始执行批次',
  input: Type.Object({ organisationId: Uuid, batchId: Uuid }),
  reply: Changed,
  refusals: ['STATE_FORBIDS', 'SCHEME_MISSING', 'SCHEME_NAME_DIFFERS'],
  roles: ['system'],
})
