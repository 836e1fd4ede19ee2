import { gunzipSync } from 'node:zlib'
import {
  type PackageOrigin,
  readRoomPackage,
  roomPackageKind,
} from '#modules/delivery/node/core/room-package.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { openParcel, parcelHeader } from '#platform/seal/parcel.ts'
import type { RoomNode } from '../node/room-node.ts'
import type { Identity } from './identity.ts'
import { fingerprintOf, keysIn, type PinnedCentre } from './pinned-centre.ts'

/** What installing a package works on. */
export interface Installing {
  readonly identity: Identity
  readonly centre: PinnedCentre
  readonly node: RoomNode
}

export interface Installed {
  readonly sittingId: string
  readonly title: string
  readonly roomName: string
  readonly plannedStart: string
}

const clauses = ['SDS-4.2-09', 'HN-2.3.1-02']

const unconfirmed = (fingerprint: string, organisation: string) =>
  refuse('centre-unconfirmed', {
    sentence: `本机还没有确认过中心。这个考场包由“${organisation}”签发，中心指纹为 ${fingerprint}。`,
    remedy: '请与机构考务人员核对“考场服务器”页面上的中心指纹，一致后确认。',
    clauses,
    details: { fingerprint, organisation },
  })

const notRead = refuse('package-unreadable', {
  sentence: '考场包不完整，无法装入。',
  remedy: '请重新下载或复制考场包后再装入。',
  clauses,
})

/** Pins the centre of the first package, once a person says that its fingerprint is right. */
const trust = (
  centre: PinnedCentre,
  labels: { readonly [key: string]: string },
  confirmed: string | undefined,
): Verdict<null> => {
  if (centre.current()) return accept(null)
  const keys = keysIn(labels)
  if (!keys) return notRead
  const fingerprint = fingerprintOf(keys)
  if (confirmed !== fingerprint) return unconfirmed(fingerprint, keys.organisation)
  centre.pin(keys)
  return accept(null)
}

/** Takes a package in: the centre's signature, meant for this machine, not older than what is here. The same again is harmless. */
export const installPackage = async (
  { identity, centre, node }: Installing,
  bytes: Uint8Array,
  confirmed?: string,
): Promise<Verdict<Installed>> => {
  const header = parcelHeader(bytes)
  if (header.refused) return notRead
  const trusted = trust(centre, header.value.labels, confirmed)
  if (trusted.refused) return trusted
  const opened = openParcel(bytes, {
    kind: roomPackageKind,
    verifiers: centre.verifiers(),
    key: identity.exchange,
  })
  if (opened.refused) return { ...opened, clauses }
  const { sitting, origin, centre: keys } = readRoomPackage(gunzipSync(opened.value.content).toString('utf8'))
  const stale = await outdated(node, sitting.sittingId, origin)
  if (stale) return stale
  const prepared = await node.prepare(sitting, { ...origin, centre: keys })
  if (prepared.refused) return prepared
  const { sittingId, title, roomName, plannedStart } = sitting
  return accept({ sittingId, title, roomName, plannedStart })
}

/** A package of an earlier assignment is out of date; one of a later replaces what nobody has begun. */
const outdated = async (node: RoomNode, sittingId: string, { assignment }: PackageOrigin) => {
  const present = node.origin(sittingId)
  if (!present || present.assignment === assignment) return undefined
  if (assignment > present.assignment && (await node.withdraw(sittingId))) return undefined
  return refuse('package-outdated', {
    sentence: '本机已装有这一场次的另一份考场包。',
    remedy: '请在“考场服务器”页面核对指定记录，使用最近一次制作的考场包；已开始签到的场次不能更换。',
    clauses,
  })
}
