import { batchFacts, publishedBatches, requireScheme } from '#modules/plan/facts.ts'
import { levelName } from '#modules/policy/core/level.ts'
import type { Actor } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { situationOf } from '../commands/situation.ts'
import type * as contract from '../contract.ts'
import { stateTitles } from '../core/application.machine.ts'
import { correctableFields } from '../core/correction.rule.ts'
import { forwardable } from '../core/forwarding.rule.ts'
import { enrolmentOpen, reviewOpen } from '../core/window.rule.ts'
import { correctionsOf } from '../correction-store.ts'
import { findCommitment, statesOfBatch } from '../forwarding-store.ts'
import { countStates, evaluationOf, getApplication, listApplications, materialsOf } from '../store.ts'
import { actionsOf, formFields, listedRow, materialList, overdueNow, timelineOf } from './presentation.ts'

const isAuthority = (actor: Actor): boolean =>
  actor.roles.some((role) => role === 'province' || role === 'city')
const reachOf = (actor: Actor): 'all' | readonly string[] =>
  isAuthority(actor) ? actor.reach : [actor.organisationId!]

/** The list of applications by the filters of the screen. */
export const applicationListHandler: QueryHandler<typeof contract.applicationList> = async (
  { tx, actor, today },
  input,
) => {
  const { page = 1, pageSize = 20, batchId, state, name, source } = input
  const { total, rows } = await listApplications(tx, {
    organisationIds: reachOf(actor),
    ...(batchId ? { batchId } : {}),
    ...(state ? { states: [state] } : {}),
    ...(name ? { name } : {}),
    ...(source ? { source } : {}),
    ...(input.overdue === 'yes' ? { overdueOn: today } : {}),
    ...(input.clean ? { clean: input.clean === 'yes' } : {}),
    limit: pageSize,
    offset: (page - 1) * pageSize,
  })
  return accept({ total, rows: rows.map((row) => listedRow(row, today)) })
}

/** The published batches within reach, with how many applications stand where. */
export const batchOverviewHandler: QueryHandler<typeof contract.batchOverview> = async ({
  tx,
  actor,
  today,
}) => {
  const reach = reachOf(actor)
  const counts = await countStates(tx, reach)
  const organisationIds =
    reach === 'all'
      ? await organisationsOf(
          tx,
          counts.map(({ batchId }) => batchId),
        )
      : reach
  const batches = (await Promise.all(organisationIds.map((id) => publishedBatches(tx, id)))).flat()
  return accept({
    batches: batches.map((batch) => {
      const own = Object.fromEntries(
        counts.flatMap((row) => (row.batchId === batch.id ? [[row.state, row.count]] : [])),
      )
      const waiting = (own.submitted ?? 0) + (own['further-check'] ?? 0)
      return {
        organisationId: batch.organisationId,
        batchId: batch.id,
        name: batch.name,
        state: batch.state,
        enrolmentFrom: batch.enrolmentFrom,
        enrolmentTo: batch.enrolmentTo,
        reviewUntil: batch.reviewUntil,
        enrolmentOpen: !enrolmentOpen(batch, today).refused,
        reviewOpen: !reviewOpen(batch, today).refused,
        counts: own,
        overdue: today > batch.reviewUntil ? waiting : 0,
      }
    }),
  })
}

const organisationsOf = async (
  tx: Parameters<typeof getApplication>[0],
  batchIds: readonly string[],
): Promise<string[]> => {
  if (batchIds.length === 0) return []
  const rows = await tx
    .selectFrom('application')
    .select('organisationId')
    .distinct()
    .where('batchId', 'in', [...batchIds])
    .execute()
  return rows.map(({ organisationId }) => organisationId)
}

const queueSize = 100

/** What waits for a decision in one batch: contradictions first, then by the time of submission. */
export const reviewQueueHandler: QueryHandler<typeof contract.reviewQueue> = async (
  { tx, actor, today },
  { batchId, page = 1, clean },
) => {
  const waiting = {
    organisationIds: [actor.organisationId!],
    batchId,
    states: ['submitted', 'further-check'],
  }
  const narrowed = clean ? { ...waiting, clean: clean === 'yes' } : waiting
  const { total, rows } = await listApplications(tx, {
    ...narrowed,
    limit: queueSize,
    offset: (page - 1) * queueSize,
  })
  const { total: cleanTotal } = await listApplications(tx, { ...waiting, clean: true, limit: 1, offset: 0 })
  return accept({ total, clean: cleanTotal, rows: rows.map((row) => listedRow(row, today)) })
}

/** One application with its material, the machine's verdict line by line, and the story so far. */
export const applicationDetailHandler: QueryHandler<typeof contract.applicationDetail> = async (
  context,
  { applicationId },
) => {
  const row = await getApplication(context.tx, applicationId)
  if (row.organisationId !== context.actor.organisationId) throw new MissingRow()
  const { batch, line } = await situationOf(context, row)
  const corrections = await correctionsOf(context.tx, row)
  const file = (fileId: string | null) => (fileId ? { organisationId: row.organisationId, fileId } : null)
  return accept({
    organisationId: row.organisationId,
    applicationId: row.id,
    version: row.version,
    personId: row.personId,
    batchId: row.batchId,
    ...formFields(row),
    state: row.state,
    stateTitle: stateTitles[row.state],
    source: row.source === 'roster' ? '集体报名' : '个人报名',
    batchName: batch.name,
    occupationName: line.occupationName,
    trade: line.trade,
    levelName: levelName(line.level),
    photo: file(row.photoFileId),
    photoWarnings: [...(row.details.photoWarnings ?? [])],
    photoDecision: row.details.photoDecision ?? '',
    signature: file(row.signatureFileId),
    materials: materialList(row),
    certificateCheck: materialsOf(row).certificateCheck ?? null,
    evaluation: evaluationOf(row) as never,
    contradictions: [...(row.details.contradictions ?? [])],
    furtherCheck: row.details.furtherCheck ?? '',
    review: row.review as never,
    corrections: corrections.map((each) => ({
      correctionId: each.id,
      version: each.version,
      field: each.field,
      fieldTitle: correctableFields[each.field],
      oldValue: each.oldValue,
      newValue: each.newValue,
      reason: each.reason,
      state: each.state,
      requestedBy: each.requestedBy,
      decidedBy: each.decidedBy,
      at: each.requestedAt.toISOString(),
    })),
    details: { ...(row.details.roster ?? {}) },
    timeline: await timelineOf(context, row),
    overdue: overdueNow(row, batch, context),
    availableActions: actionsOf(row, batch, context),
  })
}

/** What still stands between the batch and its forwarding (SDS-3.4-*). */
export const forwardingStateHandler: QueryHandler<typeof contract.forwardingState> = async (
  context,
  { batchId },
) => {
  const organisationId = context.actor.organisationId!
  const batch = await batchFacts(context.tx, organisationId, batchId)
  const commitment = await findCommitment(context.tx, organisationId, batchId)
  const states = await statesOfBatch(context.tx, organisationId, batchId)
  const scheme = await requireScheme(context.tx, organisationId, batchId)
  const allowed = forwardable({ states, scheme, commitment: commitment !== undefined })
  const mayForward = context.actor.roles.some((role) => role === 'org-review' || role === 'org-head')
  const forward = {
    action: 'forward',
    title: '报送本批次报名信息',
    enabled: !allowed.refused,
    reason: allowed.refused ? allowed.sentence : '',
    clauses: allowed.refused ? [...allowed.clauses] : [],
  }
  return accept({
    batchName: batch.name,
    admitted: states.admitted ?? 0,
    qualified: states.qualified ?? 0,
    undecided: (states.submitted ?? 0) + (states['further-check'] ?? 0),
    scheme: !scheme.refused,
    commitment: commitment
      ? {
          file: { organisationId, fileId: commitment.fileId },
          signatory: commitment.signatory,
          signedOn: commitment.signedOn,
          forwardedAt: commitment.forwardedAt?.toISOString() ?? null,
        }
      : null,
    availableActions: mayForward && !commitment?.forwardedAt ? [forward] : [],
  })
}
