import { v7 as uuid } from 'uuid'
import { batchFacts } from '#modules/plan/facts.ts'
import { statedValue } from '#modules/policy/core/parameter.ts'
import { regime } from '#modules/policy/core/regime.ts'
import type { CommandContext, QueryContext } from '#platform/command/context.ts'
import { storeFile } from '#platform/files/files.ts'
import type { SittingRow } from '../store.ts'
import { insertArrival, lockArrival, updateArrival } from './arrival.store.ts'
import { digest } from './digest.ts'

/** The law under which a sitting is held. */
export const lawOf = async (
  { tx }: Pick<QueryContext, 'tx'>,
  { organisationId, batchId }: Pick<SittingRow, 'organisationId' | 'batchId'>,
) => {
  const batch = await batchFacts(tx, organisationId, batchId)
  return regime(batch.pack, batch.createdOn)
}

/** Until when what was not taken in is kept; null where the law sets no end, or the sitting is unknown. */
const keepUntil = async (context: CommandContext, row: SittingRow | undefined): Promise<Date | null> => {
  if (!row) return null
  const months = statedValue((await lawOf(context, row)).archive.retention)?.electronicMonths ?? null
  if (months === null) return null
  const end = new Date(context.now)
  end.setUTCMonth(end.getUTCMonth() + months)
  return end
}

export interface NewArrival {
  readonly organisationId: string
  readonly bytes: Uint8Array
  readonly fileName: string
  readonly outcome: 'taken' | 'same' | 'refused' | 'conflict'
  readonly words: { readonly code: string | null; readonly sentence: string; readonly remedy: string }
  readonly row: SittingRow | undefined
  readonly nodeId: string | null
  readonly bundleHash: string | null
}

/** As it came, encrypted to the centre: evidence, not something that anybody reads here. */
const keepBytes = async (context: CommandContext, { organisationId, bytes, fileName, row }: NewArrival) => {
  const { fileId } = await storeFile(context, {
    ...{ organisationId, name: fileName, bytes, mediaType: 'application/octet-stream' },
    audience: ['system'],
  })
  return { fileId, keepUntil: await keepUntil(context, row) }
}

/** Every file that came in is on record, wrong ones with their bytes; the same file again is the same record. */
export const recordArrival = async (context: CommandContext, arrival: NewArrival): Promise<void> => {
  const { organisationId, bytes, fileName, outcome, words, row, nodeId, bundleHash } = arrival
  const fileHash = digest(bytes)
  const known = await lockArrival(context.tx, { organisationId, fileHash })
  if (known && (known.outcome === 'taken' || known.decision !== null || known.code === words.code)) return
  const isKept = outcome === 'refused' || outcome === 'conflict'
  const kept = isKept && !known?.fileId ? await keepBytes(context, arrival) : {}
  const change = { outcome, ...words, sittingId: row?.id ?? null, nodeId, bundleHash, ...kept }
  const id = known?.id ?? uuid()
  if (known) await updateArrival(context.tx, known, change)
  else
    await insertArrival(context.tx, {
      ...{ organisationId, id, version: 1, fileHash, fileName, size: bytes.length, ...change },
      via: context.actor.roles.includes('system') ? 'network' : 'file',
      ...{ receivedBy: context.actor.name, receivedAt: context.now },
    })
  context.record({
    type: 'room-result-arrived',
    table: 'sittingBundle',
    row: { organisationId, id },
    data: { outcome, code: words.code, isKept },
    clauses: ['SDS-5.1-02', 'HN-1.8.3.7-04'],
  })
}
