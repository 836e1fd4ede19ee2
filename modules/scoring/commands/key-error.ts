import { scriptsOf } from '#modules/delivery/facts.ts'
import type { CommandContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import type { decideKeyError, reportKeyError } from '../contract.ts'
import { corrected } from '../core/correction.rule.ts'
import { keyErrorMachine } from '../core/marking.machine.ts'
import { bySecondPerson, wrongState } from '../core/separation.rule.ts'
import { itemPoints } from '../core/theory.rule.ts'
import { showCorrected } from '../display.ts'
import { tellItemsRescored } from '../item-statistics.ts'
import { resultsConfirmed } from '../refusals.ts'
import { accountOf, candidatesOf, ownOrganisation, sceneOf } from '../scene.ts'
import {
  decideKeyError as decide,
  insertCorrections,
  insertKeyError,
  type KeyErrorRow,
  keyErrorsOf,
} from '../store/entry.store.ts'
import { lockResults, type ResultRow, writeResults } from '../store/result.store.ts'
import { isAnswered, itemsOfScript, keyedPapers } from '../theory-scoring.ts'

/** SDS-5.1-04: the marker's request; the ruling asked for is stored as the key is, encrypted. */
export const reportKeyErrorHandler: CommandHandler<typeof reportKeyError> = async (context, input) => {
  const { tx, actor, now } = context
  const organisationId = ownOrganisation(actor)
  const { batchId, paperId, itemId, reason, ruling } = input
  const at = { organisationId, batchId }
  const scripts = await scriptsOf(tx, organisationId, batchId)
  const paper = (await keyedPapers(context, at, scripts)).get(paperId)
  if (!paper?.items.some(({ id }) => id === itemId)) {
    return refuse('ITEM_UNKNOWN', {
      sentence: '本批次使用的试卷中没有这道题。',
      remedy: '请按试卷上的题号选择。',
      clauses: ['SDS-5.1-04'],
      field: 'itemId',
    })
  }
  const pending = (await keyErrorsOf(context, at)).some(
    (each) => each.paperId === paperId && each.itemId === itemId && each.state !== 'refused',
  )
  if (pending) {
    return refuse('KEY_ERROR_PENDING', {
      sentence: '这道题的标准答案已有人反映，正在处理或已经处理。',
      remedy: '请查看处理结果。',
      clauses: ['SDS-5.1-04'],
    })
  }
  const row = await insertKeyError(context, {
    ...at,
    paperId,
    itemId,
    reason,
    ruling,
    reportedBy: accountOf(actor),
    reporterName: actor.name,
    reportedAt: now,
  })
  context.record({
    type: 'key-error-reported',
    table: 'keyError',
    row,
    data: { itemId },
    clauses: ['SDS-5.1-04'],
  })
  return accept({ keyErrorId: row.id })
}

interface Rescored {
  readonly row: ResultRow
  readonly before: ResultRow
}

/** What the ruling changes: each script's item scored under the old and the new key, the difference added. */
const rescore = async (context: CommandContext, request: KeyErrorRow, rows: readonly ResultRow[]) => {
  const { organisationId, batchId, paperId, itemId, ruling } = request
  const { batch, passRule } = await sceneOf(context.tx, organisationId, batchId)
  const scripts = (await scriptsOf(context.tx, organisationId, batchId)).filter(
    (script) => script.paperId === paperId && isAnswered(script),
  )
  const paper = (await keyedPapers(context, request, scripts)).get(paperId)
  const item = paper?.items.find(({ id }) => id === itemId)
  const subjects = new Map(
    (await candidatesOf(context.tx, organisationId, batch.id)).map((each) => [each.id, each.subjects]),
  )
  const byApplication = new Map(rows.map((row) => [row.applicationId, row]))
  const held = scripts.filter(
    (script) => paper && itemsOfScript(paper, script).some(({ id }) => id === itemId),
  )
  const changed = held.flatMap(({ applicationId, answers }): Rescored[] => {
    const before = byApplication.get(applicationId)
    if (!before || !item || before.theory === null || before.theoryStatus !== 'scored') return []
    const given = answers[itemId]
    const gain = itemPoints(item, given, ruling) - itemPoints(item, given, paper?.rulings.get(itemId))
    if (gain === 0) return []
    const after = Math.round((before.theory + gain) * 10) / 10
    const by = { subjects: subjects.get(applicationId) ?? [], rule: passRule }
    const row = corrected(before, { subject: 'theory', after }, by)
    return [{ before, row: { ...row, passed: before.passed === null ? null : row.passed } }]
  })
  return { answersRescored: held.length, changed }
}

const correctionOf =
  (request: KeyErrorRow, by: { id: string; name: string; at: Date; decision: string }) =>
  ({ before, row }: Rescored) => ({
    organisationId: request.organisationId,
    batchId: request.batchId,
    resultId: row.id,
    personId: row.personId,
    subject: 'theory' as const,
    beforeValue: before.theory,
    afterValue: row.theory,
    beforePassed: before.passed,
    afterPassed: row.passed,
    reason: `标准答案更正：${request.reason}`,
    state: 'applied' as const,
    proposedBy: request.reportedBy,
    proposerName: request.reporterName,
    proposedAt: request.reportedAt,
    decidedBy: by.id,
    deciderName: by.name,
    decision: by.decision,
    decidedAt: by.at,
    objectionId: null,
    keyErrorId: request.id,
  })

const carryThrough = async (context: CommandContext, request: KeyErrorRow, decision: string) => {
  const { tx, actor, now } = context
  const { organisationId, batchId } = request
  const rows = await lockResults(tx, organisationId, batchId)
  if (rows.some(({ state }) => state === 'confirmed')) return resultsConfirmed
  const { answersRescored, changed } = await rescore(context, request, rows)
  const clauses = ['SDS-5.1-05']
  const written = changed.map(({ row }) => row)
  const ids = await writeResults(tx, organisationId, written)
  context.recordAll({ type: 'theory-rescored', table: 'result', organisationId, ids, clauses })
  const by = { id: accountOf(actor), name: actor.name, at: now, decision }
  const corrections = await insertCorrections(tx, changed.map(correctionOf(request, by)))
  const applied = { type: 'score-corrected', table: 'scoreCorrection', organisationId, clauses } as const
  context.recordAll({ ...applied, ids: corrections })
  await showCorrected(context, written, '标准答案更正后重新评分')
  return accept({ answersRescored, scoresChanged: ids.length })
}

/** SDS-5.1-05: without this decision the key stays as it is; with it the item is scored again for everybody. */
export const decideKeyErrorHandler: CommandHandler<typeof decideKeyError> = async (context, input) => {
  const { tx, actor, now } = context
  const organisationId = ownOrganisation(actor)
  const requests = await keyErrorsOf(context, { organisationId, batchId: input.batchId })
  const request = requests.find(({ id }) => id === input.keyErrorId)
  if (!request) throw new MissingRow()
  const state = keyErrorMachine.next(request.state, input.approve ? 'approve' : 'refuse')
  if (state !== 'approved' && state !== 'refused') return wrongState('该反映', '已处理', '处理')
  const separate = bySecondPerson(
    { first: request.reportedBy, second: accountOf(actor) },
    { sentence: '反映人不能处理本人的反映。', clauses: ['SDS-5.1-05'] },
  )
  if (separate.refused) return separate
  const done = input.approve
    ? await carryThrough(context, request, input.decision)
    : accept({ answersRescored: 0, scoresChanged: 0 })
  if (done.refused) return done
  await decide(
    tx,
    { organisationId, id: request.id, version: input.version },
    {
      state,
      decidedBy: accountOf(actor),
      deciderName: actor.name,
      decision: input.decision,
      decidedAt: now,
      ...done.value,
    },
  )
  context.record({
    type: `key-error-${state}`,
    table: 'keyError',
    row: request,
    data: { itemId: request.itemId, ...done.value },
    clauses: ['SDS-5.1-05'],
  })
  if (state === 'approved') await tellItemsRescored(context, request)
  return done
}
