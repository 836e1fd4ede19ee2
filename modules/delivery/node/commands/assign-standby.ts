import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { statusOrder } from '../../core/sitting-progress.ts'
import { ownOrganisation } from '../../own-organisation.ts'
import { lockSitting, type SittingRow } from '../../store.ts'
import type { assignStandby } from '../contract.ts'
import { lockAssignment, lockNode, type SittingNodeRow, updateAssignment } from '../store.ts'

const clauses = ['SDS-4.4-16', 'SDS-4.4-40']

const nodeUnknown = refuse('NODE_UNKNOWN', {
  sentence: '这台考场服务器已注销。',
  remedy: '请选择在用的考场服务器。',
  clauses,
  field: 'nodeId',
})

const notOnServer = ({ roomName }: SittingRow) =>
  refuse('NOT_ON_SERVER', {
    sentence: `${roomName}本场由中心服务器承担，没有备机可指定。`,
    remedy: '请先为本场指定考场服务器。',
    clauses,
  })

const same = refuse('STANDBY_SAME', {
  sentence: '备机不能与承担本场的服务器是同一台。',
  remedy: '请选择另一台考场服务器。',
  clauses,
  field: 'nodeId',
})

const reasonMissing = refuse('REASON_MISSING', {
  sentence: '开考后指定或更换备机须写明原因。',
  remedy: '请填写原因，例如“主机故障，由备用机接替”。',
  clauses,
  field: 'reason',
})

const taken = ({ roomName }: SittingRow) =>
  refuse('RESULT_TAKEN', {
    sentence: `${roomName}本场答卷已经接收，不能再更换备机。`,
    remedy: '无需操作。',
    clauses,
  })

interface Naming {
  readonly row: SittingRow
  readonly held: SittingNodeRow
  readonly reason: string
}

/** A change of what is already named, or one after the room has begun, has to be explained. */
const needsReason = ({ row, held }: Naming): boolean =>
  held.standbyNodeId !== null || statusOrder(row.state) > statusOrder('sealed-package-present')

/** Names the second server of a sitting, so that its result is taken in after a take-over. */
export const assignStandbyHandler: CommandHandler<typeof assignStandby> = async (
  context,
  { sittingId, nodeId, reason },
) => {
  const organisationId = ownOrganisation(context)
  const row = await lockSitting(context.tx, { sittingId, organisationId })
  const held = await lockAssignment(context.tx, { organisationId, sittingId })
  if (!held?.nodeId) return notOnServer(row)
  if (held.standbyNodeId === nodeId) return accept({ standbyNodeId: nodeId })
  if (row.takenAt !== null) return taken(row)
  if (held.nodeId === nodeId) return same
  const node = nodeId === null ? undefined : await lockNode(context.tx, { organisationId, nodeId })
  if (node && node.state !== 'registered') return nodeUnknown
  const naming = { row, held, reason: reason.trim() }
  if (naming.reason === '' && needsReason(naming)) return reasonMissing
  await updateAssignment(context.tx, held, { standbyNodeId: nodeId })
  context.record({
    type: 'sitting-standby-named',
    table: 'sittingNode',
    row: held,
    data: { standbyNodeId: nodeId, before: held.standbyNodeId, reason: naming.reason },
    clauses,
  })
  return accept({ standbyNodeId: nodeId })
}
