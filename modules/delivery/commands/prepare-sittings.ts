import type { PreparationCheck } from '#modules/policy/core/exam-parameters.ts'
import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { buildSittings } from '../build-sittings.ts'
import { releaseGap } from '../checklist.ts'
import type { prepareSittings } from '../contract.ts'
import type { RoomPort } from '../core/room.port.ts'
import { ownOrganisation } from '../own-organisation.ts'
import { type BatchScene, batchScene, type SessionScene } from '../session-scene.ts'
import { insertSittings, listTicks, type NewSitting, sittingPlaces } from '../store.ts'

const notArranged = refuse('ARRANGEMENT_NOT_CONFIRMED', {
  sentence: '编排尚未确认发布，或所选场次不是已发布的理论考试场次。',
  remedy: '请在“编排”中确认发布后再下发考场。',
  clauses: ['SDS-4.4-02'],
})

const incomplete = ({ session, gaps }: SessionScene) =>
  refuse('ROSTER_INCOMPLETE', {
    sentence: `第 ${session.number} 场人员安排不符合要求：${gaps.map(({ sentence }) => sentence).join('；')}。`,
    remedy: '请在“编排”中补齐或调整本场人员后再下发。',
    clauses: [...new Set(gaps.map(({ clause }) => clause))],
    details: { sessionId: session.id },
  })

const unprepared = ({ session }: SessionScene, open: readonly PreparationCheck[]) =>
  refuse('PREPARATION_INCOMPLETE', {
    sentence: `第 ${session.number} 场考前准备尚未确认：${open.map(({ item }) => item).join('、')}。`,
    remedy: '请考点负责人在“考前检查”中逐项确认后再下发。',
    clauses: [...new Set(open.map(({ clause }) => clause))],
    details: { sessionId: session.id },
  })

const over = ({ session }: SessionScene) =>
  refuse('SESSION_OVER', {
    sentence: `第 ${session.number} 场的考试时间已过，不能再下发。`,
    remedy: '需要补考的，请登记场次变更并重新编排。',
    clauses: ['SDS-4.4-02'],
    details: { sessionId: session.id },
  })

/** Why a session cannot go to its rooms yet; undefined when nothing stands against it. */
const sessionGap = async (context: CommandContext, { batch, regime }: BatchScene, scene: SessionScene) => {
  if (scene.session.endsAt <= context.now) return over(scene)
  if (scene.gaps.length > 0) return incomplete(scene)
  const { organisationId } = batch
  const open = releaseGap(
    regime,
    await listTicks(context.tx, { organisationId, sessionId: scene.session.id }),
  )
  return open.length > 0 ? unprepared(scene, open) : undefined
}

/** SDS-4.4-02: the rooms get exactly what was arranged, once people (SDS-4.3-04, -05, -13) and paper are complete. */
export const prepareSittingsHandler =
  (room: RoomPort): CommandHandler<typeof prepareSittings> =>
  async (context, { batchId, sessionIds, browser }) => {
    const organisationId = ownOrganisation(context)
    const batch = await batchScene(context.tx, organisationId, { batchId, sessionIds })
    if (batch.sessions.length !== sessionIds.length) return notArranged
    const places = await sittingPlaces(context.tx, organisationId, batchId)
    const made: NewSitting[] = []
    let already = 0
    for (const scene of batch.sessions) {
      const has = places.filter(({ sessionId }) => sessionId === scene.session.id)
      const rooms = scene.rooms.filter((inUse) => has.every(({ roomId }) => roomId !== inUse.room.id))
      already += scene.rooms.length - rooms.length
      if (rooms.length === 0) continue
      const gap = await sessionGap(context, batch, scene)
      if (gap) return gap
      const built = await buildSittings(context, { batch, scene, rooms, browser }, room)
      if (built.refused) return built
      made.push(...built.value)
    }
    if (made.length === 0) return accept({ prepared: 0, already, jobId: null })
    await insertSittings(context.tx, made)
    context.recordAll({
      type: 'sitting-prepared',
      table: 'sitting',
      organisationId,
      ids: made.map(({ id }) => id),
      clauses: ['SDS-4.4-02', 'SDS-4.3-04', 'SDS-4.3-05', 'SDS-4.3-13'],
    })
    const jobId = await context.startJob({
      kind: 'delivery.fillRoom',
      title: `下发考场：${batch.batch.name}（${made.length} 个考场）`,
      organisationId,
      payload: { sittingIds: made.map(({ id }) => id) },
      total: made.length,
    })
    return accept({ prepared: made.length, already, jobId })
  }
