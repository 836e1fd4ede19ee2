/** SHA-256 of a UTF-8 text in lower-case hexadecimal; given from outside, since the core knows no library. */
export type Digest = (text: string) => string

export interface DrawInput {
  /** 64 hexadecimal digits, secret until drawn. */
  readonly seed: string
  /** What is drawn, unique within a batch: a draw cannot be presented as another. */
  readonly label: string
  /** Staff numbers of those who may be drawn. */
  readonly pool: readonly string[]
}

/**
 * The hash published before the draw. It binds the seed, the purpose and the pool: neither can be changed afterwards
 * without the hash telling (SDS-4.3-08, SDS-4.4-13).
 */
export const commitmentOf = ({ seed, label, pool }: DrawInput, digest: Digest): string =>
  digest([seed, label, ...[...pool].sort()].join('\n'))

/**
 * The order in which the lots fall: each member's lot is SHA-256(seed, label, staff number), the smallest first.
 * Anyone can recompute it with the published seed and an ordinary hash tool.
 */
export const drawnOrder = ({ seed, label, pool }: DrawInput, digest: Digest): string[] =>
  pool
    .map((member) => ({ member, lot: digest([seed, label, member].join('\n')) }))
    .sort((one, other) => (one.lot < other.lot ? -1 : 1))
    .map(({ member }) => member)

/** Whether a published draw is what its seed gives, and the seed the one committed to. */
export const drawHolds = (
  input: DrawInput,
  published: { readonly commitment: string; readonly order: readonly string[] },
  digest: Digest,
): boolean =>
  commitmentOf(input, digest) === published.commitment &&
  drawnOrder(input, digest).join('\n') === published.order.join('\n')

export interface Place {
  /** Room, or panel of a room. */
  readonly id: string
  readonly need: number
  /** Members who may not serve here. */
  readonly excluded: ReadonlySet<string>
}

export interface Allotment {
  readonly byPlace: ReadonlyMap<string, readonly string[]>
  /** Places that stay short, with how many are missing. */
  readonly missing: readonly { readonly id: string; readonly count: number }[]
}

/**
 * Gives the places their people in the order of the lots. Each one takes the first place with room that does not
 * exclude them; where that leaves a place short, people already placed move along a chain of exchanges, so that a
 * place stays short only when no allotment at all could fill it (maximum bipartite matching by augmenting paths).
 */
export const allot = (order: readonly string[], places: readonly Place[]): Allotment => {
  const held = new Map(places.map((place) => [place.id, [] as string[]]))
  const byId = new Map(places.map((place) => [place.id, place]))
  const settle = (member: string, seen: Set<string>): boolean => {
    const open = places.filter((place) => !place.excluded.has(member) && !seen.has(place.id))
    for (const place of open) {
      if (held.get(place.id)!.length >= place.need) continue
      held.get(place.id)!.push(member)
      return true
    }
    for (const place of open) {
      if (seen.has(place.id)) continue
      seen.add(place.id)
      const people = held.get(place.id)!
      for (const [index, other] of people.entries()) {
        if (!settle(other, seen)) continue
        people[index] = member
        return true
      }
    }
    return false
  }
  for (const member of order) settle(member, new Set())
  return {
    byPlace: held,
    missing: [...held]
      .map(([id, people]) => ({ id, count: byId.get(id)!.need - people.length }))
      .filter(({ count }) => count > 0),
  }
}
