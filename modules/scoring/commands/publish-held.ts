import { heldResults } from '#modules/delivery/facts.ts'
import { loadCalendar } from '#modules/policy/facts.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { publicityEnds } from '../core/publicity.deadline.ts'
import { publicityMachine } from '../core/publicity.machine.ts'
import { wrongState } from '../core/separation.rule.ts'
import { publicityTitles } from '../core/titles.ts'
import type { publishHeld } from '../publicity.contract.ts'
import { correctionPending } from '../refusals.ts'
import { candidatesOf, ownOrganisation, sceneOf } from '../scene.ts'
import { lengthenPublicity, lockPublicity, nextEntryNumber } from '../store/publicity.store.ts'
import { lockResults } from '../store/result.store.ts'
import { pendingCorrections, putOnDisplay, resultsHeld } from './publicity.ts'

const nothingHeld = refuse('NOTHING_HELD', {
  sentence: '没有待补充公示的成绩。',
  remedy: '请刷新页面查看公示情况。',
  clauses: ['SDS-5.2-01'],
})

/**
 * HN-3.1.6-06, HN-2.7-07: who was looked into is displayed like everybody else, for as many days, once that is decided. The
 * display goes on until those days are over; what it shows already is not touched.
 */
export const publishHeldHandler: CommandHandler<typeof publishHeld> = async (
  context,
  { batchId, version },
) => {
  const { tx, actor, today } = context
  const scene = await sceneOf(tx, ownOrganisation(actor), batchId)
  const { organisationId } = scene
  const row = await lockPublicity(tx, { organisationId, batchId, version })
  if (!publicityMachine.next(row.state, 'supplement'))
    return wrongState('本批次公示', publicityTitles[row.state], '补充公示')
  const behind = (await lockResults(tx, organisationId, batchId)).filter(({ state }) => state === 'verified')
  if (behind.length === 0) return nothingHeld
  const held = await heldResults(tx, organisationId, batchId)
  const rows = behind.filter(({ applicationId }) => !held.has(applicationId))
  if (rows.length === 0) return resultsHeld(held)
  const pending = await pendingCorrections(context, scene)
  if (pending > 0) return correctionPending(pending)
  const ends = publicityEnds(scene.publicity, today, await loadCalendar(tx))
  if (ends.refused) return ends
  // As many days from today as the others had: never an earlier end than theirs.
  const endsOn = ends.value
  await lengthenPublicity(tx, row, endsOn)
  const data = { startsOn: today, endsOn }
  const candidates = await candidatesOf(tx, organisationId, batchId)
  const first = await nextEntryNumber(tx, row)
  const entries = await putOnDisplay(context, scene, { publicityId: row.id, first, candidates, rows, data })
  context.record({
    ...{ type: 'publicity-supplemented', table: 'publicity', row, data: { ...data, count: entries } },
    clauses: [...scene.publicity.clauses, 'HN-3.1.6-06', 'HN-2.7-07'],
  })
  return accept({ version: row.version + 1, endsOn, entries })
}
