import { roomPackage } from '#modules/itembank/facts.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, type Refusal, refuse } from '#platform/contract/verdict.ts'
import { readFile } from '#platform/files/files.ts'
import type { attachPaperScan, handOverPaperRoom, sealPaperRoom } from '../contract.ts'
import { judgeBagBack } from '../core/bag.rule.ts'
import { unsignedBy } from '../core/signers.rule.ts'
import { exitLockOf } from '../own-incidents.ts'
import { checkTwo, holdRoom, holdScene, namesOnDuty } from '../room-access.ts'
import type { PaperScene } from '../scene.ts'
import { type PrintRoomRow, savePrintRoom } from '../store.ts'

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

const absentNotApart = ({ absent, absentApart }: PrintRoomRow): Refusal<'ABSENT_NOT_APART'> | undefined =>
  absent.length > 0 && !absentApart
    ? refuse('ABSENT_NOT_APART', {
        sentence: `有 ${absent.length} 名考生缺考，其答题卡还没有登记单独存放。`,
        remedy: '请将缺考考生的答题卡单独装袋后再密封。',
        clauses,
      })
    : undefined

/** HN-2.3.4-25: everybody who came has been let go before the room is closed. */
const stillSeated = ({ attendance }: PrintRoomRow): Refusal<'STILL_SEATED'> | undefined => {
  const open = (attendance ?? []).filter(({ leftAt }) => leftAt === null).length
  return open > 0
    ? refuse('STILL_SEATED', {
        sentence: `还有 ${open} 名考生没有登记退场，不能装订密封。`,
        remedy: '清点无误后先登记考生退场。',
        clauses: ['HN-2.3.4-25'],
      })
    : undefined
}

/** HN-3.1.1-19: a room without its signed record is not closed. */
const recordUnsigned = (
  { signatures }: PrintRoomRow,
  { duties, rules }: PaperScene,
): Refusal<'RECORD_UNSIGNED'> | undefined => {
  const { title, signers } = rules.record
  const missing = unsignedBy(duties, signatures ?? [], signers.value)
  return missing.length > 0
    ? refuse('RECORD_UNSIGNED', {
        sentence: `${title.value}尚未签字：${missing.map(({ staffName }) => staffName).join('、')}。`,
        remedy: `请本人登录签署；没有账号的在打印的${title.value}上签字后登记，再密封。`,
        clauses: signers.clauses,
      })
    : undefined
}

export const sealPaperRoomHandler: CommandHandler<typeof sealPaperRoom> = async (context, input) => {
  const held = await holdScene(context, input, 'seal')
  if (held.refused) return held
  const { row, scene } = held.value
  const two = checkTwo(input, namesOnDuty(scene))
  if (two.refused) return two
  const gap = absentNotApart(row) ?? stillSeated(row) ?? recordUnsigned(row, scene)
  if (gap) return gap
  const lock = await exitLockOf(context, row)
  if (lock !== null) {
    return refuse('EXIT_LOCKED', {
      sentence: `${lock}尚未办结，本考场不能密封。`,
      remedy: '请先办结该突发事件。',
      clauses: ['HN-3.1.6-10'],
    })
  }
  const { first, second, bookNumber, sealNumber } = input
  const seal = { first, second, bookNumber, sealNumber, at: context.now.toISOString() }
  const version = await savePrintRoom(context.tx, row, { seal, state: 'sealed' })
  context.record({ type: 'print-room-sealed', table: 'printRoom', row, data: seal, clauses })
  return accept({ version, state: 'sealed' })
}

/** The room's result goes to whoever keeps it, and what scoring has to know of it goes to scoring. */
export const handOverPaperRoomHandler: CommandHandler<typeof handOverPaperRoom> = async (context, input) => {
  const held = await holdScene(context, input, 'hand-over')
  if (held.refused) return held
  const { row, scene } = held.value
  const { first, second } = input
  // The receiver keeps the papers and is seldom on the duty list; who hands over is.
  const two = checkTwo(input, [...namesOnDuty(scene), second])
  if (two.refused) return two
  const { organisationId, batchId, sessionId, roomId, absent } = row
  const bag = await roomPackage(context.tx, { organisationId, sessionId, roomId })
  const judged = bag
    ? judgeBagBack(bag, { sealNumber: row.seal?.sealNumber ?? '', answered: row.countIn?.sheets ?? 0 })
    : accept(true)
  if (judged.refused) return judged
  const handOver = { first, second, at: context.now.toISOString() }
  const version = await savePrintRoom(context.tx, row, { handOver, state: 'handed-over' })
  const data = { ...handOver, ...(bag && { packageId: bag.packageId }) }
  context.record({ type: 'print-room-handed-over', table: 'printRoom', row, data, clauses })
  const { subject } = scene.session
  await context.publish('delivery.paperTaken', {
    ...{ organisationId, batchId, subject, printRoomId: row.id, absent: [...absent] },
  })
  return accept({ version, state: 'handed-over' })
}
