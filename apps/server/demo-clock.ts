import { type Clock, type SettableClock, settableClock, systemClock } from '#platform/clock/clock.ts'
import type { Connection } from '#platform/db/connect.ts'
import type { Config } from './config.ts'

const key = 'demo-clock-offset'

const storedOffset = async (connection: Connection): Promise<number | undefined> => {
  const row = await connection.owner
    .selectFrom('setting')
    .select('value')
    .where('key', '=', key)
    .executeTakeFirst()
  return row === undefined ? undefined : Number(row.value)
}

/** Keeps the demo's business date over a restart. */
export const saveOffset = (connection: Connection, offset: number) =>
  connection.owner
    .insertInto('setting')
    .values({ key, value: JSON.stringify(offset) })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: JSON.stringify(offset) }))
    .execute()

/**
 * The demo's settable clock, or the system's. A production start on a database whose clock has ever been set is
 * refused: its dates cannot be believed.
 */
export const openClock = async (
  connection: Connection,
  mode: Config['mode'],
): Promise<Clock & Partial<SettableClock>> => {
  const offset = await storedOffset(connection)
  if (mode === 'demo') return settableClock(offset ?? 0)
  if (offset !== undefined) {
    throw new Error(
      '拒绝启动：该数据库的业务时钟被人为设置过（演示数据），不能用于正式环境。请使用新的数据库。',
    )
  }
  return systemClock
}
