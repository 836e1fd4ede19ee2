import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Day } from '#platform/clock/day.ts'
import type { CommandContext, QueryContext } from '#platform/command/context.ts'
import { type ExclusionScope, holdsOn, isExclusionScope } from './core/exclusion.ts'

type Tx = QueryContext['tx']

interface OfCase {
  readonly organisationId: string
  readonly caseId: string
  readonly caseNumber: string
  readonly reason: string
  readonly fromOn: Day
  readonly untilOn: Day | null
}

export interface BarredPerson {
  readonly documentIndex: string
  readonly name: string
  readonly documentMasked: string
}

export interface ExcludedPerson {
  readonly accountId: string | null
  readonly staffId: string | null
  readonly documentIndex: string | null
  readonly name: string
}

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex')

const bansOfCase = (tx: Tx, { organisationId, caseId }: OfCase) =>
  tx
    .selectFrom('ban')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('caseId', '=', caseId)
    .forUpdate()
    .execute()

type Table = 'ban' | 'staffExclusion'
interface Changed {
  readonly made: readonly string[]
  readonly changed: readonly string[]
}

const lift = async (
  { tx, now }: CommandContext,
  table: Table,
  row: { readonly organisationId: string; readonly id: string; readonly version: number },
): Promise<void> => {
  await tx
    .updateTable(table)
    .set({ liftedAt: now, version: row.version + 1 })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .execute()
}

/** Makes the bans of a case be those given and no others. */
export const writeBans = async (
  context: CommandContext,
  of: OfCase,
  people: readonly BarredPerson[],
): Promise<Changed> => {
  const { organisationId, caseId, caseNumber, reason, fromOn, untilOn } = of
  const earlier = await bansOfCase(context.tx, of)
  const made: string[] = []
  const changed: string[] = []
  const named = new Set(untilOn === null ? [] : people.map(({ documentIndex }) => documentIndex))
  for (const row of earlier.filter((each) => each.liftedAt === null)) {
    if (named.has(row.documentIndex.toString('hex')) && row.untilOn === untilOn) continue
    await lift(context, 'ban', row)
    changed.push(row.id)
  }
  if (untilOn === null) return { made, changed }
  for (const { documentIndex, name, documentMasked } of people) {
    const row = earlier.find((each) => each.documentIndex.equals(bytes(documentIndex)))
    if (row && row.liftedAt === null && row.untilOn === untilOn) continue
    if (row) {
      const version = row.version + (changed.includes(row.id) ? 2 : 1)
      await context.tx
        .updateTable('ban')
        .set({ untilOn, reason, liftedAt: null, version })
        .where('organisationId', '=', organisationId)
        .where('id', '=', row.id)
        .execute()
      if (!changed.includes(row.id)) changed.push(row.id)
      continue
    }
    const id = uuid()
    await context.tx
      .insertInto('ban')
      .values({
        ...{ organisationId, id, version: 1, caseId, caseNumber, name, documentMasked, fromOn, untilOn },
        ...{ reason, documentIndex: bytes(documentIndex) },
      })
      .execute()
    made.push(id)
  }
  return { made, changed }
}

/** Makes the exclusions of a case be those given and no others. */
export const writeExclusions = async (
  context: CommandContext,
  of: OfCase,
  given: { readonly scope: ExclusionScope | null; readonly people: readonly ExcludedPerson[] },
): Promise<Changed> => {
  const { organisationId, caseId, caseNumber, reason, fromOn, untilOn } = of
  const earlier = await context.tx
    .selectFrom('staffExclusion')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('caseId', '=', caseId)
    .where('liftedAt', 'is', null)
    .forUpdate()
    .execute()
  const isSame = earlier.every((row) => row.scope === given.scope && row.untilOn === untilOn)
  if (earlier.length > 0 && isSame) return { made: [], changed: [] }
  for (const row of earlier) await lift(context, 'staffExclusion', row)
  const { scope } = given
  const rows =
    scope === null
      ? []
      : given.people.map(({ accountId, staffId, documentIndex, name }) => ({
          ...{ organisationId, id: uuid(), version: 1, caseId, caseNumber, accountId, staffId, name, scope },
          ...{ fromOn, untilOn, reason },
          documentIndex: documentIndex === null ? null : bytes(documentIndex),
        }))
  if (rows.length > 0) await context.tx.insertInto('staffExclusion').values(rows).execute()
  return { made: rows.map(({ id }) => id), changed: earlier.map(({ id }) => id) }
}

export interface BanFact {
  readonly caseNumber: string
  readonly reason: string
  readonly untilOn: Day
}

/** Bans in force on a day by document index (hexadecimal), whichever organisation's case brought them. */
export const bansInForce = async (
  tx: Tx,
  indexes: readonly string[],
  on: Day,
): Promise<ReadonlyMap<string, BanFact>> => {
  if (indexes.length === 0) return new Map()
  const rows = await tx
    .selectFrom('ban')
    .select(['documentIndex', 'caseNumber', 'reason', 'fromOn', 'untilOn'])
    .where('documentIndex', '=', sql<Buffer>`ANY (${indexes.map(bytes)}::bytea[])`)
    .where('liftedAt', 'is', null)
    .orderBy('untilOn')
    .execute()
  const held = rows.filter((row) => holdsOn({ fromOn: row.fromOn as Day, untilOn: row.untilOn as Day }, on))
  return new Map(
    held.map(({ documentIndex, caseNumber, reason, untilOn }) => [
      documentIndex.toString('hex'),
      { caseNumber, reason, untilOn: untilOn as Day },
    ]),
  )
}

export interface ExclusionFact extends ExcludedPerson {
  readonly scope: ExclusionScope
  readonly caseNumber: string
  readonly untilOn: Day | null
}

/** Who of the staff is out on a day, as what. */
export const exclusionsInForce = async (tx: Tx, on: Day): Promise<readonly ExclusionFact[]> => {
  const rows = await tx.selectFrom('staffExclusion').selectAll().where('liftedAt', 'is', null).execute()
  return rows.flatMap((row) => {
    const untilOn = row.untilOn as Day | null
    if (!isExclusionScope(row.scope) || !holdsOn({ fromOn: row.fromOn as Day, untilOn }, on)) return []
    const { accountId, staffId, name, caseNumber, scope } = row
    const documentIndex = row.documentIndex?.toString('hex') ?? null
    return [{ accountId, staffId, name, caseNumber, scope, untilOn, documentIndex }]
  })
}

/** The register: bans and exclusions of the organisations within reach. */
export const listBans = async ({ tx, actor }: QueryContext) => {
  const { reach } = actor
  const bans = tx.selectFrom('ban').selectAll().orderBy('untilOn', 'desc').orderBy('name')
  const exclusions = tx.selectFrom('staffExclusion').selectAll().orderBy('fromOn', 'desc').orderBy('name')
  if (reach === 'all') return { bans: await bans.execute(), exclusions: await exclusions.execute() }
  if (reach.length === 0) return { bans: [], exclusions: [] }
  return {
    bans: await bans.where('organisationId', 'in', [...reach]).execute(),
    exclusions: await exclusions.where('organisationId', 'in', [...reach]).execute(),
  }
}

/** The exclusion that keeps an account from items and papers on a day: an expert's, or from all work. */
export const exclusionOfAccount = async (
  tx: Tx,
  accountId: string,
  on: Day,
): Promise<ExclusionFact | undefined> =>
  (await exclusionsInForce(tx, on)).find(
    (each) => each.accountId === accountId && (each.scope === 'expert' || each.scope === 'any'),
  )
