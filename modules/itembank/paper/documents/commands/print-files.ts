import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { ownPlace } from '../../../undertaking/store/undertaking.store.ts'
import type { deletePrint, expirePrint, fetchPrint } from '../contract.ts'
import {
  dropParts,
  lockPrint,
  markFetched,
  type PrintRow,
  partsOfPrint,
  readPart,
  updatePrint,
} from '../store/print.store.ts'

const gone = () =>
  refuse('PRINT_DELETED', {
    sentence: '印制文件已删除或尚未排好。',
    remedy: '请稍后再取；已删除的请重新印制。',
    clauses: ['SDS-4.2-06'],
  })

/** How long a run stays after its last part was fetched: time to fetch it again when the printer jams. */
const graceMinutes = 30

/** The grace begins when everything has been fetched; it never outlasts the session. */
const startGrace = async (context: CommandContext, run: PrintRow) => {
  const parts = await partsOfPrint(context.tx, run.organisationId, [run.id])
  if (run.state !== 'ready' || parts.some(({ fetchedAt }) => fetchedAt === null)) return
  const until = new Date(context.now.getTime() + graceMinutes * 60_000)
  if (until.getTime() < run.deleteAfter.getTime()) await updatePrint(context.tx, run, { deleteAfter: until })
}

/** Hands a part out and keeps who took it. */
export const fetchPrintHandler: CommandHandler<typeof fetchPrint> = async (context, { printId, part }) => {
  const { organisationId } = ownPlace(context)
  const run = await lockPrint(context.tx, organisationId, printId)
  const found = (await partsOfPrint(context.tx, organisationId, [printId])).find(
    ({ number }) => number === part,
  )
  if (!found) return gone()
  const base64 = await readPart(context, found)
  await markFetched(context, organisationId, found)
  await startGrace(context, run)
  context.record({
    type: 'print-fetched',
    table: 'paperPrint',
    row: run,
    data: { document: run.document, part },
    clauses: ['SDS-4.2-06', 'SDS-4.2-07'],
  })
  return accept({ name: found.name, mediaType: found.mediaType, base64 })
}

const remove = async (context: CommandContext, run: PrintRow) => {
  if (run.state === 'deleted') return 0
  const row = await updatePrint(context.tx, run, { state: 'deleted', deletedAt: context.now })
  const parts = await dropParts(context, run)
  context.record({
    type: 'print-deleted',
    table: 'paperPrint',
    row,
    data: { document: run.document, parts },
    clauses: ['SDS-4.2-06'],
  })
  return parts
}

export const deletePrintHandler: CommandHandler<typeof deletePrint> = async (context, { printId }) => {
  const { organisationId } = ownPlace(context)
  const run = await lockPrint(context.tx, organisationId, printId)
  return accept({ parts: await remove(context, run) })
}

export const expirePrintHandler: CommandHandler<typeof expirePrint> = async (
  context,
  { organisationId, printId },
) => {
  const run = await lockPrint(context.tx, organisationId, printId)
  const isDue = run.deleteAfter.getTime() <= context.now.getTime()
  return accept({ parts: isDue ? await remove(context, run) : 0 })
}
