import type { BatchFacts } from '#modules/plan/facts.ts'
import { evidenceNames } from '#modules/policy/core/condition.ts'
import { type Level, levelName } from '#modules/policy/core/level.ts'
import type { EvidenceKind } from '#modules/policy/core/parameters.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { reviewFileOf } from '../commands/situation.ts'
import { applicationMachine, isCorrectable, stateTitles } from '../core/application.machine.ts'
import { obstaclesOf } from '../core/review.rule.ts'
import { enrolmentOpen, isOverdue, reviewOpen } from '../core/window.rule.ts'
import {
  type ApplicationRow,
  evaluationOf,
  type ListedRow,
  type MaterialKind,
  materialsOf,
} from '../store.ts'
import { factsOf } from '../timeline-store.ts'

const factTitles: Readonly<Record<string, string>> = {
  'application-started': '开始报名',
  'application-imported': '集体报名导入',
  'application-submitted': '提交报名',
  'application-withdrawn': '撤回报名',
  'application-qualified': '资格审核通过',
  'application-returned': '退回补正',
  'application-rejected': '资格审核不通过',
  'application-held': '转待核实',
  'application-admitted': '确认进入编排',
  'application-waived': '逾期视为放弃',
  'application-corrected': '信息更正',
  'certificate-verified': '登记原证书核验结果',
  'group-material-recorded': '登记集体材料',
  'photo-attached': '提交照片',
  'signature-attached': '本人签名',
  'education-proof-attached': '提交学历证明',
  'work-years-commitment-attached': '提交工作年限承诺',
  'prior-certificate-attached': '提交原证书',
}

const noteOf = (data: unknown): string => {
  const fields = (data ?? {}) as Readonly<Record<string, unknown>>
  if (typeof fields.field === 'string')
    return `${fields.field}：“${fields.old}”改为“${fields.new}”，理由：${fields.reason}`
  return [fields.note, fields.result, fields.statement]
    .filter((words) => typeof words === 'string' && words !== '')
    .join('；')
}

/** Everything of an application that a person would tell as its story, oldest first. */
export const timelineOf = async (context: QueryContext, row: ApplicationRow) =>
  (await factsOf(context.tx, row)).flatMap(({ type, at, actorName, clauses, data }) => {
    const title = factTitles[type]
    return title === undefined
      ? []
      : [
          {
            at: new Date(at).toISOString(),
            title,
            actor: actorName,
            note: noteOf(data),
            clauses: [...clauses],
          },
        ]
  })

/** The kinds of material of a file: what the condition asks for, and what is on file besides. */
export const materialList = (row: ApplicationRow) => {
  const { files } = materialsOf(row)
  const wanted = (evaluationOf(row)?.criteria ?? []).flatMap(({ evidence }) => (evidence ? [evidence] : []))
  const item = (kind: MaterialKind, given: { title: string; needed: boolean; clauses: string[] }) => {
    const stored = files[kind]
    return {
      kind,
      ...given,
      onFile: stored !== undefined,
      file: stored ? { organisationId: row.organisationId, fileId: stored.fileId } : null,
      note: stored ? [stored.statement, stored.by].filter(Boolean).join(' · ') : '',
    }
  }
  const evidence = (kind: EvidenceKind & MaterialKind, clause: string) =>
    item(kind, { title: evidenceNames[kind], needed: wanted.includes(kind), clauses: [clause] })
  const signed = row.signatureFileId !== null
  const form = item('application-form', {
    title: '签名的申报表',
    needed: true,
    clauses: ['SDS-3.2-07', 'SDS-3.3-02'],
  })
  return [
    {
      ...form,
      onFile: form.onFile || signed,
      file:
        form.file ??
        (row.signatureFileId ? { organisationId: row.organisationId, fileId: row.signatureFileId } : null),
      note: form.note || (signed ? '考生在线手写签名' : ''),
    },
    evidence('education-proof', 'SDS-3.3-04'),
    evidence('work-years-commitment', 'SDS-3.3-05'),
    item('prior-certificate', {
      title: '原证书',
      needed: row.priorCertificate !== null,
      clauses: ['SDS-3.3-06'],
    }),
  ]
}

/** A row of the lists. */
export const listedRow = (row: ListedRow, today: string) => ({
  organisationId: row.organisationId,
  applicationId: row.id,
  version: row.version,
  name: row.name,
  sex: row.sex,
  birthDate: row.birthDate,
  documentType: row.documentType,
  documentMasked: row.documentMasked,
  phoneMasked: row.phoneMasked,
  state: row.state,
  stateTitle: stateTitles[row.state],
  source: row.source === 'roster' ? '集体报名' : '个人报名',
  batchName: row.batchName,
  occupationName: row.trade || row.occupationName,
  levelName: levelName(row.level as Level),
  employer: row.employer,
  category: row.category,
  submittedAt: row.submittedAt?.toISOString() ?? null,
  overdue: (row.state === 'submitted' || row.state === 'further-check') && today > row.reviewUntil,
  clean: row.clean,
  open:
    row.state === 'submitted' || row.state === 'further-check'
      ? obstaclesOf(reviewFileOf(row)).map(({ words }) => words)
      : [],
})

export interface ShownAction {
  action: string
  title: string
  enabled: boolean
  reason: string
  clauses: string[]
}

/** The steps the state offers to these roles, each enabled or with the reason why not today. */
export const actionsOf = (row: ApplicationRow, batch: BatchFacts, context: QueryContext): ShownAction[] => {
  const { roles } = context.actor
  const review = reviewOpen(batch, context.today)
  const enrolment = enrolmentOpen(batch, context.today)
  const steps = applicationMachine.available(row.state, roles).map(({ action, title }): ShownAction => {
    const gate = ['pass', 'return', 'reject', 'hold'].includes(action)
      ? review
      : action === 'submit' && row.state === 'draft'
        ? enrolment
        : null
    return gate?.refused
      ? { action, title, enabled: false, reason: gate.sentence, clauses: [...gate.clauses] }
      : { action, title, enabled: true, reason: '', clauses: [] }
  })
  const mayCorrect =
    isCorrectable(row.state) &&
    roles.some((role) => ['org-exam', 'org-review', 'org-head', 'candidate'].includes(role))
  const correction = {
    action: 'correct',
    title: roles.includes('candidate') ? '申请更正' : '更正信息',
    enabled: true,
    reason: '',
    clauses: ['SDS-3.3-12'],
  }
  return mayCorrect ? [...steps, correction] : steps
}

export const overdueNow = (row: ApplicationRow, batch: BatchFacts, context: QueryContext): boolean =>
  isOverdue(row.state, batch, context.today)

/** The columns of the form as both portals show them. */
export const formFields = (row: ApplicationRow) => ({
  name: row.name,
  sex: row.sex,
  birthDate: row.birthDate,
  documentType: row.documentType,
  documentMasked: row.documentMasked,
  phoneMasked: row.phoneMasked,
  education: row.education,
  major: row.major,
  category: row.category,
  employer: row.employer,
  conditionCode: row.conditionCode,
  currentStudent: row.details.currentStudent ?? false,
  workFrom: row.workFrom,
  workYears: row.workYears,
  priorCertificate: row.priorCertificate,
  subjects: [...row.subjects],
  specialNeeds: row.details.specialNeeds ?? '',
})
