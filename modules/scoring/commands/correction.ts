import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import type { decideCorrection, proposeCorrection } from '../contract.ts'
import { corrected, mayPropose } from '../core/correction.rule.ts'
import { correctionMachine } from '../core/marking.machine.ts'
import { bySecondPerson, wrongState } from '../core/separation.rule.ts'
import { showCorrected } from '../display.ts'
import { correctionPending, resultsConfirmed } from '../refusals.ts'
import { accountOf, applicationSubjects, ownOrganisation, sceneOf } from '../scene.ts'
import {
  type CorrectionRow,
  correctionsOf,
  insertCorrections,
  lockCorrection,
  scoreEntryOf,
  updateCorrection,
} from '../store/entry.store.ts'
import { sheetsOf } from '../store/practical.store.ts'
import { objectionsOf } from '../store/publicity.store.ts'
import { lockResult, writeResults } from '../store/result.store.ts'

const clauses = ['SDS-5.1-13', 'SDS-5.1-15']

const notUpheld = refuse('OBJECTION_NOT_UPHELD', {
  sentence: '所引的异议没有被认定成立，不能据此更正成绩。',
  remedy: '请先由机构负责人作出异议处理决定。',
  clauses: ['SDS-5.2-03'],
  field: 'objectionId',
})

/** A change of a score begins as a proposal with its reason; nothing changes yet. */
export const proposeCorrectionHandler: CommandHandler<typeof proposeCorrection> = async (context, input) => {
  const { tx, actor, now, services } = context
  const organisationId = ownOrganisation(actor)
  const row = await lockResult(tx, organisationId, { id: input.resultId, version: input.version })
  const at = { organisationId, batchId: row.batchId }
  if (row.state === 'confirmed') return resultsConfirmed
  const { passRule } = await sceneOf(tx, organisationId, row.batchId)
  const enteredBy = (await scoreEntryOf(tx, at))?.enteredBy ?? null
  const subjects = await applicationSubjects(tx, at, row.applicationId)
  const proposer = accountOf(actor)
  const { subject, after, reason, objectionId = null } = input
  const may = mayPropose(
    { subject, after, proposer },
    { row, subjects, fullMark: passRule.value.fullMark, enteredBy },
  )
  if (may.refused) {
    // A refusal leaves no row; SDS-5.1-13 asks that the attempt be on record.
    if (may.code === 'ENTRY_PERSON')
      services.log.warn({ accountId: proposer, resultId: row.id }, 'entry person tried to change a score')
    return may
  }
  const pending = (await correctionsOf(tx, at)).filter(
    (each) => each.resultId === row.id && each.subject === subject && each.state === 'proposed',
  )
  if (pending.length > 0) return correctionPending(pending.length)
  if (objectionId !== null) {
    const objection = (await objectionsOf(tx, at)).find(({ id }) => id === objectionId)
    if (objection?.state !== 'upheld' || objection.resultId !== row.id) return notUpheld
  }
  const preview = corrected(row, { subject, after }, { subjects, rule: passRule })
  const [correctionId] = await insertCorrections(tx, [
    {
      ...at,
      resultId: row.id,
      personId: row.personId,
      subject,
      beforeValue: row[subject],
      afterValue: after,
      beforePassed: row.passed,
      afterPassed: row.passed === null ? null : preview.passed,
      reason,
      state: 'proposed',
      proposedBy: proposer,
      proposerName: actor.name,
      proposedAt: now,
      decidedBy: null,
      deciderName: null,
      decision: null,
      decidedAt: null,
      objectionId,
      keyErrorId: null,
    },
  ])
  const made = { organisationId, id: correctionId! }
  context.record({ type: 'score-correction-proposed', table: 'scoreCorrection', row: made, clauses })
  return accept({ correctionId: made.id })
}

/** HN-3.3.9-07: what a rescoring of the practical test changed, and whose marking it was. */
const tellRescored = async (
  context: CommandContext,
  { organisationId, batchId, subject, beforeValue, afterValue }: CorrectionRow,
  applicationId: string,
): Promise<void> => {
  if (subject !== 'practical' || beforeValue === null || afterValue === null) return
  const sheets = await sheetsOf(context.tx, organisationId, { batchId })
  const examiners = sheets
    .filter((sheet) => sheet.applicationId === applicationId && sheet.state === 'locked')
    .map(({ examinerAccountId: accountId, examinerName: name }) => ({ accountId, name }))
  await context.publish('scoring.rescored', {
    ...{ organisationId, batchId, applicationId, subject, examiners },
    ...{ before: beforeValue, after: afterValue },
  })
}

/** Puts the corrected score into the result, its consequence recomputed, and onto the public page. */
const apply = async (context: CommandContext, correction: CorrectionRow) => {
  const { tx } = context
  const { organisationId, batchId, subject } = correction
  const row = await lockResult(tx, organisationId, { id: correction.resultId })
  if (row.state === 'confirmed') return resultsConfirmed
  const { passRule } = await sceneOf(tx, organisationId, batchId)
  const subjects = await applicationSubjects(tx, { organisationId, batchId }, row.applicationId)
  const made = corrected(row, { subject, after: correction.afterValue! }, { subjects, rule: passRule })
  const changed = { ...made, passed: row.passed === null ? null : made.passed }
  const ids = await writeResults(tx, organisationId, [changed])
  context.recordAll({ type: 'result-corrected', table: 'result', organisationId, ids, clauses })
  await showCorrected(context, [changed], '经核查更正')
  await tellRescored(context, correction, row.applicationId)
  return accept({ before: row.passed, after: changed.passed })
}

/** By another person than the one who proposed; what was before and what is after stay on record. */
export const decideCorrectionHandler: CommandHandler<typeof decideCorrection> = async (context, input) => {
  const { tx, actor, now } = context
  const organisationId = ownOrganisation(actor)
  const correction = await lockCorrection(tx, {
    organisationId,
    id: input.correctionId,
    version: input.version,
  })
  const state = correctionMachine.next(correction.state, input.approve ? 'apply' : 'refuse')
  if (!state) return wrongState('该更正', '已决定', '决定')
  const separate = bySecondPerson(
    { first: correction.proposedBy, second: accountOf(actor) },
    { sentence: '提出更正的人不能决定本人提出的更正。', clauses: ['SDS-5.1-15'] },
  )
  if (separate.refused) return separate
  const outcome = input.approve
    ? await apply(context, correction)
    : accept({ before: correction.beforePassed, after: correction.beforePassed })
  if (outcome.refused) return outcome
  await updateCorrection(tx, correction, {
    state,
    decidedBy: accountOf(actor),
    deciderName: actor.name,
    decision: input.decision,
    decidedAt: now,
    beforePassed: outcome.value.before,
    afterPassed: outcome.value.after,
  })
  context.record({ type: `score-correction-${state}`, table: 'scoreCorrection', row: correction, clauses })
  return accept({ state, passed: outcome.value.after })
}
