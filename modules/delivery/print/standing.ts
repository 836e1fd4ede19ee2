import { replacementOrder } from '../incident/core/procedures/papers.ts'
import { gapText, paperGaps } from './core/account.rule.ts'
import type { PrintRoomRow } from './store.ts'

type Account = Pick<PrintRoomRow, 'countOut' | 'countIn' | 'spares' | 'absent'>

const [ownSpares] = replacementOrder

/** How the counts of a room differ; null while they do not, or before both are there. */
export const gapOf = ({ countOut, countIn, spares, absent }: Account, seated: number): string | null => {
  if (!countOut || !countIn) return null
  const account = { out: countOut, in: countIn, spares, seated, absent: absent.length }
  return gapText(paperGaps(account, ownSpares)) || null
}

/** The room's own spares that are left; null before anything was counted. */
export const sparesLeft = ({ countOut, spares }: Account): number | null =>
  countOut &&
  spares.filter(({ by }) => by === ownSpares).reduce((left, { count }) => left - count, countOut.spares)
