import { gunzipSync } from 'node:zlib'
import { v7 as uuid } from 'uuid'
import { roomNodeRules } from '#modules/policy/core/room-node.ts'
import type { CommandContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import { type Entry, handles } from '#platform/contract/registry.ts'
import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { openParcel, parcelHeader } from '#platform/seal/parcel.ts'
import { verifierOf } from '#platform/seal/signer.ts'
import { publishOpenings } from '../../commands/note-openings.ts'
import { proveBundle, writeBundle } from '../../commands/take-in.ts'
import type { ResultBundle } from '../../core/bundle.ts'
import { ownOrganisation } from '../../own-organisation.ts'
import { countResults, lockSitting, type SittingRow } from '../../store.ts'
import { receiveResult } from '../contract.ts'
import { roomResultKind } from '../core/room-package.ts'
import { bundleDigest, digest } from '../digest.ts'
import { isHeldBy } from '../reports.ts'
import {
  insertArrival,
  lockArrival,
  lockAssignment,
  type NodeRow,
  nodeByKey,
  updateArrival,
} from '../store.ts'

const keep = '请保留该文件和考场服务器原状，登记异常并报告考点负责人和督导人员。'

const no = (code: string, sentence: string, remedy = keep) =>
  refuse(code, { sentence, remedy, clauses: ['SDS-5.1-02', 'HN-1.8.3.7-04'] })

/** What was found out about a file before something was wrong with it. */
interface Known {
  readonly node?: NodeRow
  readonly row?: SittingRow
}

interface Taken extends Known {
  readonly outcome: 'taken' | 'same'
  readonly row: SittingRow
  readonly receipt: string
}

type Result = Taken | (Known & { readonly outcome: 'refused'; readonly refusal: Refusal })

const refused = (refusal: Refusal, known: Known = {}): Result => ({ outcome: 'refused', refusal, ...known })

const readBundle = (content: Uint8Array): Verdict<ResultBundle> => {
  try {
    const text = gunzipSync(content, { maxOutputLength: 4 * roomNodeRules.largestResultBytes })
    const bundle = JSON.parse(text.toString('utf8')) as ResultBundle
    if (bundle.format !== 'jiangheng-sitting/1' || !Array.isArray(bundle.events))
      throw new RangeError('no bundle')
    return accept(bundle)
  } catch {
    return no('FORMAT', '答卷包的内容无法识别。')
  }
}

/** Proof that does not fall over a journal that contradicts itself. */
const prove = (row: SittingRow, bundle: ResultBundle) => {
  try {
    return proveBundle(row, bundle)
  } catch {
    return no('BUNDLE_ALTERED', `${row.roomName}的答卷包未予接收：考场记录前后矛盾。`)
  }
}

const sittingOf = async (context: CommandContext, organisationId: string, sittingId: unknown) => {
  if (typeof sittingId !== 'string' || !/^[0-9a-f-]{36}$/.test(sittingId)) return undefined
  try {
    return await lockSitting(context.tx, { organisationId, sittingId })
  } catch (error) {
    if (error instanceof MissingRow) return undefined
    throw error
  }
}

const takeBundle = async (context: CommandContext, node: NodeRow, bundle: ResultBundle): Promise<Result> => {
  const { organisationId } = node
  const row = await sittingOf(context, organisationId, bundle.sittingId)
  if (!row)
    return refused(no('SITTING_UNKNOWN', `“${node.name}”送来的答卷包不属于本机构的任何场次。`), { node })
  const held = await lockAssignment(context.tx, { organisationId, sittingId: row.id })
  const known = { node, row }
  if (!held || !isHeldBy(held, node.id))
    return refused(
      no('NODE_NOT_ASSIGNED', `${row.roomName}本场没有指定“${node.name}”承担，它的答卷包不能接收。`),
      known,
    )
  const receipt = bundleDigest(bundle)
  if (row.takenAt !== null && row.bundleHash === receipt) return { outcome: 'same', receipt, ...known }
  if (row.takenAt !== null)
    return refused(
      no(
        'BUNDLE_CONFLICT',
        `${row.roomName}本场已经接收过答卷，“${node.name}”的这份答卷包与已接收的不是同一份。`,
        `已接收的答卷不变。${keep}`,
      ),
      known,
    )
  const proven = prove(row, bundle)
  if (proven.refused) return refused(proven, known)
  await publishOpenings(context, row, bundle.events)
  await writeBundle(context, row, proven.value)
  return { outcome: 'taken', receipt, ...known }
}

const receive = async (
  context: CommandContext,
  organisationId: string,
  bytes: Uint8Array,
): Promise<Result> => {
  const header = parcelHeader(bytes)
  if (header.refused)
    return refused(no('FORMAT', '答卷包文件不完整，或不是答卷包。', '请从考场服务器重新导出并复制。'))
  const node = await nodeByKey(context.tx, header.value.issuer.keyId)
  if (!node || node.organisationId !== organisationId)
    return refused(no('NODE_UNKNOWN', '答卷包的签名不是本机构登记的考场服务器所签。'))
  const opened = openParcel(bytes, {
    kind: roomResultKind,
    verifiers: [verifierOf(node.signingKey)],
    key: context.services.exchange,
  })
  if (opened.refused)
    return refused(no(opened.code, `“${node.name}”的答卷包未予接收：${opened.sentence}`), { node })
  const bundle = readBundle(opened.value.content)
  return bundle.refused ? refused(bundle, { node }) : takeBundle(context, node, bundle.value)
}

const wordsOf = (result: Result) => {
  if (result.outcome === 'refused') {
    const { code, sentence, remedy } = result.refusal
    return { code, sentence, remedy }
  }
  const { roomName } = result.row
  return result.outcome === 'taken'
    ? { code: null, sentence: `${roomName}的答卷已接收。`, remedy: '' }
    : { code: null, sentence: `${roomName}的这份答卷此前已经接收，没有变化。`, remedy: '' }
}

interface Arrival {
  readonly organisationId: string
  readonly fileHash: string
  readonly fileName: string
}

/** Every file that came in is on record, wrong ones too; the same file again is the same record. */
const recordArrival = async (context: CommandContext, arrival: Arrival, result: Result) => {
  const { organisationId, fileHash } = arrival
  const known = await lockArrival(context.tx, { organisationId, fileHash })
  const change = {
    ...{ outcome: result.outcome, ...wordsOf(result) },
    ...{ sittingId: result.row?.id ?? null, nodeId: result.node?.id ?? null },
  }
  if (known && (known.outcome === 'taken' || known.code === change.code)) return
  const id = known?.id ?? uuid()
  if (known) await updateArrival(context.tx, known, change)
  else {
    await insertArrival(context.tx, {
      ...{ ...arrival, id, version: 1, ...change },
      via: context.actor.roles.includes('system') ? 'network' : 'file',
      ...{ receivedBy: context.actor.name, receivedAt: context.now },
    })
  }
  context.record({
    type: 'room-result-arrived',
    table: 'sittingBundle',
    row: { organisationId, id },
    data: { outcome: change.outcome, code: change.code },
    clauses: ['SDS-5.1-02', 'HN-1.8.3.7-04'],
  })
}

/** Takes in a result file, or keeps why it was not: twice the same is harmless, another for the same sitting is named. */
export const receiveResultOf = (bytes: Uint8Array): Entry =>
  handles(receiveResult, async (context, { name, organisationId: named }) => {
    const isSystem = context.actor.roles.includes('system')
    const organisationId = isSystem && named !== undefined ? named : ownOrganisation(context)
    const result = await receive(context, organisationId, bytes)
    const arrival = { organisationId, fileHash: digest(bytes), fileName: name }
    await recordArrival(context, arrival, result)
    const sittingId = result.row?.id ?? null
    const none = { scripts: 0, absent: 0, violations: 0 }
    const counts =
      result.outcome !== 'refused' && sittingId !== null
        ? await countResults(context.tx, { organisationId, sittingId })
        : none
    const receipt = result.outcome === 'refused' ? null : result.receipt
    return accept({ outcome: result.outcome, ...wordsOf(result), sittingId, ...counts, receipt })
  })
