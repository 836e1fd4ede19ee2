import { practicalInForce } from '#modules/itembank/practical/practical.fixture.ts'
import type { Actor } from '#platform/command/context.ts'
import type { World } from '#platform/command/testing.ts'
import { type ExaminedBatch, pointsFor, signature } from './batch.fixture.ts'
import {
  confirmTheory,
  enterScores,
  nameResponsible,
  overview,
  resultRows,
  scoreTheory,
  verifyResults,
} from './contract.ts'
import {
  adoptPracticalForm,
  checkNames,
  countersignPanel,
  lockSheet,
  markPracticalAbsent,
  panelList,
  signPanel,
} from './practical.contract.ts'
import { publicityDesk, startPublicity } from './publicity.contract.ts'

const checks = [...checkNames]

export const theoryScored = (world: World, { organisationId, batchId, exam }: ExaminedBatch) =>
  world.done(scoreTheory, { organisationId, batchId }, exam)

export const adopted = async (
  { organisationId, batchId, lineId, exam }: ExaminedBatch,
  world: World,
  practicalId?: string,
) => {
  const chosen = practicalId ?? (await practicalInForce(world, organisationId))
  return world.done(adoptPracticalForm, { batchId, lineId, practicalId: chosen }, exam)
}

export const sheetInput = (batch: ExaminedBatch, who: number, total: number) => ({
  batchId: batch.batchId,
  applicationId: batch.people[who]!.applicationId,
  version: 0,
  points: pointsFor(total),
  vetoes: [],
  deductions: [],
  checks,
})

export const lockedBy = (
  world: World,
  batch: ExaminedBatch,
  given: { examiner: Actor; who: number; total: number },
) => world.done(lockSheet, { ...sheetInput(batch, given.who, given.total), signature }, given.examiner)

/** Practical totals by person; null for those who did not come. Signed and countersigned. */
export const practicalDone = async (
  world: World,
  batch: ExaminedBatch,
  totals: readonly (number | null)[],
) => {
  await adopted(batch, world)
  const { batchId, sessionId, roomId, examiners, exam, supervisor } = batch
  for (const [who, total] of totals.entries())
    if (total !== null)
      for (const examiner of examiners) await lockedBy(world, batch, { examiner, who, total })
  const absent = totals.flatMap((total, who) => (total === null ? [batch.people[who]!.applicationId] : []))
  if (absent.length > 0) await world.done(markPracticalAbsent, { batchId, applicationIds: absent }, exam)
  await world.done(signPanel, { batchId, sessionId, roomId, signature }, examiners[0]!)
  const { panels } = await world.done(panelList, { batchId }, supervisor)
  const [panel] = panels
  await world.done(
    countersignPanel,
    { panelId: panel!.panelId!, version: panel!.version, signature },
    supervisor,
  )
}

export const entryVersion = async (world: World, { batchId, head }: ExaminedBatch) =>
  (await world.done(overview, { batchId }, head)).entry.version

export const responsibleNamed = ({ batchId, exam, head }: ExaminedBatch, world: World) =>
  world.done(nameResponsible, { batchId, accountId: exam.accountId! }, head)

/** Theory confirmed, practical signed, scores entered and checked by a second person. */
export const verified = async (world: World, batch: ExaminedBatch, totals: readonly (number | null)[]) => {
  const { batchId, exam, head, marker } = batch
  await theoryScored(world, batch)
  await world.done(confirmTheory, { batchId }, marker)
  await practicalDone(world, batch, totals)
  await responsibleNamed(batch, world)
  await world.done(enterScores, { batchId, version: await entryVersion(world, batch), notes: [] }, exam)
  await world.done(
    verifyResults,
    { batchId, version: await entryVersion(world, batch), note: '已逐份核对' },
    head,
  )
}

export const publicised = async (world: World, batch: ExaminedBatch, totals: readonly (number | null)[]) => {
  await verified(world, batch, totals)
  return world.done(startPublicity, { batchId: batch.batchId }, batch.exam)
}

export const rowsOf = async (world: World, { batchId, head }: ExaminedBatch) =>
  (await world.done(resultRows, { batchId, page: 1, pageSize: 200 }, head)).rows

export const deskOf = ({ batchId, head }: ExaminedBatch, world: World) =>
  world.done(publicityDesk, { batchId }, head)

export const codeOf = (outcome: { readonly refused: boolean; readonly code?: string }): string =>
  outcome.refused ? (outcome.code ?? '') : 'accepted'
