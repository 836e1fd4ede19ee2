import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, type Json } from '#platform/contract/verdict.ts'
import { followStanding } from '../../commands/note-progress.ts'
import type { SittingStatus } from '../../core/sitting.machine.ts'
import { lockSitting, type SittingRow, updateSitting } from '../../store.ts'
import type { noteReport } from '../contract.ts'
import { isHeldBy, isNews, type Reported } from '../reports.ts'
import { lockAssignment, type SittingNodeRow, updateAssignment } from '../store.ts'

/** The server holds the package: from its head on the centre follows its journal. */
const noteInstalled = async (context: CommandContext, row: SittingRow, { head }: Reported) => {
  const state = 'sealed-package-present' as const
  await updateSitting(context.tx, row, { state, headSeq: head.seq, headHash: head.hash })
  context.record({
    type: 'sitting-received-by-room',
    table: 'sitting',
    row,
    data: { headSeq: head.seq, headHash: head.hash },
    clauses: ['SDS-4.2-09'],
  })
}

const noteHeld = async (context: CommandContext, held: SittingNodeRow, { preflight }: Reported) => {
  const installedAt = held.installedAt ?? context.now
  await updateAssignment(context.tx, held, { installedAt, preflight: preflight as Json })
  context.record({
    type: 'room-checked-before-exam',
    table: 'sittingNode',
    row: held,
    clauses: ['SDS-4.4-16', 'SDE-4.6-06'],
  })
}

/** Follows what a server reports of the sittings it holds; of others it says nothing that counts. */
export const noteReportHandler: CommandHandler<typeof noteReport> = async (context, report) => {
  const { organisationId, nodeId } = report
  let noted = 0
  for (const reported of report.sittings) {
    const { sittingId, head } = reported
    const held = await lockAssignment(context.tx, { organisationId, sittingId })
    if (!held || !isHeldBy(held, nodeId)) continue
    const row = await lockSitting(context.tx, { organisationId, sittingId })
    if (row.takenAt !== null || !isNews(held, row, reported)) continue
    noted += 1
    await noteHeld(context, held, reported)
    if (row.state === 'prepared') await noteInstalled(context, row, reported)
    const now = await lockSitting(context.tx, { organisationId, sittingId })
    await followStanding(context, now, { status: reported.status as SittingStatus, head })
  }
  return accept({ noted })
}
