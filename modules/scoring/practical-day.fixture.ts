import { randomUUID } from 'node:crypto'
import {
  checkPractical,
  drawOrder,
  practicalDay,
  preparePractical,
  startPractical,
} from '#modules/delivery/practical/contract.ts'
import { practicalInForce } from '#modules/itembank/practical/practical.fixture.ts'
import type { Actor } from '#platform/command/context.ts'
import type { World } from '#platform/command/testing.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import type { ExaminedBatch } from './batch.fixture.ts'

export type Day = ReplyOf<typeof practicalDay>
type Form = Day['lists'][number]['form']

export const dayOf = (world: World, { sessionId, roomId }: ExaminedBatch, actor: Actor): Promise<Day> =>
  world.done(practicalDay, { sessionId, roomId }, actor)

/** Puts a batch under other rules. */
export const underPack = ({ organisationId, batchId }: ExaminedBatch, world: World, pack: string) =>
  world.database.connection.owner
    .updateTable('batch')
    .set({ pack })
    .where('organisationId', '=', organisationId)
    .where('id', '=', batchId)
    .execute()

export const prepared = async (world: World, batch: ExaminedBatch, tasks: string[] = []): Promise<string> => {
  const { organisationId } = batch
  const inForce = await world.database.connection.owner
    .selectFrom('practicalPaper')
    .select('id')
    .where('organisationId', '=', organisationId)
    .executeTakeFirst()
  const practicalId = inForce?.id ?? (await practicalInForce(world, organisationId))
  const input = { sessionId: batch.sessionId, practicalId, isDangerous: true, tasks }
  await world.done(preparePractical, input, batch.exam)
  return practicalId
}

/** Ticks a whole list as `actor`, or leaves `except` out. */
export const ticked = async (
  world: World,
  batch: ExaminedBatch,
  given: { readonly form: Form; readonly actor: Actor; readonly except?: string },
) => {
  const { sessionId, roomId } = batch
  const { lists } = await dayOf(world, batch, given.actor)
  const { subjects } = lists.find(({ form }) => form === given.form)!
  const found = { form: given.form, inOrder: true, quantity: null, finding: '' }
  return world.run(
    checkPractical,
    {
      ...{ sessionId, roomId, ...found },
      subjectIds: subjects.map(({ subjectId }) => subjectId),
      items: subjects[0]!.lines.map(({ item }) => item).filter((item) => item !== given.except),
    },
    given.actor,
  )
}

export const chiefOf = ({ organisationId }: ExaminedBatch, world: World): Actor =>
  world.actor('site-chief', organisationId, { accountId: randomUUID(), name: '考点负责人甲' })

/** A room whose lists are closed and whose order is drawn, started on the day. */
export const started = async (world: World, batch: ExaminedBatch, tasks: string[] = []): Promise<Day> => {
  await prepared(world, batch, tasks)
  const chief = chiefOf(batch, world)
  const [leader] = batch.examiners
  await ticked(world, batch, { form: 'room', actor: chief })
  await ticked(world, batch, { form: 'protection', actor: chief })
  const { dayId, version } = await dayOf(world, batch, leader!)
  await world.done(drawOrder, { dayId, version }, leader!)
  await world.done(startPractical, { dayId, version: version + 1 }, leader!)
  return dayOf(world, batch, leader!)
}
