import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { bundleText } from '#modules/delivery/core/bundle.ts'
import { roomResultKind } from '#modules/delivery/node/core/room-package.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { replaceSecretFile } from '#platform/crypto/secret-file.ts'
import { sealParcel } from '#platform/seal/parcel.ts'
import type { RoomNode } from '../node/room-node.ts'
import type { Identity } from './identity.ts'
import type { PinnedCentre } from './pinned-centre.ts'

export interface ResultFiles {
  /** The result of a sealed sitting as a file for the centre alone: made once, then the same bytes each time. */
  file(sittingId: string): Verdict<{ readonly name: string; readonly bytes: Buffer }>
}

const noCentre = refuse('centre-unknown', {
  sentence: '本机没有中心的密钥，不能导出答卷包。',
  remedy: '请先装入由中心签发的考场包。',
  clauses: ['SDS-5.1-05'],
})

/** HN-1.8.3.7-04: signed by this server, so that the centre knows where the scores come from. */
export const openResultFiles = (
  folder: string,
  parts: { readonly node: RoomNode; readonly identity: Identity; readonly centre: PinnedCentre },
): ResultFiles => {
  const { node, identity, centre } = parts
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const make = (sittingId: string, to: string): Verdict<Buffer> => {
    const bundle = node.bundle(sittingId)
    if (bundle.refused) return bundle
    const origin = node.origin(sittingId)
    const bytes = sealParcel({
      kind: roomResultKind,
      labels: { node: identity.name, sitting: sittingId, assignment: String(origin?.assignment ?? 0) },
      content: gzipSync(bundleText(bundle.value)),
      ...{ to, signer: identity.signer, suite: 'aes-256-gcm', digest: 'sha256' },
    })
    return accept(bytes)
  }
  return {
    file: (sittingId) => {
      const keys = centre.current()
      if (!keys) return noCentre
      const place = node.place(sittingId)
      const name = `${place ? `${place.site} ${place.roomName} ` : ''}答卷包.jhresult`
      const kept = path.join(folder, `${sittingId}.jhresult`)
      if (existsSync(kept)) return accept({ name, bytes: Buffer.from(readFileSync(kept, 'utf8'), 'base64') })
      const made = make(sittingId, keys.exchange)
      if (made.refused) return made
      replaceSecretFile(kept, made.value.toString('base64'))
      return accept({ name, bytes: made.value })
    },
  }
}
