import { v7 as uuid } from 'uuid'
import type { PackId } from '#modules/policy/core/regime.ts'
import { type Day, day } from '#platform/clock/day.ts'
import type { CommandContext, QueryContext } from '#platform/command/context.ts'
import { MissingRow, StaleRow } from '#platform/command/pipeline.ts'
import type { ChainEvent, Hand } from '../core/chain.rule.ts'
import type { Counts } from '../core/count.rule.ts'
import {
  type ChainStep,
  type PackageKind,
  type PackageState,
  packageStates,
  packageSteps,
} from '../core/package.machine.ts'

type Tx = QueryContext['tx']

const columns = [
  ...(['organisationId', 'id', 'version', 'kind', 'paperId', 'batchId', 'sessionId', 'roomId'] as const),
  ...(['label', 'occupationName', 'level', 'startsAt', 'endsAt', 'opensAt', 'pack', 'packDay'] as const),
  ...(['candidates', 'spares', 'quantity', 'sealNumber', 'state', 'holderName', 'holderAccountId'] as const),
]

export interface PackageRow {
  readonly organisationId: string
  readonly id: string
  readonly version: number
  readonly kind: PackageKind
  readonly paperId: string
  readonly batchId: string
  readonly sessionId: string
  readonly roomId: string | null
  readonly label: string
  readonly occupationName: string
  readonly level: number
  readonly startsAt: Date
  readonly endsAt: Date
  readonly opensAt: Date
  readonly pack: PackId
  readonly packDay: Day
  readonly candidates: number
  readonly spares: number
  readonly quantity: number
  readonly sealNumber: string | null
  readonly state: PackageState
  readonly holderName: string
  readonly holderAccountId: string | null
}

interface Stored extends Omit<PackageRow, 'kind' | 'state' | 'pack' | 'packDay'> {
  readonly kind: string
  readonly state: string
  readonly pack: string
  readonly packDay: string
}

const asRow = (row: Stored): PackageRow => {
  if (!(row.state in packageStates)) throw new Error(`a package is in the unknown state ${row.state}`)
  return {
    ...row,
    kind: row.kind as PackageKind,
    state: row.state as PackageState,
    pack: row.pack as PackId,
    packDay: day(row.packDay),
  }
}

const select = (tx: Tx, organisationId: string) =>
  tx.selectFrom('paperPackage').select(columns).where('organisationId', '=', organisationId)

/** Throws MissingRow. */
export const getPackage = async (tx: Tx, organisationId: string, id: string): Promise<PackageRow> => {
  const row = await select(tx, organisationId).where('id', '=', id).executeTakeFirst()
  if (!row) throw new MissingRow()
  return asRow(row)
}

/** Locks a package. Throws MissingRow, and StaleRow when the version shown has passed. */
export const lockPackage = async (
  tx: Tx,
  organisationId: string,
  { packageId, version }: { readonly packageId: string; readonly version: number },
): Promise<PackageRow> => {
  const row = await select(tx, organisationId).where('id', '=', packageId).forUpdate().executeTakeFirst()
  if (!row) throw new MissingRow()
  if (row.version !== version) throw new StaleRow()
  return asRow(row)
}

/** The printed package of a room in a session, the latest where there was more than one. */
export const packageOfRoom = async (
  tx: Tx,
  of: { readonly organisationId: string; readonly sessionId: string; readonly roomId: string },
): Promise<PackageRow | null> => {
  const row = await select(tx, of.organisationId)
    .where('sessionId', '=', of.sessionId)
    .where('roomId', '=', of.roomId)
    .where('kind', '=', 'printed')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return row ? asRow(row) : null
}

/** The packages of a paper, the electronic one first. */
export const packagesOf = async (tx: Tx, organisationId: string, paperId: string): Promise<PackageRow[]> => {
  const rows = await select(tx, organisationId)
    .where('paperId', '=', paperId)
    .orderBy('kind')
    .orderBy('label')
    .execute()
  return rows.map(asRow)
}

/** Packages of an organisation, those of the latest examination first. */
export const listPackages = async (
  tx: Tx,
  filter: {
    readonly organisationId: string
    readonly page: number
    readonly pageSize: number
    readonly kind?: string
    readonly state?: string
    readonly holder?: string
  },
) => {
  let found = tx.selectFrom('paperPackage').where('organisationId', '=', filter.organisationId)
  if (filter.kind) found = found.where('kind', '=', filter.kind)
  if (filter.state) found = found.where('state', '=', filter.state)
  if (filter.holder) found = found.where('holderName', '=', filter.holder)
  const { total } = await found.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await found
    .select(columns)
    .orderBy('startsAt', 'desc')
    .orderBy('label')
    .limit(filter.pageSize)
    .offset((filter.page - 1) * filter.pageSize)
    .execute()
  return { total: Number(total), rows: rows.map(asRow) }
}

export const insertPackage = async (
  tx: Tx,
  row: Omit<PackageRow, 'id' | 'version' | 'sealNumber'>,
): Promise<PackageRow> => {
  const made = { ...row, id: uuid(), version: 1, sealNumber: null }
  await tx.insertInto('paperPackage').values(made).execute()
  return made
}

export interface PackageChanges {
  readonly state?: PackageState
  readonly sealNumber?: string
  readonly quantity?: number
  readonly opensAt?: Date
  readonly holder?: Hand
}

/** Writes a locked package, its version one up. */
export const updatePackage = async (
  tx: Tx,
  row: PackageRow,
  { holder, ...changes }: PackageChanges,
): Promise<PackageRow> => {
  const hand = holder ? { holderName: holder.name, holderAccountId: holder.accountId } : {}
  const set = { ...changes, ...hand, version: row.version + 1 }
  await tx
    .updateTable('paperPackage')
    .set(set)
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .execute()
  return { ...row, ...set }
}

/** What a step tells beside the columns of its link. */
export interface EventDetails {
  readonly sealNumber?: string
  readonly substituteSeal?: boolean
  readonly secureRoom?: string
  readonly people?: readonly string[]
  readonly vehicle?: string
  readonly expectedMinutes?: number
  readonly witnesses?: readonly string[]
  readonly counts?: Counts
  /** Who opened it, as the room reported. */
  readonly present?: readonly string[]
  readonly checks?: readonly string[]
}

export interface EventRow {
  readonly id: string
  readonly version: number
  readonly step: ChainStep
  readonly state: ChainEvent['state']
  readonly at: Date
  readonly place: string
  readonly quantity: number
  readonly sealIntact: boolean
  readonly by: Hand
  readonly to: Hand | null
  readonly witnessName: string | null
  readonly signedAt: Date | null
  readonly receivedQuantity: number | null
  readonly details: EventDetails
  readonly note: string
}

const stepOf = (text: string): ChainStep => {
  if (text in packageSteps || ['make', 'release', 'hand', 'fetch'].includes(text)) return text as ChainStep
  throw new Error(`custody event of the unknown step ${text}`)
}

/** The links of all packages of a batch, the latest first. */
export const latestEvents = async (
  tx: Tx,
  of: { readonly organisationId: string; readonly batchId: string },
) => {
  const rows = await tx
    .selectFrom('packageEvent as e')
    .innerJoin('paperPackage as p', (join) =>
      join.onRef('p.organisationId', '=', 'e.organisationId').onRef('p.id', '=', 'e.packageId'),
    )
    .select(['e.id', 'e.step', 'e.byName', 'e.at', 'p.label'])
    .where('p.organisationId', '=', of.organisationId)
    .where('p.batchId', '=', of.batchId)
    .orderBy('e.at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({ ...row, step: stepOf(row.step) }))
}

/** The links of a package, in the order of their recording. */
export const eventsOf = async (tx: Tx, organisationId: string, packageId: string): Promise<EventRow[]> => {
  const rows = await tx
    .selectFrom('packageEvent')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('packageId', '=', packageId)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    ...{ id: row.id, version: row.version, at: row.at, place: row.place, quantity: row.quantity },
    ...{ sealIntact: row.sealIntact, witnessName: row.witnessName, signedAt: row.signedAt, note: row.note },
    step: stepOf(row.step),
    state: row.state as ChainEvent['state'],
    by: { name: row.byName, accountId: row.byAccountId },
    to: row.toName === null ? null : { name: row.toName, accountId: row.toAccountId },
    receivedQuantity: row.receivedQuantity,
    details: row.details as EventDetails,
  }))
}

export const asChain = (rows: readonly EventRow[]): readonly ChainEvent[] =>
  rows.map(({ details, ...row }) => ({ ...row, present: details.present ?? [] }))

/** Writes a link of the chain and its fact. */
export const addEvent = async (
  context: CommandContext,
  row: PackageRow,
  event: Omit<EventRow, 'id' | 'version'> & { readonly clauses: readonly string[] },
): Promise<void> => {
  const { by, to, details, clauses, ...rest } = event
  const key = { organisationId: row.organisationId, id: uuid() }
  await context.tx
    .insertInto('packageEvent')
    .values({
      ...{ ...key, ...rest, version: 1, packageId: row.id },
      ...{ byName: by.name, byAccountId: by.accountId },
      ...{ toName: to?.name ?? null, toAccountId: to?.accountId ?? null },
      details: JSON.stringify(details),
    })
    .execute()
  context.record({
    type: 'paper-custody-recorded',
    table: 'packageEvent',
    row: key,
    data: { packageId: row.id, step: event.step, place: event.place, to: to?.name ?? null },
    clauses,
  })
}

/** Ends a hand-over that waits: signed by the receiver, or declined. */
export const signEvent = async (
  context: CommandContext,
  place: { readonly organisationId: string; readonly event: EventRow },
  changes: {
    readonly state: 'done' | 'declined'
    readonly sealIntact: boolean
    readonly receivedQuantity: number
    readonly details: EventDetails
    readonly note: string
  },
): Promise<void> => {
  const { organisationId, event } = place
  await context.tx
    .updateTable('packageEvent')
    .set({
      ...changes,
      details: JSON.stringify(changes.details),
      signedAt: context.now,
      version: event.version + 1,
    })
    .where('organisationId', '=', organisationId)
    .where('id', '=', event.id)
    .execute()
  const { state, receivedQuantity } = changes
  context.record({
    type: 'handover-signed',
    table: 'packageEvent',
    row: { organisationId, id: event.id },
    data: { state, issued: event.quantity, received: receivedQuantity },
    clauses: ['HN-2.3.6-03', 'SDS-4.2-06', 'SDE-4.5-28'],
  })
}
