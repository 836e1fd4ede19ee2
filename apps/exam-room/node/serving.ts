import { type Refusal, refuse } from '#platform/contract/verdict.ts'
import type { LiveSitting } from './live-sitting.ts'
import { epochOfMark, type Pair } from './pairing.ts'
import type { KeptRole } from './sitting-file.ts'

/** Sets what this node is for a sitting, on disk first. */
export const becomeRole = (sitting: LiveSitting, standing: KeptRole): void => {
  sitting.file.setRole(standing)
  sitting.standing = standing
  for (const notify of sitting.watchers) notify([])
}

/** The other node has taken over under this mark: this one serves the sitting no more, also after a restart. */
export const stepDown = (sitting: LiveSitting, mark: string): void => {
  if (sitting.standing.role === 'superseded') return
  becomeRole(sitting, { role: 'superseded', mark })
}

/** What somebody in the room was told by the other node; a mark that is genuine and newer ends the service here. */
export const heedMark = (
  sitting: LiveSitting,
  claim: { readonly mark: string; readonly pair: Pair },
): void => {
  const { mark, pair } = claim
  if (sitting.standing.role !== 'serving' || mark === sitting.standing.mark) return
  const known = Number.parseInt(sitting.standing.mark, 10) || 1
  if (epochOfMark(pair, sitting.room.sittingId, mark) > known) stepDown(sitting, mark)
}

const superseded = refuse('node-superseded', {
  sentence: '本机已停止服务，本场次已由备机接管。',
  remedy: '考试机和监考台会自动连接接管的主机；没有自动连接的，请打开接管主机的地址。',
  clauses: ['SDS-4.4-30', 'SDS-4.4-40'],
})

const standby = refuse('node-standby', {
  sentence: '本机是备机，主机正在为本场次服务。',
  remedy: '主机无法连接的，请考点负责人在监考台登记原因后由备机接管。',
  clauses: ['SDS-4.4-30', 'SDS-4.4-40'],
})

/** The token that a request shows; empty where it shows none. */
export const bearerOf = (authorization = ''): string =>
  authorization.startsWith('Bearer ') ? authorization.slice('Bearer '.length) : ''

const places = new Map<string, readonly string[]>()
/** So many are remembered: whoever makes up tokens has no more of the node's memory than that. */
const mostPlaces = 10_000

/** The sitting that a token names, and the seat where it is a candidate's. Every request asks; it is read once. */
export const placeOfToken = (token: string): readonly string[] => {
  const known = places.get(token)
  if (known) return known
  if (places.size >= mostPlaces) places.clear()
  const place = Buffer.from(token.slice(0, token.indexOf('.')), 'base64url')
    .toString('utf8')
    .split('\n')
  places.set(token, place)
  return place
}

/**
 * Why a request that names this sitting is not answered here, after heeding the epoch mark it carries; undefined where
 * it is. A node of a pair that does not know the sitting may learn of it yet.
 */
export const barredHere = (
  sitting: LiveSitting | undefined,
  claim: { readonly mark: string; readonly pair: Pair | null | undefined },
): ReturnType<typeof notServing> => {
  const { mark, pair } = claim
  if (!sitting) return pair ? standby : undefined
  if (pair && mark) heedMark(sitting, { mark, pair })
  return notServing(sitting)
}

/**
 * Why a ticket that no sitting here knows is not called wrong: a node of a pair that serves nothing has not been given the
 * sitting yet, and the other may know it. Undefined where this node can tell.
 */
export const mayBeElsewhere = (
  sittings: Iterable<LiveSitting>,
  pair: Pair | null | undefined,
): ReturnType<typeof notServing> =>
  pair && ![...sittings].some(({ standing }) => standing.role === 'serving') ? standby : undefined

/** Why this node does not answer for a sitting; undefined when it serves it. */
export const notServing = (sitting: LiveSitting): Refusal<'node-superseded' | 'node-standby'> | undefined => {
  const { role } = sitting.standing
  if (role === 'serving') return undefined
  return role === 'superseded' ? superseded : standby
}
