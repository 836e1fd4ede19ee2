import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { changeBatch } from '../contract.ts'
import { batchMachine, batchStateTitles } from '../core/batch.machine.ts'
import { decidePlan } from '../core/batch.rule.ts'
import type { ChosenDates } from '../core/timeline.ts'
import { lockNotices } from '../notice.store.ts'
import { takeStep } from '../step.ts'
import { lockBatch, ownerOf, saveLines, updateBatch } from '../store.ts'
import { planGround } from '../world.ts'

/** A draft or returned plan anew; another beginning of enrolment needs its lead time from today. */
export const changeBatchHandler: CommandHandler<typeof changeBatch> = async (context, input) => {
  const { tx, actor, today } = context
  const organisationId = ownerOf(actor, undefined)
  await lockNotices(tx, organisationId)
  const batch = await lockBatch(tx, { organisationId, id: input.batchId }, input.version)
  const step = takeStep(
    batchMachine,
    { state: batch.state, action: 'change', roles: actor.roles },
    { titles: batchStateTitles, clauses: ['SDS-3.1-02'] },
  )
  if (step.refused) return step
  const chosen = input.dates as ChosenDates
  const { createdOn } = batch
  const ground = await planGround(context, organisationId, { createdOn, examFrom: chosen.examFrom })
  if (ground.refused) return ground
  const leadFrom = chosen.enrolmentFrom === batch.enrolmentFrom ? createdOn : today
  const { siteIds, capacity, lines } = input
  const planned = decidePlan(
    ground.value.world,
    { createdOn, leadFrom, own: batch },
    { chosen, siteIds, lines },
  )
  if (planned.refused) return planned
  const noticeId = ground.value.notice.id
  const version = await updateBatch(tx, batch, { planned: planned.value, siteIds, capacity, noticeId })
  const lineIds = await saveLines(tx, batch, planned.value.lines)
  const clauses = ['SDS-3.1-01', 'SDS-3.1-07', 'SDS-A3-09']
  context.record({ type: 'batch-changed', table: 'batch', row: batch, clauses })
  context.recordAll({
    type: 'batch-line-changed',
    table: 'batchLine',
    organisationId,
    ids: lineIds,
    clauses: ['SDS-2.2-03'],
  })
  return accept({ version, name: planned.value.name })
}
