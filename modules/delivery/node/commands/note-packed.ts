import { gzipSync } from 'node:zlib'
import { organisationFacts } from '#modules/party/facts.ts'
import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { bytesOfFile, storeFile } from '#platform/files/files.ts'
import { sealParcel } from '#platform/seal/parcel.ts'
import { handedOver } from '../../core/central-preparation.ts'
import { keptForm, preparationText } from '../../core/preparation.ts'
import type { RoomPort } from '../../core/room.port.ts'
import { lockSitting, type SittingRow, updateSitting } from '../../store.ts'
import { centreKeys } from '../centre-keys.ts'
import type { notePacked } from '../contract.ts'
import { type RoomPackage, roomPackageKind, roomPackageText, rulesText } from '../core/room-package.ts'
import { digest } from '../digest.ts'
import { lockAssignment, lockNode, type NodeRow, updateAssignment } from '../store.ts'

/** A prepared sitting with its pictures and package. */
const sittingOf = async (context: CommandContext, row: SittingRow) => {
  const { organisationId } = row
  const bytes = (fileId: string) => bytesOfFile(context, { organisationId, fileId })
  const photos = new Map<string, Uint8Array>()
  for (const { photoFileId } of row.preparation.roster)
    if (photoFileId !== null) photos.set(photoFileId, await bytes(photoFileId))
  return handedOver(row.preparation, { photos, sealedPackage: await bytes(row.packageFileId) })
}

interface Packing {
  readonly row: SittingRow
  readonly node: NodeRow
  readonly assignment: number
  readonly build: string
}

const packageOf = async (
  context: CommandContext,
  { row, node, assignment, build }: Packing,
): Promise<RoomPackage> => {
  const sitting = await sittingOf(context, row)
  const { organisationId } = row
  const { name } = await organisationFacts(context.tx, organisationId)
  return {
    origin: {
      ...{ organisationId, nodeId: node.id, nodeName: node.name, assignment, build },
      rulesHash: digest(rulesText(sitting.rules)),
      preparationHash: digest(preparationText(keptForm(sitting, digest))),
      packageHash: row.packageHash,
    },
    centre: centreKeys(context.services, name),
    sitting,
  }
}

/** Signed by the centre, encrypted to the server. Who carries it reads where it belongs, and nothing else. */
const sealedFor = (context: CommandContext, { row, node }: Packing, made: RoomPackage): Buffer => {
  const { suite, digest: by, signer } = context.services.sealing
  return sealParcel({
    kind: roomPackageKind,
    labels: {
      ...{ node: node.name, site: row.siteName, room: row.roomName },
      startsAt: row.startsAt.toISOString(),
      // A server that knows no centre yet shows its fingerprint and asks.
      centre: JSON.stringify(made.centre),
    },
    content: gzipSync(roomPackageText(made)),
    to: node.exchangeKey,
    ...{ suite, digest: by, signer },
  })
}

/** Makes the package of an assignment; done again, it changes nothing. */
export const notePackedHandler =
  (room: RoomPort): CommandHandler<typeof notePacked> =>
  async (context, { sittingId, assignment }) => {
    const row = await lockSitting(context.tx, { sittingId })
    const { organisationId } = row
    const held = await lockAssignment(context.tx, { organisationId, sittingId })
    if (!held?.nodeId || held.assignment !== assignment || held.packageFileId !== null)
      return accept({ packed: false })
    const node = await lockNode(context.tx, { organisationId, nodeId: held.nodeId })
    const packing = { row, node, assignment, build: await room.build() }
    const made = await packageOf(context, packing)
    const bytes = sealedFor(context, packing, made)
    const { fileId } = await storeFile(context, {
      organisationId,
      audience: ['org-exam', 'site-chief', 'system'],
      name: `${row.siteName} ${row.roomName} 考场包.jhroom`,
      mediaType: 'application/octet-stream',
      bytes,
    })
    const { build, rulesHash, preparationHash, packageHash } = made.origin
    await updateSitting(context.tx, row, { preparationHash })
    await updateAssignment(context.tx, held, {
      ...{ build, rulesHash, packageFileId: fileId, packageBytes: bytes.length, packedAt: context.now },
    })
    context.record({
      type: 'room-package-made',
      table: 'sittingNode',
      row: held,
      data: { assignment, build, rulesHash, preparationHash, packageHash },
      clauses: ['SDS-4.2-09', 'SDS-4.4-02'],
    })
    context.record({ type: 'room-package-named', table: 'sitting', row, clauses: ['SDS-4.2-09'] })
    return accept({ packed: true })
  }
