import assert from 'node:assert/strict'
import { arrangementEntries } from '#modules/arrangement/register.ts'
import { seatedCandidates } from '#modules/arrangement/seat-directory.ts'
import { sessionDirectory } from '#modules/arrangement/session-directory.ts'
import { certificateEntries } from '#modules/certificate/register.ts'
import { decideCase, openCase } from '#modules/delivery/discipline/contract.ts'
import { caseDetail } from '#modules/delivery/discipline/queries.contract.ts'
import { disciplineEntries } from '#modules/delivery/discipline/register.ts'
import { enrolmentEntries } from '#modules/enrolment/register.ts'
import { itembankEntries } from '#modules/itembank/register.ts'
import { partyEntries } from '#modules/party/register.ts'
import { planEntries } from '#modules/plan/register.ts'
import {
  type Candidate,
  type ExaminedBatch,
  examinedBatch,
  type Outcome,
} from '#modules/scoring/batch.fixture.ts'
import { practicalDone } from '#modules/scoring/flow.fixture.ts'
import { scoringEntries } from '#modules/scoring/register.ts'
import { siteEntries } from '#modules/site/register.ts'
import { type Actor, systemActor } from '#platform/command/context.ts'
import { openWorld, type World } from '#platform/command/testing.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import { reactions } from './reactions.ts'

export const number = (at: number): string => `37010219900101${String(1000 + at)}`

/** A world with every module that a decision reaches, at the day of the clauses' examples. */
export const disciplineWorld = () =>
  openWorld({
    entries: [
      ...partyEntries,
      ...siteEntries,
      ...itembankEntries(sessionDirectory, seatedCandidates),
      ...planEntries,
      ...enrolmentEntries,
      ...arrangementEntries,
      ...disciplineEntries,
      ...scoringEntries,
      ...certificateEntries,
    ],
    at: '2022-05-20',
  })

const register = async (world: World, people: readonly Candidate[]) => {
  const { keyring } = world.services
  await world.database.connection.owner
    .insertInto('person')
    .values(
      people.map(({ personId, name }, at) => ({
        ...{ id: personId, version: 1, organisationId: '00000000-0000-0000-0000-000000000000' },
        ...{
          name,
          nameKey: name,
          documentType: '居民身份证',
          sex: '男',
          birthDate: '1990-01-01',
          createdAt: new Date('2022-01-01'),
        },
        documentNumber: Buffer.from(
          keyring.encrypt(`${number(at)}${personId}`, `person.document:${personId}`),
        ),
        documentIndex: Buffer.from(
          keyring.blindIndex(`居民身份证:${number(at)}${personId}`, 'person.document'),
        ),
      })),
    )
    .execute()
}

/** An examined batch under a pack, its candidates registered, planned before the example's day. */
export const casesBatch = async (
  world: World,
  outcomes: readonly Outcome[],
  pack: 'henan-social' | 'shandong-social' | 'shandong-enterprise' = 'henan-social',
): Promise<ExaminedBatch> => {
  const batch = await examinedBatch(world, outcomes)
  await register(world, batch.people)
  const createdOn = pack === 'henan-social' ? '2022-04-01' : '2026-10-20'
  await world.database.connection.owner
    .updateTable('batch')
    .set({ pack, createdOn })
    .where('id', '=', batch.batchId)
    .execute()
  return batch
}

/** The practical test scored and signed as the batch was made; the handbook's own checks of stations are not the matter here. */
export const practicalScored = async (
  world: World,
  batch: ExaminedBatch,
  totals: readonly (number | null)[],
): Promise<void> => {
  const { owner } = world.database.connection
  const { pack, createdOn } = await owner
    .selectFrom('batch')
    .select(['pack', 'createdOn'])
    .where('id', '=', batch.batchId)
    .executeTakeFirstOrThrow()
  const under = (values: { pack: string; createdOn: string }) =>
    owner.updateTable('batch').set(values).where('id', '=', batch.batchId).execute()
  await under({ pack: 'shandong-social', createdOn: '2026-10-20' })
  await practicalDone(world, batch, totals)
  await under({ pack, createdOn })
}

/** Has every message that waits handled by its reactions, in order, as the server does. */
export const settle = async (world: World): Promise<void> => {
  const { owner } = world.database.connection
  const waiting = await owner
    .selectFrom('outbox')
    .selectAll()
    .where('dispatchedAt', 'is', null)
    .orderBy('id')
    .execute()
  for (const { id, topic, payload } of waiting) {
    for (const reaction of topic.startsWith('discipline.') || topic === 'scoring.rescored'
      ? (reactions[topic] ?? [])
      : []) {
      const next = reaction({ topic, payload: payload as never })
      if (!next) continue
      const { spec, input } = next
      const outcome = await world.run(spec as never, input as never, systemActor)
      const verdict = outcome as { refused: boolean; sentence?: string }
      assert.equal(verdict.refused, false, `${spec.name}: ${verdict.sentence}`)
    }
    await owner.updateTable('outbox').set({ dispatchedAt: new Date() }).where('id', '=', id).execute()
  }
}

type Opening = Partial<InputOf<typeof openCase>>

export const opened = async (world: World, batch: ExaminedBatch, given: Opening & { by?: Actor } = {}) => {
  const { by = batch.supervisor, ...values } = given
  return world.done(
    openCase,
    {
      batchId: batch.batchId,
      applicationIds: [batch.people[0]!.applicationId],
      subject: 'theory',
      occurredAt: world.clock.now().toISOString(),
      description: '开考后查看夹带的纸条',
      ...values,
    },
    by,
  )
}

type Decision = Partial<InputOf<typeof decideCase>>

export const decision = (caseId: string, version: number, given: Decision = {}) => ({
  ...{ caseId, version, typeCode: null, severity: null, effect: null, ban: null },
  ...{ ruleReference: '《考生违纪违规处理规定》', choiceReason: '', note: '' },
  ...given,
})

export const versionOf = async (world: World, batch: ExaminedBatch, caseId: string) =>
  (await world.done(caseDetail, { caseId }, batch.supervisor)).case.version

/** Decides a case as the supervisor and lets the decision reach everybody. */
export const decided = async (
  world: World,
  batch: ExaminedBatch,
  given: Decision & { readonly caseId: string; readonly by?: Actor },
) => {
  const { caseId, by = batch.supervisor, ...values } = given
  const version = await versionOf(world, batch, caseId)
  const reply = await world.done(decideCase, decision(caseId, version, values), by)
  await settle(world)
  return reply
}

export const codeOf = (outcome: { readonly refused: boolean; readonly code?: string }): string =>
  outcome.refused ? (outcome.code ?? '') : 'accepted'
