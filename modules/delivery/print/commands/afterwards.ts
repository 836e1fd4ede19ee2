import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { readFile } from '#platform/files/files.ts'
import type { attachPaperScan, handOverPaperRoom, sealPaperRoom } from '../contract.ts'
import { checkTwo, holdRoom, peopleOnDuty } from '../room-access.ts'
import { savePrintRoom } from '../store.ts'

const clauses = ['SDS-4.4-44']

/** Scans add up to the answered sheets that came back, and never to more. */
export const attachPaperScanHandler: CommandHandler<typeof attachPaperScan> = async (context, input) => {
  const held = await holdRoom(context, input, 'scan')
  if (held.refused) return held
  const row = held.value
  const { fileId, sheets } = input
  // Only a file that this actor may read himself becomes part of the account.
  await readFile(context, row.organisationId, fileId)
  const others = row.scans.filter((scan) => scan.fileId !== fileId)
  const scanned = others.reduce((sum, scan) => sum + scan.sheets, sheets)
  const answered = row.countIn?.sheets ?? 0
  if (scanned > answered) {
    return refuse('TOO_MANY_SCANNED', {
      sentence: `收回已答答题卡 ${answered} 张，扫描件合计 ${scanned} 张。`,
      remedy: '请核对扫描件的张数；缺考考生的答题卡不扫描。',
      clauses,
      field: 'sheets',
    })
  }
  const version = await savePrintRoom(context.tx, row, { scans: [...others, { fileId, sheets }] })
  context.record({ type: 'print-scan-attached', table: 'printRoom', row, data: { fileId, sheets }, clauses })
  return accept({ version, state: row.state })
}

export const sealPaperRoomHandler: CommandHandler<typeof sealPaperRoom> = async (context, input) => {
  const held = await holdRoom(context, input, 'seal')
  if (held.refused) return held
  const row = held.value
  const two = checkTwo(input, await peopleOnDuty(context, row))
  if (two.refused) return two
  if (row.absent.length > 0 && !row.absentApart) {
    return refuse('ABSENT_NOT_APART', {
      sentence: `有 ${row.absent.length} 名考生缺考，其答题卡还没有登记单独存放。`,
      remedy: '请将缺考考生的答题卡单独装袋后再密封。',
      clauses,
    })
  }
  const { first, second, bookNumber, sealNumber } = input
  const seal = { first, second, bookNumber, sealNumber, at: context.now.toISOString() }
  const version = await savePrintRoom(context.tx, row, { seal, state: 'sealed' })
  context.record({ type: 'print-room-sealed', table: 'printRoom', row, data: seal, clauses })
  return accept({ version, state: 'sealed' })
}

export const handOverPaperRoomHandler: CommandHandler<typeof handOverPaperRoom> = async (context, input) => {
  const held = await holdRoom(context, input, 'hand-over')
  if (held.refused) return held
  const row = held.value
  const { first, second } = input
  // The receiver keeps the papers and is seldom on the duty list; who hands over is.
  const people = await peopleOnDuty(context, row)
  const two = checkTwo(input, [...people, second])
  if (two.refused) return two
  const handOver = { first, second, at: context.now.toISOString() }
  const version = await savePrintRoom(context.tx, row, { handOver, state: 'handed-over' })
  context.record({ type: 'print-room-handed-over', table: 'printRoom', row, data: handOver, clauses })
  return accept({ version, state: 'handed-over' })
}
