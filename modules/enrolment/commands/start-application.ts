import { clearIdentityOf, personFacts } from '#modules/party/facts.ts'
import { type BatchFacts, batchFacts } from '#modules/plan/facts.ts'
import { identityTypes, parseIdentityType } from '#modules/policy/core/identity.ts'
import type { Regime } from '#modules/policy/core/pack.ts'
import type { Day } from '#platform/clock/day.ts'
import type { CommandContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { maskNumber, maskPhone } from '#platform/pii/mask.ts'
import { banOfPerson } from '../bans.ts'
import type * as contract from '../contract.ts'
import { notBarred } from '../core/ban.rule.ts'
import { documentAccepted } from '../core/identity.rule.ts'
import { enrolmentOpen, enrolmentWindowLength } from '../core/window.rule.ts'
import { insertApplication, phonePurpose } from '../store.ts'
import { lineOf, regimeOf } from './situation.ts'

const alreadyEnrolled = refuse('ALREADY_ENROLLED', {
  sentence: '您已报名本批次，同一批次只能报名一次。',
  remedy: '请在“我的报名”中继续填写或查看进度。',
  clauses: ['SDS-3.2-01', 'SDS-3.2-02'],
})

/** The window of the batch is open, and the person is under no ban (HN-3.1.5-12). */
const mayStart = async (
  context: CommandContext,
  { batch, law, personId }: { readonly batch: BatchFacts; readonly law: Regime; readonly personId: string },
) => {
  const open = enrolmentOpen(batch, context.today)
  if (open.refused) return open
  const length = enrolmentWindowLength(batch, law)
  return length.refused ? length : notBarred(await banOfPerson(context, personId))
}

/** Opens a draft in a batch whose enrolment is open today (SDS-3.2-02, SDS-3.1-04). */
export const startApplicationHandler: CommandHandler<typeof contract.startApplication> = async (
  context,
  input,
) => {
  const { personId } = context.actor
  if (personId === null) throw new MissingRow()
  const batch = await batchFacts(context.tx, input.organisationId, input.batchId)
  const law = regimeOf(batch)
  const may = await mayStart(context, { batch, law, personId })
  if (may.refused) return may
  const line = lineOf(batch, input.lineId)
  const person = await personFacts(context.tx, personId)
  const identity = await clearIdentityOf(context, personId)
  const document = documentAccepted(parseIdentityType(person.documentType), person.documentType, law)
  if (document.refused) return document
  const sex = person.sex ?? input.sex
  const birthDate = person.birthDate ?? input.birthDate
  if (!sex || !birthDate)
    return refuse('PERSONAL_DATA_MISSING', {
      sentence: '您的证件号码不含性别和出生日期，请补填。',
      remedy: '请填写性别和出生日期后开始报名。',
      clauses: ['SDS-A2-01'],
      field: sex ? 'birthDate' : 'sex',
    })
  const row = await insertApplication(context, {
    organisationId: batch.organisationId,
    batchId: batch.id,
    lineId: line.id,
    personId,
    state: 'draft',
    source: 'self',
    name: person.name,
    nameKey: person.nameKey,
    sex: sex as '男' | '女',
    birthDate: birthDate as Day,
    documentType: identityTypes[document.value].name,
    documentMasked: maskNumber(identity.documentNumber),
    phoneMasked: identity.phone ? maskPhone(identity.phone) : '',
    phone: null,
    education: '',
    major: '',
    category: '',
    employer: '',
    conditionCode: '',
    workFrom: null,
    workYears: null,
    priorCertificate: null,
    subjects: line.subjects,
    photoFileId: null,
    evaluation: {},
    materials: {},
    commitment: null,
    signatureFileId: null,
    submittedAt: null,
    review: null,
    decidedAt: null,
    details: {},
  })
  if (!row) return alreadyEnrolled
  // The number is sealed under the application's own id, which is known only now.
  if (identity.phone) {
    const phone = Buffer.from(context.services.keyring.encrypt(identity.phone, phonePurpose(row.id)))
    await context.tx.updateTable('application').set({ phone }).where('id', '=', row.id).execute()
  }
  context.record({ type: 'application-started', table: 'application', row, clauses: ['SDS-3.2-02'] })
  return accept({ organisationId: row.organisationId, applicationId: row.id, version: 1 })
}
