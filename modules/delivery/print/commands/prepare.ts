import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { printGap } from '../../build-sittings.ts'
import { ownOrganisation } from '../../own-organisation.ts'
import { batchScene } from '../../session-scene.ts'
import type { preparePrintRooms } from '../contract.ts'
import { paperSubjects } from '../scene.ts'
import { insertPrintRoom } from '../store.ts'

/** Every room of a session in print gets its paper account; asked again, it stays as it is. */
export const preparePrintRoomsHandler: CommandHandler<typeof preparePrintRooms> = async (context, input) => {
  const organisationId = ownOrganisation(context)
  const { batchId, sessionId } = input
  const wanted = { batchId, sessionIds: [sessionId], subjects: paperSubjects }
  const [scene] = (await batchScene(context.tx, organisationId, wanted)).sessions
  if (!scene || !printGap(scene)) {
    return refuse('NOT_IN_PRINT', {
      sentence: '该场次不是纸笔作答的考试。',
      remedy: '请选择纸笔作答的场次；上机考试请在“场次”中下发，现场操作请在“技能考场”中准备。',
      clauses: ['SDS-4.4-18'],
    })
  }
  if (scene.rooms.length === 0) {
    return refuse('NO_CANDIDATES', {
      sentence: '该场次没有安排考生。',
      remedy: '请核对编排。',
      clauses: ['SDS-4.4-18'],
    })
  }
  for (const { room } of scene.rooms) {
    const row = await insertPrintRoom(context.tx, { organisationId, batchId, sessionId, roomId: room.id })
    if (row) {
      const clauses = ['SDS-4.4-18', 'SDS-4.4-44']
      context.record({ type: 'print-room-prepared', table: 'printRoom', row, clauses })
    }
  }
  return accept({ rooms: scene.rooms.length })
}
