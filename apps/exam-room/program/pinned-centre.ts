import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type CentreKeys, centreFingerprint } from '#modules/delivery/node/core/node-card.ts'
import { replaceSecretFile } from '#platform/crypto/secret-file.ts'
import { type Verifier, verifierOf } from '#platform/seal/signer.ts'
import type { RoomNode } from '../node/room-node.ts'
import { sm3 } from '../node/sm3.ts'

/** The one centre this server takes packages from, once a person has compared its fingerprint. */
export interface PinnedCentre {
  current(): CentreKeys | undefined
  verifiers(): readonly Verifier[]
  pin(keys: CentreKeys): void
}

export const fingerprintOf = (keys: CentreKeys): string => centreFingerprint(keys, sm3)

/** The centre of a sitting that the other server of the pair shipped here: it was confirmed there, and the pair by code here. */
const partnersCentre = (node: RoomNode | undefined): CentreKeys | undefined => {
  for (const sittingId of node?.held() ?? []) {
    const keys = node?.origin(sittingId)?.centre
    if (keys) return keys
  }
  return undefined
}

export const openPinnedCentre = (folder: string, node: () => RoomNode | undefined): PinnedCentre => {
  const file = path.join(folder, 'centre.json')
  let keys = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as CentreKeys) : undefined
  const pin = (given: CentreKeys): void => {
    replaceSecretFile(file, JSON.stringify(given))
    keys = given
  }
  const current = (): CentreKeys | undefined => {
    const shipped = keys ? undefined : partnersCentre(node())
    if (shipped) pin(shipped)
    return keys
  }
  return { current, pin, verifiers: () => current()?.verifiers.map(verifierOf) ?? [] }
}

/** The keys that a package carries in its readable part, for a server that knows no centre yet. */
export const keysIn = (labels: { readonly [key: string]: string }): CentreKeys | undefined => {
  try {
    const keys = JSON.parse(labels.centre ?? '') as CentreKeys
    keys.verifiers.map(verifierOf)
    return typeof keys.exchange === 'string' && typeof keys.organisation === 'string' ? keys : undefined
  } catch {
    return undefined
  }
}
