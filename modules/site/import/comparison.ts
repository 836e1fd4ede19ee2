import { canonicalJson } from '#platform/audit/chain.ts'
import type { Json } from '#platform/contract/verdict.ts'
import { emptyChecklist, singleSeating } from '../core/checklist.ts'
import type { ImportPlan, PlannedRoom, PlannedSite } from '../core/planned.ts'
import type { SeatPlace } from '../core/room.ts'
import type { RoomRow, RoomValues, SeatRow, SiteRow, SiteValues } from '../store.ts'

export type Change = 'new' | 'changed' | 'same'

/** What the organisation has registered so far. */
export interface Registered {
  readonly sites: readonly SiteRow[]
  readonly rooms: readonly RoomRow[]
  readonly seats: readonly SeatRow[]
}

export interface ComparedSite {
  readonly code: string
  readonly values: SiteValues
  readonly stored: SiteRow | undefined
  readonly change: Change
}

export interface ComparedRoom {
  readonly siteCode: string
  readonly values: Omit<RoomValues, 'siteId'>
  readonly stored: RoomRow | undefined
  /** Seats that are not as the book says, with the id where they exist. */
  readonly seats: readonly (SeatPlace & { readonly id: string | undefined })[]
  readonly allSeats: readonly SeatPlace[]
  readonly change: Change
}

export interface Comparison {
  readonly sites: readonly ComparedSite[]
  readonly rooms: readonly ComparedRoom[]
}

/** Whether two values would be stored alike, whatever the order of their keys. */
const isSame = (one: object, other: object): boolean =>
  canonicalJson(one as Json) === canonicalJson(other as Json)

const pick = (row: object, like: object): object =>
  Object.fromEntries(Object.keys(like).map((key) => [key, (row as Record<string, unknown>)[key]]))

const compareSite = (
  { details, checklist, ...site }: PlannedSite,
  stored: SiteRow | undefined,
): ComparedSite => {
  const list = checklist ?? stored?.checklist ?? emptyChecklist
  const { checkedOn, checkedBy, conclusion, items } = list
  const values: SiteValues = { ...site, checklist: { checkedOn, checkedBy, conclusion, items, details } }
  const change = stored === undefined ? 'new' : isSame(values, pick(stored, values)) ? 'same' : 'changed'
  return { code: site.code, values, stored, change }
}

/** The book speaks of one point of the room's checklist; the others stay as they were ticked. */
const pointsOf = (single: boolean | null, stored: RoomRow | undefined): readonly string[] => {
  const ticked = stored?.checkedPoints ?? []
  if (single === null) return ticked
  const others = ticked.filter((point) => point !== singleSeating)
  return single ? [singleSeating, ...others] : others
}

const compareRoom = (
  planned: PlannedRoom,
  stored: RoomRow | undefined,
  seats: readonly SeatRow[],
): ComparedRoom => {
  const { siteCode, singleSeating: single, seats: places, ...room } = planned
  const values = {
    ...room,
    checkedPoints: pointsOf(single, stored),
    unusableReason: stored?.unusableReason ?? null,
  }
  const byPlace = new Map(seats.map((seat) => [`${seat.row}-${seat.column}`, seat]))
  const different = places.flatMap((place) => {
    const known = byPlace.get(`${place.row}-${place.column}`)
    const same = known && known.usable === place.usable && known.defect === place.defect
    return same ? [] : [{ ...place, id: known?.id }]
  })
  const isUnchanged = stored && different.length === 0 && isSame(values, pick(stored, values))
  const change = stored === undefined ? 'new' : isUnchanged ? 'same' : 'changed'
  return { siteCode, values, stored, seats: different, allSeats: places, change }
}

/** What a book would change, site by site and room by room. */
export const compare = (plan: ImportPlan, registered: Registered): Comparison => {
  const siteCodes = new Map(registered.sites.map(({ id, code }) => [id, code]))
  const seats = Map.groupBy(registered.seats, ({ roomId }) => roomId)
  return {
    sites: plan.sites.map((site) =>
      compareSite(
        site,
        registered.sites.find(({ code }) => code === site.code),
      ),
    ),
    rooms: plan.rooms.map((room) => {
      const stored = registered.rooms.find(
        ({ code, siteId }) => code === room.code && siteCodes.get(siteId) === room.siteCode,
      )
      return compareRoom(room, stored, stored ? (seats.get(stored.id) ?? []) : [])
    }),
  }
}
