import { v7 as uuid } from 'uuid'
import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import type { RoomPort } from '../../core/room.port.ts'
import { statusOrder } from '../../core/sitting-progress.ts'
import { ownOrganisation } from '../../own-organisation.ts'
import { lockSitting, type SittingRow, updateSitting } from '../../store.ts'
import type { assignNode } from '../contract.ts'
import {
  insertAssignment,
  lockAssignment,
  lockNode,
  type SittingNodeRow,
  updateAssignment,
} from '../store.ts'

const nodeUnknown = refuse('NODE_UNKNOWN', {
  sentence: '这台考场服务器已注销。',
  remedy: '请选择在用的考场服务器。',
  clauses: ['HN-2.3.1-02'],
  field: 'nodeId',
})

const movedOn = ({ roomName }: SittingRow) =>
  refuse('ROOM_MOVED_ON', {
    sentence: `${roomName}本场已经开始签到，不能改由另一台服务器承担。`,
    remedy: '考试期间服务器故障的，请由备用机接替，不在此改派。',
    clauses: ['SDS-4.4-02'],
  })

const reasonMissing = refuse('REASON_MISSING', {
  sentence: '改派考场服务器须写明原因。',
  remedy: '请填写原因，例如“原服务器故障”。',
  clauses: ['SDS-4.4-02'],
  field: 'reason',
})

interface Assigning {
  readonly row: SittingRow
  readonly known: SittingNodeRow | undefined
  readonly nodeId: string | null
  readonly reason: string
}

/** The row of the assignment as it is from now on; an earlier package is out of date. */
const writeAssignment = async (context: CommandContext, { row, known, nodeId, reason }: Assigning) => {
  const { organisationId, id: sittingId } = row
  const by = { nodeId, reason, assignedBy: context.actor.name, assignedAt: context.now }
  const id = known?.id ?? uuid()
  const assignment = (known?.assignment ?? 0) + 1
  if (known) {
    await updateAssignment(context.tx, known, {
      ...{ ...by, assignment, build: null, rulesHash: null, packageFileId: null },
      ...(nodeId === null || nodeId === known.standbyNodeId ? { standbyNodeId: null } : {}),
      ...{ packageBytes: null, packedAt: null, installedAt: null, preflight: null },
    })
  } else await insertAssignment(context.tx, { organisationId, id, sittingId, ...by })
  context.record({
    type: 'sitting-assigned-to-node',
    table: 'sittingNode',
    row: { organisationId, id },
    data: { nodeId, assignment, reason },
    clauses: ['SDS-4.4-02'],
  })
  return assignment
}

/** The sitting waits for its room again: another journal begins. */
const resetSitting = async (context: CommandContext, row: SittingRow) => {
  await updateSitting(context.tx, row, { state: 'prepared', headSeq: null, headHash: null })
  context.record({ type: 'sitting-moved-to-node', table: 'sitting', row, clauses: ['SDS-4.4-02'] })
}

/** Why this sitting cannot go there; undefined when it can. */
const objection = async (
  context: CommandContext,
  { row, known, nodeId, reason }: Assigning,
  room: RoomPort,
) => {
  const { organisationId } = row
  const node = nodeId === null ? undefined : await lockNode(context.tx, { organisationId, nodeId })
  if (node && node.state !== 'registered') return nodeUnknown
  const hosted = known?.nodeId ? undefined : room.standing(row.id)?.status
  if (statusOrder(hosted ?? row.state) > statusOrder('sealed-package-present')) return movedOn(row)
  return known && reason === '' ? reasonMissing : undefined
}

/** Has a sitting held by a server of its own, or by the centre's room again, as long as nobody has begun it. */
export const assignNodeHandler =
  (room: RoomPort): CommandHandler<typeof assignNode> =>
  async (context, { sittingId, nodeId, reason }) => {
    const organisationId = ownOrganisation(context)
    const row = await lockSitting(context.tx, { sittingId, organisationId })
    const known = await lockAssignment(context.tx, { organisationId, sittingId })
    if ((known?.nodeId ?? null) === nodeId) return accept({ assignment: known?.assignment ?? 0, jobId: null })
    const assigning = { row, known, nodeId, reason: reason.trim() }
    const objected = await objection(context, assigning, room)
    if (objected) return objected
    const assignment = await writeAssignment(context, assigning)
    await resetSitting(context, row)
    const isBack = nodeId === null
    const jobId = await context.startJob({
      kind: isBack ? 'delivery.fillRoom' : 'delivery.packRoom',
      title: isBack ? `下发考场：${row.roomName}` : `制作考场包：${row.roomName}`,
      organisationId,
      payload: { sittingId, assignment, sittingIds: [sittingId] },
      total: 1,
    })
    return accept({ assignment, jobId })
  }
