import type { NoticeSupply } from '#modules/itembank/facts.ts'
import type { NoticeLine } from './check-list.ts'

/** Material is used up by every candidate; place, equipment and tools stand at each station. */
const usedUp = '材料'

/** The notice of one room: what its candidates and stations need in all. */
export const noticeLines = (
  supplies: readonly NoticeSupply[],
  room: { readonly candidates: number; readonly stations: number },
): readonly NoticeLine[] =>
  supplies.map(({ module, kind, name, spec, unit, perStation }, index) => ({
    key: `${module}-${index + 1}`,
    ...{ module, kind, name, spec, unit },
    needed: perStation * (kind === usedUp ? room.candidates : room.stations),
  }))
