import type { CommandContext } from '#platform/command/context.ts'
import { type Entry, handles } from '#platform/contract/registry.ts'
import { accept, type Refusal } from '#platform/contract/verdict.ts'
import { bytesOfFile } from '#platform/files/files.ts'
import { publishOpenings } from '../../commands/note-openings.ts'
import { writeBundle } from '../../commands/take-in.ts'
import type { ResultBundle } from '../../core/bundle.ts'
import { ownOrganisation } from '../../own-organisation.ts'
import { countResults, type SittingRow } from '../../store.ts'
import { type ArrivalRow, lockArrival } from '../arrival.store.ts'
import { recordArrival } from '../arrivals.ts'
import { receiveResult } from '../contract.ts'
import { differenceInWords } from '../core/two-results.ts'
import { bundleDigest, digest } from '../digest.ts'
import { type Known, keepAll, notTaken, prove, type ReadResult, readResult } from '../read-result.ts'

interface Taken extends Known {
  readonly outcome: 'taken' | 'same'
  readonly row: SittingRow
  readonly receipt: string
}

type Result =
  | Taken
  | (Known & {
      readonly outcome: 'refused' | 'conflict'
      readonly refusal: Refusal
      readonly receipt?: string
    })

const refused = (refusal: Refusal, known: Known = {}): Result => ({ outcome: 'refused', refusal, ...known })

/** The result that was taken in before. */
const takenBundle = async (context: CommandContext, row: SittingRow): Promise<ResultBundle> => {
  const { organisationId, bundleFileId } = row
  const bytes = await bytesOfFile(context, { organisationId, fileId: bundleFileId! })
  return JSON.parse(Buffer.from(bytes).toString('utf8')) as ResultBundle
}

/**
 * Another result for a sitting that has one. One that proves itself is for people to decide about; the head that the
 * centre has is of the first, so it is not asked of the second.
 */
const second = async (
  context: CommandContext,
  { node, row, bundle }: ReadResult,
  receipt: string,
): Promise<Result> => {
  const known = { node, row }
  const first = `${row.roomName}本场已经接收过答卷，“${node.name}”的这份答卷包与已接收的不是同一份`
  const proven = prove({ ...row, headSeq: null, headHash: null }, bundle)
  if (proven.refused)
    return refused(
      notTaken(
        'BUNDLE_CONFLICT',
        `${first}，且未通过校验：${proven.sentence}`,
        `已接收的答卷不变。${keepAll}`,
      ),
      known,
    )
  const seats = new Map(row.preparation.roster.map(({ candidate, seat }) => [candidate, seat]))
  const words = differenceInWords(await takenBundle(context, row), bundle, (who) => seats.get(who) ?? who)
  const refusal = notTaken(
    'BUNDLE_CONFLICT',
    `${first}，列为冲突结果：${words}。`,
    '在作出决定之前以已接收的一份为准。请核对两台服务器的考场记录，写明理由决定采用哪一份。',
  )
  return { outcome: 'conflict', refusal, receipt, ...known }
}

const takeResult = async (context: CommandContext, read: ReadResult): Promise<Result> => {
  const { node, row, bundle } = read
  const receipt = bundleDigest(bundle)
  if (row.takenAt !== null && row.bundleHash === receipt) return { outcome: 'same', receipt, node, row }
  if (row.takenAt !== null) return second(context, read, receipt)
  const proven = prove(row, bundle)
  if (proven.refused) return refused(proven, { node, row })
  await publishOpenings(context, row, bundle.events)
  await writeBundle(context, row, proven.value)
  return { outcome: 'taken', receipt, node, row }
}

const setAside = notTaken(
  'BUNDLE_SET_ASIDE',
  '这份答卷包经人工决定不采用，没有变化。',
  '无需操作；考场记录已留存备查。',
)

const receive = async (
  context: CommandContext,
  organisationId: string,
  bytes: Uint8Array,
): Promise<Result> => {
  const reading = await readResult(context, organisationId, bytes)
  if (!reading.isRead) return refused(reading.refusal, reading)
  const known: ArrivalRow | undefined = await lockArrival(context.tx, {
    organisationId,
    fileHash: digest(bytes),
  })
  return known?.decision === 'set-aside' ? refused(setAside, reading) : takeResult(context, reading)
}

const wordsOf = (result: Result) => {
  if ('refusal' in result) {
    const { code, sentence, remedy } = result.refusal
    return { code, sentence, remedy }
  }
  const { roomName } = result.row
  return result.outcome === 'taken'
    ? { code: null, sentence: `${roomName}的答卷已接收。`, remedy: '' }
    : { code: null, sentence: `${roomName}的这份答卷此前已经接收，没有变化。`, remedy: '' }
}

/** Takes in a result file, or keeps it with why it was not: twice the same is harmless, another for the same sitting is decided on. */
export const receiveResultOf = (bytes: Uint8Array): Entry =>
  handles(receiveResult, async (context, { name, organisationId: named }) => {
    const isSystem = context.actor.roles.includes('system')
    const organisationId = isSystem && named !== undefined ? named : ownOrganisation(context)
    const result = await receive(context, organisationId, bytes)
    const { outcome, row, node } = result
    const words = wordsOf(result)
    await recordArrival(context, {
      ...{ organisationId, bytes, fileName: name, outcome, words, row },
      ...{ nodeId: node?.id ?? null, bundleHash: result.receipt ?? null },
    })
    const isIn = outcome === 'taken' || outcome === 'same'
    const sittingId = row?.id ?? null
    const none = { scripts: 0, absent: 0, violations: 0 }
    const counts =
      isIn && sittingId !== null ? await countResults(context.tx, { organisationId, sittingId }) : none
    return accept({
      outcome,
      ...words,
      sittingId,
      ...counts,
      receipt: isIn ? (result.receipt ?? null) : null,
    })
  })
