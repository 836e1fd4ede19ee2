import { heldResults } from '#modules/delivery/facts.ts'
import { loadCalendar } from '#modules/policy/facts.ts'
import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { maskName } from '#platform/pii/mask.ts'
import { mayClose, publicityEnds } from '../core/publicity.deadline.ts'
import { publicityMachine } from '../core/publicity.machine.ts'
import { wrongState } from '../core/separation.rule.ts'
import { publicityTitles } from '../core/titles.ts'
import { openObjections } from '../objections.ts'
import type { confirmResults, startPublicity } from '../publicity.contract.ts'
import { correctionPending } from '../refusals.ts'
import { type Candidate, candidatesOf, ownOrganisation, type Scene, sceneOf } from '../scene.ts'
import { correctionsOf } from '../store/entry.store.ts'
import {
  closePublicity,
  insertPublicity,
  insertPublicityEntries,
  lockPublicity,
  type NewPublicityEntry,
  publicityOf,
} from '../store/publicity.store.ts'
import { lockResults, moveResults, type ResultRow } from '../store/result.store.ts'

export const pendingCorrections = async (context: CommandContext, { organisationId, batch }: Scene) =>
  (await correctionsOf(context.tx, { organisationId, batchId: batch.id })).filter(
    ({ state }) => state === 'proposed',
  ).length

/** What the public sees of each result, numbered in the order of names. */
const entriesOf = (
  scene: Scene,
  candidates: readonly Candidate[],
  rows: readonly ResultRow[],
): readonly NewPublicityEntry[] => {
  const byApplication = new Map(rows.map((row) => [row.applicationId, row]))
  const lines = new Map(scene.batch.lines.map((line) => [line.id, line]))
  return candidates
    .flatMap((candidate) => {
      const row = byApplication.get(candidate.id)
      const line = lines.get(candidate.lineId)
      if (!row || !line || row.passed === null) return []
      return [{ row, line, candidate }]
    })
    .map(({ row, line, candidate }, at) => ({
      resultId: row.id,
      number: at + 1,
      nameMasked: maskName(candidate.name),
      documentMasked: candidate.documentMasked,
      occupation: line.trade === '' ? line.occupationName : `${line.occupationName}（${line.trade}）`,
      level: line.level,
      theory: row.theory,
      practical: row.practical,
      review: row.review,
      passed: row.passed === true,
    }))
}

const notVerified = (count: number) =>
  refuse('NOT_VERIFIED', {
    sentence: count === 0 ? '本批次还没有成绩。' : `还有 ${count} 名考生的成绩没有复核，不能公示。`,
    remedy: '请先完成登分和复核（须全部复核）。',
    clauses: ['SDS-5.1-15', 'SDS-5.2-01'],
  })

/** HN-3.1.6-06, HN-2.7-07: what is still being looked into is not released. */
export const resultsHeld = (held: ReadonlyMap<string, string>) =>
  refuse('RESULTS_HELD', {
    sentence: `还有 ${held.size} 名考生的成绩暂缓发布：${[...new Set(held.values())].slice(0, 3).join('；')}。`,
    remedy: '请先在“突发事件”“雷同答卷”中作出决定，再公示。',
    clauses: ['HN-3.1.6-06', 'HN-2.7-07'],
    details: { held: [...held.keys()] },
  })

/** Puts results on display: their entries numbered from `first`, their state, and the evidence of both. */
export const putOnDisplay = async (
  context: CommandContext,
  scene: Scene,
  given: {
    readonly publicityId: string
    readonly first: number
    readonly candidates: readonly Candidate[]
    readonly rows: readonly ResultRow[]
    readonly data: { readonly startsOn: string; readonly endsOn: string }
  },
): Promise<number> => {
  const { tx } = context
  const { organisationId, batch } = scene
  const { publicityId, candidates, rows, data } = given
  const at = { organisationId, batchId: batch.id }
  const { clauses } = scene.publicity
  const entries = entriesOf(scene, candidates, rows).map((entry) => ({
    ...entry,
    number: entry.number + given.first - 1,
  }))
  const entryIds = await insertPublicityEntries(tx, { ...at, publicityId }, entries)
  const only = rows.map(({ id }) => id)
  const ids = await moveResults(tx, at, { from: 'verified', to: 'publicised', only })
  context.recordAll({
    ...{ type: 'publicity-entry-shown', table: 'publicityEntry', organisationId, ids: entryIds, clauses },
  })
  context.recordAll({ type: 'result-publicised', table: 'result', organisationId, ids, data, clauses })
  return entries.length
}

/**
 * SDS-5.2-01, SDS-5.2-02: only what was verified goes on display, to the last working day the pack asks for. A result that is
 * still looked into stays behind and follows later; it keeps nobody else's back.
 */
export const startPublicityHandler: CommandHandler<typeof startPublicity> = async (context, { batchId }) => {
  const { tx, actor, now, today } = context
  const scene = await sceneOf(tx, ownOrganisation(actor), batchId)
  const { organisationId } = scene
  const at = { organisationId, batchId }
  const earlier = await publicityOf(tx, at)
  if (earlier) return wrongState('本批次公示', publicityTitles[earlier.state], '开始公示')
  const candidates = await candidatesOf(tx, organisationId, batchId)
  const all = await lockResults(tx, organisationId, batchId)
  const verified = all.filter(({ state }) => state === 'verified').length
  if (verified < candidates.length || candidates.length === 0)
    return notVerified(candidates.length - verified)
  const pending = await pendingCorrections(context, scene)
  if (pending > 0) return correctionPending(pending)
  const held = await heldResults(tx, organisationId, batchId)
  const rows = all.filter(({ applicationId }) => !held.has(applicationId))
  if (rows.length === 0) return resultsHeld(held)
  const ends = publicityEnds(scene.publicity, today, await loadCalendar(tx))
  if (ends.refused) return ends
  const row = await insertPublicity(tx, { ...at, startsOn: today, endsOn: ends.value, publishedAt: now })
  const data = { startsOn: today, endsOn: ends.value }
  const { clauses } = scene.publicity
  context.record({ type: 'publicity-started', table: 'publicity', row, data, clauses })
  const shown = { publicityId: row.id, first: 1, candidates, rows, data }
  const entries = await putOnDisplay(context, scene, shown)
  return accept({ publicityId: row.id, startsOn: today, endsOn: ends.value, entries })
}

/** SDS-5.2-02, SDS-5.2-03: after its working days, with no objection and no correction left open. */
export const confirmResultsHandler: CommandHandler<typeof confirmResults> = async (context, input) => {
  const { tx, actor, now, today } = context
  const scene = await sceneOf(tx, ownOrganisation(actor), input.batchId)
  const { organisationId } = scene
  const at = { organisationId, batchId: input.batchId }
  const row = await lockPublicity(tx, { ...at, version: input.version })
  if (!publicityMachine.next(row.state, 'confirm'))
    return wrongState('本批次公示', publicityTitles[row.state], '确认成绩')
  const open = await openObjections(tx, at)
  const may = mayClose(scene.publicity, { ...row, openObjections: open.length }, today)
  if (may.refused)
    return may.code === 'OBJECTION_OPEN' ? { ...may, details: { held: open.map(({ about }) => about) } } : may
  const pending = await pendingCorrections(context, scene)
  if (pending > 0) return correctionPending(pending)
  const results = await lockResults(tx, organisationId, input.batchId)
  const behind = results.filter(({ state }) => state === 'verified')
  if (behind.length > 0) {
    const held = await heldResults(tx, organisationId, input.batchId)
    return resultsHeld(
      new Map(behind.map(({ applicationId }) => [applicationId, held.get(applicationId) ?? '待补充公示'])),
    )
  }
  const ids = await moveResults(tx, at, { from: 'publicised', to: 'confirmed' })
  const clauses = ['SDS-5.2-02', 'SDS-5.2-03']
  await closePublicity(tx, row, now)
  context.record({ type: 'publicity-closed', table: 'publicity', row, clauses })
  context.recordAll({ type: 'result-confirmed', table: 'result', organisationId, ids, clauses })
  await context.publish('scoring.resultsConfirmed', at)
  return accept({ confirmed: ids.length, passed: results.filter(({ passed }) => passed).length })
}
