import { v5 as uuidOf } from 'uuid'
import { sm3 } from '#platform/audit/chain.ts'
import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { storeFile } from '#platform/files/files.ts'
import type { takeIn } from '../contract.ts'
import { checkBundle } from '../core/bundle.rule.ts'
import { bundleText, type ResultBundle } from '../core/bundle.ts'
import type { RoomPort } from '../core/room.port.ts'
import { takeInViolations } from '../discipline/from-room.ts'
import { takeInIncidents } from '../incident/register-incidents.ts'
import { ownOrganisation } from '../own-organisation.ts'
import { keepReceipts } from '../receipt/keep-receipts.ts'
import {
  countResults,
  insertScripts,
  lockSitting,
  type NewScript,
  type SittingRow,
  updateSitting,
} from '../store.ts'

const digest = (text: string): string => sm3(text).toString('hex')

const notSealed = ({ roomName }: SittingRow) =>
  refuse('NOT_SEALED', {
    sentence: `${roomName}本场尚未封存，不能接收答卷。`,
    remedy: '请监考人员收卷并在监考台封存本场后再接收。',
    clauses: ['SDS-4.4-44'],
  })

export interface ProvenBundle {
  readonly bundle: ResultBundle
  readonly text: string
}

/** Whether a bundle is what was prepared and what its room sealed. A room that was out of reach has shown no head. */
export const proveBundle = (
  row: SittingRow,
  bundle: ResultBundle,
): Verdict<ProvenBundle, 'BUNDLE_ALTERED'> => {
  const { headSeq: seq, headHash: hash } = row
  const checked = checkBundle(
    bundle,
    {
      sittingId: row.id,
      roomName: row.roomName,
      preparationHash: row.preparationHash ?? '',
      packageHash: row.packageHash,
      seats: row.preparation.roster,
      seen: seq === null || hash === null ? null : { seq, hash },
    },
    digest,
  )
  return checked.refused ? checked : accept({ bundle, text: bundleText(bundle) })
}

/** The bundle of a room hosted here. */
const provenBundle = (
  row: SittingRow,
  room: RoomPort,
): Verdict<ProvenBundle, 'NOT_SEALED' | 'BUNDLE_ALTERED'> => {
  const sealed = room.bundle(row.id)
  if (sealed.refused || row.preparationHash === null || row.headSeq === null || row.headHash === null)
    return notSealed(row)
  return proveBundle(row, sealed.value)
}

export const scriptsIn = (row: SittingRow, bundle: ResultBundle): NewScript[] => {
  const lines = new Map(row.preparation.roster.map((line) => [line.candidate, line]))
  return bundle.seats.map(({ candidate, status, answers, finishedAt }) => {
    const { applicationId, personId, form } = lines.get(candidate)!
    return {
      organisationId: row.organisationId,
      id: uuidOf(candidate, row.id),
      batchId: row.batchId,
      sittingId: row.id,
      ...{ applicationId, personId, outcome: status, answers, form },
      finishedAt: finishedAt === null ? null : new Date(finishedAt),
    }
  })
}

const writeResults = async (context: CommandContext, row: SittingRow, bundle: ResultBundle) => {
  const { organisationId } = row
  const scripts = scriptsIn(row, bundle)
  await insertScripts(context.tx, scripts)
  await keepReceipts(context, row, scripts)
  context.recordAll({
    type: 'script-taken-in',
    table: 'script',
    organisationId,
    ids: scripts.map(({ id }) => id),
    clauses: ['SDS-4.4-44', 'SDS-4.4-34'],
  })
  await takeInViolations(context, row, bundle)
}

/** Keeps the bundle and closes the sitting with it; scoring and the room hear of it. */
export const keepBundle = async (
  context: CommandContext,
  row: SittingRow,
  { bundle, text }: ProvenBundle,
) => {
  const { organisationId, batchId, id } = row
  // Answers lie in it: nobody downloads it, scoring reads the scripts.
  const { fileId } = await storeFile(context, {
    organisationId,
    audience: ['system'],
    name: `${row.roomName} ${row.title} 答卷包.json`,
    mediaType: 'application/json',
    bytes: Buffer.from(text),
  })
  const bundleHash = digest(text)
  await updateSitting(context.tx, row, {
    ...{ state: 'uploaded', bundleFileId: fileId, bundleHash, passcodes: null },
    ...{ headSeq: bundle.head.seq, headHash: bundle.head.hash },
    ...{ sealedAt: new Date(bundle.events.at(-1)!.at), takenAt: context.now },
  })
  context.record({
    type: 'sitting-taken-in',
    table: 'sitting',
    row,
    data: { bundleHash, headSeq: bundle.head.seq, headHash: bundle.head.hash },
    clauses: ['SDS-5.1-02', 'SDS-4.4-44'],
  })
  await context.publish('delivery.taken', { organisationId, batchId, sittingId: id, bundleHash })
  await context.startJob({
    kind: 'delivery.acknowledge',
    title: `回执：${row.roomName}`,
    organisationId,
    payload: { sittingId: id, receipt: bundleHash },
    total: 1,
  })
}

/** Writes what a bundle holds, and keeps the bundle itself. */
export const writeBundle = async (
  context: CommandContext,
  row: SittingRow,
  proven: ProvenBundle,
): Promise<void> => {
  await writeResults(context, row, proven.bundle)
  await takeInIncidents(context, row, proven.bundle.events)
  await keepBundle(context, row, proven)
}

/** Takes the sealed result of a room into the centre, once; the same bundle again is harmless, another is refused. */
export const takeInHandler =
  (room: RoomPort): CommandHandler<typeof takeIn> =>
  async (context, { sittingId }) => {
    const isSystem = context.actor.roles.includes('system')
    const organisationId = isSystem ? undefined : ownOrganisation(context)
    const row = await lockSitting(context.tx, { sittingId, ...(organisationId && { organisationId }) })
    const proven = provenBundle(row, room)
    if (proven.refused) return proven
    const bundleHash = digest(proven.value.text)
    if (row.takenAt === null) {
      await writeBundle(context, row, proven.value)
    } else if (row.bundleHash !== bundleHash) {
      return refuse('BUNDLE_ALTERED', {
        sentence: `${row.roomName}现在的答卷包与已接收的不是同一份。`,
        remedy: '已接收的答卷不变。请保留考场服务器原状，登记异常并报告。',
        clauses: ['SDS-5.1-02', 'SDS-4.4-30'],
      })
    }
    const counts = await countResults(context.tx, { organisationId: row.organisationId, sittingId })
    const takenAt = (row.takenAt ?? context.now).toISOString()
    return accept({ ...counts, bundleHash, takenAt })
  }
