import { organisationFacts } from '#modules/party/facts.ts'
import { openBatches } from '#modules/plan/facts.ts'
import { levelName } from '#modules/policy/core/level.ts'
import { statedValue } from '#modules/policy/core/parameter.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { banOfPerson } from '../bans.ts'
import { regimeOf, situationOf } from '../commands/situation.ts'
import type * as contract from '../contract.ts'
import { stateTitles } from '../core/application.machine.ts'
import { correctableFields } from '../core/correction.rule.ts'
import { conditionChoices, educations } from '../core/evaluation.rule.ts'
import { commitmentTexts, commitmentVersion, noChangeNotice } from '../core/form.rule.ts'
import { enrolmentWindowLength } from '../core/window.rule.ts'
import { correctionsOf } from '../correction-store.ts'
import { applicationsOfPerson, evaluationOf, getApplication } from '../store.ts'
import { actionsOf, formFields, materialList, timelineOf } from './presentation.ts'

/** One inch at 300 dots an inch, as photographs for documents are cut. */
const photoSize = { width: 295, height: 413 }

/** Only batches whose enrolment window holds today (SDS-3.2-02). */
export const openPlansHandler: QueryHandler<typeof contract.openPlans> = async (context) => {
  const { tx, today, actor } = context
  const ban = actor.personId === null ? undefined : await banOfPerson(context, actor.personId)
  const batches = (await openBatches(tx, today)).filter(
    (batch) => !enrolmentWindowLength(batch, regimeOf(batch)).refused,
  )
  const shown = await Promise.all(
    batches.map(async (batch) => ({
      organisationId: batch.organisationId,
      organisationName: (await organisationFacts(tx, batch.organisationId)).name,
      batchId: batch.id,
      name: batch.name,
      enrolmentFrom: batch.enrolmentFrom,
      enrolmentTo: batch.enrolmentTo,
      reviewUntil: batch.reviewUntil,
      paymentUntil: batch.paymentUntil,
      examFrom: batch.examFrom,
      lines: batch.lines.map((line) => ({
        lineId: line.id,
        occupationCode: line.occupationCode,
        occupationName: line.occupationName,
        trade: line.trade,
        levelName: levelName(line.level),
        subjects: [...line.subjects],
        feeCents: line.feeCents,
        targetGroup: line.targetGroup,
      })),
    })),
  )
  return accept({
    batches: shown,
    ban: ban ? { untilOn: ban.untilOn, caseNumber: ban.caseNumber, reason: ban.reason } : null,
  })
}

/** The candidate's own applications, latest first. */
export const myApplicationsHandler: QueryHandler<typeof contract.myApplications> = async (context) => {
  const { personId } = context.actor
  const rows = personId === null ? [] : await applicationsOfPerson(context.tx, personId)
  const applications = []
  for (const row of rows) {
    const { batch, line } = await situationOf(context, row)
    const { name } = await organisationFacts(context.tx, row.organisationId)
    applications.push({
      organisationId: row.organisationId,
      applicationId: row.id,
      organisationName: name,
      batchName: batch.name,
      occupationName: line.trade || line.occupationName,
      levelName: levelName(line.level),
      state: row.state,
      stateTitle: stateTitles[row.state],
      enrolmentTo: batch.enrolmentTo,
      reviewUntil: batch.reviewUntil,
      paymentUntil: batch.paymentUntil,
      examFrom: batch.examFrom,
    })
  }
  return accept({ applications })
}

const fileOf = (organisationId: string, fileId: string | null) => (fileId ? { organisationId, fileId } : null)

/** Everything the five steps and the status page show. */
export const myApplicationHandler: QueryHandler<typeof contract.myApplication> = async (context, input) => {
  const row = await getApplication(context.tx, input.applicationId, input.organisationId)
  if (row.personId !== context.actor.personId) throw new MissingRow()
  const { batch, line, regime, target } = await situationOf(context, row)
  const { name } = await organisationFacts(context.tx, row.organisationId)
  const photo = statedValue(regime.enrolment.photo)
  const corrections = await correctionsOf(context.tx, row)
  return accept({
    organisationId: row.organisationId,
    applicationId: row.id,
    version: row.version,
    ...formFields(row),
    state: row.state,
    stateTitle: stateTitles[row.state],
    organisationName: name,
    batchName: batch.name,
    occupationName: line.occupationName,
    trade: line.trade,
    levelName: levelName(line.level),
    enrolmentTo: batch.enrolmentTo,
    reviewUntil: batch.reviewUntil,
    paymentUntil: batch.paymentUntil,
    ticketFrom: batch.ticketFrom,
    examFrom: batch.examFrom,
    lineSubjects: [...line.subjects],
    conditions: [...conditionChoices(target)],
    categories: [...(statedValue(regime.enrolment.categories) ?? [])],
    educations: [...educations],
    commitments: [...commitmentTexts(regime)],
    commitmentVersion: commitmentVersion(regime),
    commitmentAcceptedAt: row.commitment?.acceptedAt ?? null,
    noChangeNotice,
    photoRule: {
      maxBytes: photo?.maxBytes ?? 1_000_000,
      ...photoSize,
      clauses: [...regime.enrolment.photo.clauses],
    },
    photo: fileOf(row.organisationId, row.photoFileId),
    photoWarnings: [...(row.details.photoWarnings ?? [])],
    signature: fileOf(row.organisationId, row.signatureFileId),
    materials: materialList(row),
    evaluation: evaluationOf(row) as never,
    returnNote: row.state === 'returned' || row.state === 'rejected' ? (row.review?.note ?? '') : '',
    timeline: await timelineOf(context, row),
    corrections: corrections.map((each) => ({
      field: correctableFields[each.field],
      newValue: each.newValue,
      state: each.state,
      at: each.requestedAt.toISOString(),
    })),
    availableActions: actionsOf(row, batch, context),
  })
}
