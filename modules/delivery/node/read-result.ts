import { gunzipSync } from 'node:zlib'
import { roomNodeRules } from '#modules/policy/core/room-node.ts'
import type { CommandContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { openParcel, parcelHeader } from '#platform/seal/parcel.ts'
import { verifierOf } from '#platform/seal/signer.ts'
import { proveBundle } from '../commands/take-in.ts'
import type { ResultBundle } from '../core/bundle.ts'
import { lockSitting, type SittingRow } from '../store.ts'
import { roomResultKind } from './core/room-package.ts'
import { isHeldBy } from './reports.ts'
import { lockAssignment, type NodeRow, nodeByKey } from './store.ts'

export const keepAll = '请保留该文件和考场服务器原状，登记异常并报告考点负责人和督导人员。'

export const notTaken = (code: string, sentence: string, remedy = keepAll): Refusal =>
  refuse(code, { sentence, remedy, clauses: ['SDS-5.1-02', 'HN-1.8.3.7-04'] })

/** What was found out about a file before something was wrong with it. */
export interface Known {
  readonly node?: NodeRow
  readonly row?: SittingRow
}

export interface ReadResult {
  readonly node: NodeRow
  readonly row: SittingRow
  readonly bundle: ResultBundle
}

export type Reading =
  | ({ readonly isRead: true } & ReadResult)
  | ({ readonly isRead: false; readonly refusal: Refusal } & Known)

const no = (refusal: Refusal, known: Known = {}): Reading => ({ isRead: false, refusal, ...known })

const readBundle = (content: Uint8Array): Verdict<ResultBundle> => {
  try {
    const text = gunzipSync(content, { maxOutputLength: 4 * roomNodeRules.largestResultBytes })
    const bundle = JSON.parse(text.toString('utf8')) as ResultBundle
    if (bundle.format !== 'jiangheng-sitting/1' || !Array.isArray(bundle.events))
      throw new RangeError('no bundle')
    return accept(bundle)
  } catch {
    return notTaken('FORMAT', '答卷包的内容无法识别。')
  }
}

/** Proof that does not fall over a journal that contradicts itself. */
export const prove = (row: SittingRow, bundle: ResultBundle) => {
  try {
    return proveBundle(row, bundle)
  } catch {
    return notTaken('BUNDLE_ALTERED', `${row.roomName}的答卷包未予接收：考场记录前后矛盾。`)
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

const ofSitting = async (context: CommandContext, node: NodeRow, bundle: ResultBundle): Promise<Reading> => {
  const { organisationId } = node
  const row = await sittingOf(context, organisationId, bundle.sittingId)
  if (!row)
    return no(notTaken('SITTING_UNKNOWN', `“${node.name}”送来的答卷包不属于本机构的任何场次。`), { node })
  const held = await lockAssignment(context.tx, { organisationId, sittingId: row.id })
  if (held && isHeldBy(held, node.id)) return { isRead: true, node, row, bundle }
  const sentence = `${row.roomName}本场没有指定“${node.name}”承担，它的答卷包不能接收。`
  return no(notTaken('NODE_NOT_ASSIGNED', sentence), { node, row })
}

/** From the file to the sitting it belongs to: signature, box, content and assignment, in this order. */
export const readResult = async (
  context: CommandContext,
  organisationId: string,
  bytes: Uint8Array,
): Promise<Reading> => {
  const header = parcelHeader(bytes)
  if (header.refused)
    return no(notTaken('FORMAT', '答卷包文件不完整，或不是答卷包。', '请从考场服务器重新导出并复制。'))
  const node = await nodeByKey(context.tx, header.value.issuer.keyId)
  if (!node || node.organisationId !== organisationId)
    return no(notTaken('NODE_UNKNOWN', '答卷包的签名不是本机构登记的考场服务器所签。'))
  const opened = openParcel(bytes, {
    kind: roomResultKind,
    verifiers: [verifierOf(node.signingKey)],
    key: context.services.exchange,
  })
  if (opened.refused)
    return no(notTaken(opened.code, `“${node.name}”的答卷包未予接收：${opened.sentence}`), { node })
  const bundle = readBundle(opened.value.content)
  return bundle.refused ? no(bundle, { node }) : ofSitting(context, node, bundle.value)
}
