import { statedValue } from '#modules/policy/core/parameter.ts'
import type { PracticalParameters } from '#modules/policy/core/practical-parameters.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { openItems } from './core/check-list.ts'
import { checksOf, type PlaceOf } from './store.ts'
import { readingsOf } from './time.store.ts'

type Tx = QueryContext['tx']

/** SDS-4.4-19: what is still unchecked at each of these stations, by seat; nothing where the pack asks for nothing. */
export const openStations = async (
  tx: Tx,
  at: PlaceOf,
  of: { readonly rules: PracticalParameters; readonly seatIds: readonly string[] },
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const items = statedValue(of.rules.stationChecks) ?? []
  const checks = items.length === 0 ? [] : await checksOf(tx, at)
  return new Map(of.seatIds.map((seatId) => [seatId, openItems({ form: 'station', items }, checks, seatId)]))
}

/** SDS-4.4-10: the accounts of those who have confirmed to have read what is assessed here. */
export const readersIn = async (tx: Tx, at: PlaceOf): Promise<ReadonlySet<string>> =>
  new Set((await readingsOf(tx, at)).map(({ accountId }) => accountId))
