import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Database } from '#db/schema/database.ts'
import type { Actor } from '#platform/command/context.ts'
import type { Services } from '#platform/command/services.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import type { Keyring } from '#platform/pii/keyring.ts'
import { lockedUntil, noFailures } from '#platform/session/lockout.ts'
import { verifyPassword } from '#platform/session/password.ts'
import { newToken, tokenHash } from '#platform/session/token.ts'
import { verifyTotp } from '#platform/session/totp.ts'
import { needsSecondFactor } from './core/role.ts'

type Db = Kysely<Database>

/** A session ends after twelve hours, or two without use. */
const sessionHours = 12
const idleHours = 2
const hour = 3_600_000

export interface Credentials {
  readonly login: string
  readonly password: string
  readonly totp?: string
}

export interface OpenedSession {
  /** Goes into the cookie; the database keeps its hash only. */
  readonly token: string
  readonly csrf: string
  readonly expiresAt: Date
}

export type LoginRefusal = 'LOGIN_FAILED' | 'ACCOUNT_LOCKED' | 'TOTP_REQUIRED'

const failed = refuse('LOGIN_FAILED', {
  sentence: '账号、密码或动态口令不正确。',
  remedy: '请核对后重试；连续多次错误将暂时锁定账号。',
  clauses: [],
})

const locked = refuse('ACCOUNT_LOCKED', {
  sentence: '该账号因连续输错已暂时锁定。',
  remedy: '请 15 分钟后再试，或联系本单位管理员。',
  clauses: [],
})

const codeNeeded = refuse('TOTP_REQUIRED', {
  sentence: '该岗位登录须输入动态口令。',
  remedy: '请输入身份验证器上的 6 位数字。',
  clauses: [],
  field: 'totp',
})

/** Candidates log in with their document number; it is stored as a keyed index only. */
export const candidateLogin = (keyring: Keyring, documentNumber: string): string =>
  `candidate:${Buffer.from(keyring.blindIndex(documentNumber.trim().toUpperCase(), 'account.login')).toString('hex')}`

/** A hash that no password meets: an unknown account costs the same time as a wrong password. */
const unknownAccountHash =
  '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'

const findAccount = (db: Db, services: Services, login: string) =>
  db
    .selectFrom('account')
    .select(['id', 'roles', 'passwordHash', 'totpSecret'])
    .where('state', '=', 'active')
    .where((where) =>
      where(where.fn('lower', ['login']), 'in', [
        login.trim().toLowerCase(),
        candidateLogin(services.keyring, login),
      ]),
    )
    .executeTakeFirst()

interface Attempts {
  readonly failures: number
  readonly firstFailureAt: Date | null
  readonly lockedUntil: Date | null
  readonly totpCounter: number | null
}

/** Attempts on one account wait for each other: neither a password nor a one-time code can be tried twice at once. */
const lockAttempts = async (db: Db, accountId: string): Promise<Attempts> => {
  await db
    .insertInto('accountAttempt')
    .values({ accountId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return db
    .selectFrom('accountAttempt')
    .select(['failures', 'firstFailureAt', 'lockedUntil', 'totpCounter'])
    .where('accountId', '=', accountId)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

interface Check {
  readonly services: Services
  readonly account: NonNullable<Awaited<ReturnType<typeof findAccount>>>
  readonly attempts: Attempts
  readonly given: Credentials
  readonly now: Date
}

/** The step of the one-time code used, null where the role needs none. */
const checkCredentials = async ({
  services,
  account,
  attempts,
  given,
  now,
}: Check): Promise<Verdict<number | null, LoginRefusal>> => {
  if (!(await verifyPassword(given.password, account.passwordHash))) return failed
  if (!needsSecondFactor(account.roles)) return accept(attempts.totpCounter)
  if (!given.totp) return codeNeeded
  if (account.totpSecret === null) return failed
  const secret = services.keyring.decrypt(account.totpSecret, `account.totp:${account.id}`)
  const code = verifyTotp({ secret, code: given.totp, at: now, lastCounter: attempts.totpCounter })
  return code.refused ? failed : code
}

const attempt = async (
  db: Db,
  check: Omit<Check, 'attempts'>,
): Promise<Verdict<OpenedSession, LoginRefusal>> => {
  const { account, now } = check
  const attempts = await lockAttempts(db, account.id)
  if (attempts.lockedUntil && attempts.lockedUntil > now) return locked
  const save = (values: Attempts) =>
    db.updateTable('accountAttempt').set(values).where('accountId', '=', account.id).execute()
  const verdict = await checkCredentials({ ...check, attempts })
  if (verdict.refused) {
    // A missing code is a question, not a failure.
    if (verdict.code === 'LOGIN_FAILED') {
      await save({ ...lockedUntil(attempts, now), totpCounter: attempts.totpCounter })
    }
    return verdict
  }
  await save({ ...noFailures, totpCounter: verdict.value })
  return accept(await openSession(db, account.id, now))
}

/** Checks the credentials and opens a session. Failures are counted even though the answer is a refusal. */
export const login = async (
  db: Db,
  services: Services,
  given: Credentials,
): Promise<Verdict<OpenedSession, LoginRefusal>> => {
  const account = await findAccount(db, services, given.login)
  if (!account) {
    await verifyPassword(given.password, unknownAccountHash)
    return failed
  }
  const now = services.clock.wall()
  return db.transaction().execute((tx) => attempt(tx, { services, account, given, now }))
}

const openSession = async (db: Db, accountId: string, now: Date): Promise<OpenedSession> => {
  const token = newToken()
  const csrf = randomBytes(18).toString('base64url')
  const expiresAt = new Date(now.getTime() + sessionHours * hour)
  await db
    .insertInto('session')
    .values({ tokenHash: tokenHash(token), accountId, csrf, createdAt: now, seenAt: now, expiresAt })
    .execute()
  return { token, csrf, expiresAt }
}

export const logout = (db: Db, token: string) =>
  db.deleteFrom('session').where('tokenHash', '=', tokenHash(token)).execute()

export const anonymous: Actor = {
  accountId: null,
  personId: null,
  name: '公众',
  roles: [],
  organisationId: null,
  cityCode: null,
  reach: [],
}

export interface ActiveSession {
  readonly actor: Actor
  readonly csrf: string
  readonly organisationName: string
  readonly loginNeedsSecondFactor: boolean
}

/** The organisations whose rows a centre may see: the province all, a city those in it, everyone else their own. */
const reachOf = async (
  db: Db,
  account: { roles: string[]; organisationId: string; cityCode: string | null; personId: string | null },
) => {
  if (account.roles.some((role) => role === 'province' || role === 'auditor' || role === 'operator'))
    return 'all' as const
  if (account.roles.includes('candidate')) return []
  if (!account.roles.includes('city') || account.cityCode === null) return [account.organisationId]
  const rows = await db
    .selectFrom('organisation')
    .select('organisationId')
    .where('cityCode', '=', account.cityCode)
    .execute()
  return rows.map(({ organisationId }) => organisationId)
}

/** The actor an account acts as, outside a session: for the work it has started in the background. */
export const actorOfAccount = async (db: Db, accountId: string): Promise<Actor> => {
  const row = await db
    .selectFrom('account')
    // Candidates belong to no organisation.
    .leftJoin('organisation', 'organisation.organisationId', 'account.organisationId')
    .select([
      'account.id',
      'account.displayName',
      'account.roles',
      'account.organisationId',
      'account.personId',
      'organisation.cityCode',
    ])
    .where('account.id', '=', accountId)
    .executeTakeFirstOrThrow()
  return actorFrom(row, await reachOf(db, row))
}

interface AccountRow {
  readonly id: string
  readonly displayName: string
  readonly roles: string[]
  readonly organisationId: string
  readonly personId: string | null
  readonly cityCode: string | null
}

const actorFrom = (row: AccountRow, reach: Actor['reach']): Actor => ({
  accountId: row.id,
  personId: row.personId,
  name: row.displayName,
  roles: row.roles,
  organisationId: row.organisationId,
  cityCode: row.cityCode,
  reach,
})

/** Who stands behind a session token; undefined when there is no such session or it has ended. */
export const resolveSession = async (
  db: Db,
  services: Services,
  token: string,
): Promise<ActiveSession | undefined> => {
  const now = services.clock.wall()
  const row = await db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.accountId')
    // Candidates belong to no organisation.
    .leftJoin('organisation', 'organisation.organisationId', 'account.organisationId')
    .select([
      'account.id',
      'account.displayName',
      'account.roles',
      'account.organisationId',
      'account.personId',
      'organisation.cityCode',
      'organisation.name as organisationName',
      'session.csrf',
      'session.seenAt',
      'session.expiresAt',
    ])
    .where('session.tokenHash', '=', tokenHash(token))
    .where('account.state', '=', 'active')
    .executeTakeFirst()
  if (!row || row.expiresAt <= now || now.getTime() - row.seenAt.getTime() > idleHours * hour)
    return undefined
  // Once a minute is exact enough for the idle limit, and spares a write on every request.
  if (now.getTime() - row.seenAt.getTime() > 60_000) {
    await db.updateTable('session').set({ seenAt: now }).where('tokenHash', '=', tokenHash(token)).execute()
  }
  const actor = actorFrom(row, await reachOf(db, row))
  return {
    actor,
    csrf: row.csrf,
    organisationName: row.organisationName ?? '',
    loginNeedsSecondFactor: needsSecondFactor(row.roles),
  }
}
