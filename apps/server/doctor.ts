import { statfs } from 'node:fs/promises'
import { loadCalendar } from '#modules/policy/facts.ts'
import { yearOf } from '#platform/clock/day.ts'
import { platformOrganisation } from '#platform/command/context.ts'
import type { Services } from '#platform/command/services.ts'
import type { Connection } from '#platform/db/connect.ts'
import { withReach } from '#platform/jobs/runner.ts'

export interface Finding {
  readonly subject: string
  readonly healthy: boolean
  readonly detail: string
}

/** Below this the room for blobs, journals and the database runs out within an examination day. */
const leastFreeGib = 5
const largestClockDifferenceSeconds = 2

const fonts = ({ press }: Services): Finding[] =>
  (['fangsong', 'serif', 'sans'] as const).map((role) => {
    const titles = { fangsong: '仿宋', serif: '宋体', sans: '黑体' }
    const verdict = press.printable({ sample: '职业技能等级证书' }, [role])
    return {
      subject: `字体 ${titles[role]}`,
      healthy: !verdict.refused,
      detail: verdict.refused ? verdict.sentence : '可用',
    }
  })

const rareCharacters = ({ press }: Services): Finding => {
  const missing = press.printable({ sample: '䶮㛃𬭎𫖮' }, ['serif'])
  return {
    subject: '生僻字',
    healthy: !missing.refused,
    detail: missing.refused ? missing.sentence : '宋体覆盖常见生僻字',
  }
}

const database = async (connection: Connection): Promise<Finding[]> => {
  const { rows } = await connection.ownerPool.query<{
    version: string
    seconds: number
    checksums: string
    fsync: string
  }>(
    `SELECT current_setting('server_version') AS version, current_setting('data_checksums') AS checksums,
       current_setting('fsync') AS fsync, extract(epoch FROM clock_timestamp())::float8 AS seconds`,
  )
  const { version, seconds, checksums, fsync } = rows[0]!
  const difference = Math.abs(seconds - Date.now() / 1000)
  return [
    { subject: '数据库', healthy: Number.parseInt(version, 10) >= 15, detail: `PostgreSQL ${version}` },
    { subject: '数据库落盘', healthy: fsync === 'on', detail: `fsync=${fsync}，校验和=${checksums}` },
    {
      subject: '时钟',
      healthy: difference < largestClockDifferenceSeconds,
      detail: `与数据库相差 ${difference.toFixed(2)} 秒`,
    },
  ]
}

const disk = async (folder: string): Promise<Finding> => {
  const { bavail, bsize } = await statfs(folder)
  const gib = (bavail * bsize) / 1024 ** 3
  return { subject: '磁盘', healthy: gib >= leastFreeGib, detail: `可用 ${gib.toFixed(1)} GiB` }
}

/** Deadlines in working days cross the turn of the year: this year and the next must be known. */
const calendar = async (connection: Connection, year: number): Promise<Finding[]> => {
  const known = await withReach(connection, platformOrganisation, loadCalendar)
  return [year, year + 1].map((each) => ({
    subject: `工作日历 ${each}`,
    healthy: known.years.has(each),
    detail: known.years.has(each) ? '已录入' : '未录入，跨入该年的工作日期限将无法推算',
  }))
}

/** Looks at everything that has stopped an examination somewhere: fonts, database, clock, disk, calendar. */
export const examine = async (parts: {
  readonly connection: Connection
  readonly services: Services
  readonly dataFolder: string
}): Promise<readonly Finding[]> => [
  ...fonts(parts.services),
  rareCharacters(parts.services),
  ...(await database(parts.connection)),
  await disk(parts.dataFolder),
  ...(await calendar(parts.connection, yearOf(parts.services.clock.today()))),
]
