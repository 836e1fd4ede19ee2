import type { Transaction } from 'kysely'
import type { Database } from '#db/schema/database.ts'
import type { Day } from '../clock/day.ts'
import type { Json } from '../contract/verdict.ts'
import type { Services } from './services.ts'

/** Who acts. `reach` is the set of organisations whose rows the database lets this actor see. */
export interface Actor {
  readonly accountId: string | null
  readonly personId: string | null
  readonly name: string
  readonly roles: readonly string[]
  readonly organisationId: string | null
  readonly cityCode: string | null
  readonly reach: 'all' | readonly string[]
}

/** Tables whose rows carry `organisation_id`, `id` and `version` and are sealed by facts. */
export type AuditedTable = {
  [T in keyof Database]: Database[T] extends { organisationId: unknown; id: unknown; version: unknown }
    ? T
    : never
}[keyof Database]

/** Evidence that something happened to one row, which is sealed in the state it has when the command ends. */
export interface NewFact {
  /** Past tense, `plan-submitted`. */
  readonly type: string
  readonly table: AuditedTable
  readonly row: { readonly organisationId: string; readonly id: string }
  readonly data?: { readonly [key: string]: Json }
  readonly clauses?: readonly string[]
}

/** The same fact for many rows of one organisation, written by one statement. */
export interface BulkFact extends Omit<NewFact, 'row'> {
  readonly organisationId: string
  readonly ids: readonly string[]
}

export interface QueryContext {
  readonly tx: Transaction<Database>
  readonly actor: Actor
  /** The business clock's instant, one for the whole request. */
  readonly now: Date
  readonly today: Day
  readonly services: Services
}

export interface NewJob {
  readonly kind: string
  readonly title: string
  readonly organisationId: string
  readonly payload: { readonly [key: string]: Json }
  /** How many steps it has; progress is shown as done / total. */
  readonly total: number
}

export interface CommandContext extends QueryContext {
  readonly commandId: string
  record(fact: NewFact): void
  recordAll(fact: BulkFact): void
  /** Queues a message for after the commit; reactions and integrations read it. */
  publish(topic: string, payload: { readonly [key: string]: Json }): Promise<void>
  /** Queues a background job in this transaction; returns the id under which its progress is found. */
  startJob(job: NewJob): Promise<string>
}

/** The organisation under which rows of the platform itself are kept. */
export const platformOrganisation = '00000000-0000-0000-0000-000000000000'

/** The actor of scheduled work and of reactions. */
export const systemActor: Actor = {
  accountId: null,
  personId: null,
  name: '系统',
  roles: ['system'],
  organisationId: platformOrganisation,
  cityCode: null,
  reach: 'all',
}
