import { CompiledQuery } from 'kysely'
import type { TSchema } from 'typebox'
import type { QueryContext } from '../command/context.ts'
import type { Services } from '../command/services.ts'
import type { InputOf, Outcome, QuerySpec } from './contract.ts'
import type { Entry } from './registry.ts'

/** A statement the driver prepares once a connection. Columns are aliased in quotes, as the code names them. */
export interface Statement {
  readonly name: string
  readonly text: string
}

/** What a query gets that is answered without login and without a transaction: one read, with the public's reach. */
export interface DirectContext {
  readonly services: Services
  read<R extends object>(statement: Statement, values: readonly unknown[]): Promise<readonly R[]>
}

export type DirectHandler<S> = (context: DirectContext, input: InputOf<S>) => Promise<Outcome<S>>

/** How often one address may ask: `burst` at once, then `perMinute`. */
export interface AddressLimit {
  readonly burst: number
  readonly perMinute: number
}

export interface Direct {
  readonly handle: (context: DirectContext, input: never) => Promise<Outcome<unknown>>
  readonly limit: AddressLimit
}

const throughTransaction = ({ tx, services }: QueryContext): DirectContext => ({
  services,
  read: async <R extends object>({ text }: Statement, values: readonly unknown[]) =>
    (await tx.executeQuery<R>(CompiledQuery.raw(text, [...values]))).rows,
})

/**
 * A public query that many ask at once: over HTTP it skips session and transaction and is limited by address; through
 * the pipeline it answers like any other. Only for `anyone`, and only for rows that are public by the database's rules.
 */
export const answersDirectly = <I extends TSchema, O extends TSchema, C extends string>(
  spec: QuerySpec<I, O, C>,
  handle: DirectHandler<QuerySpec<I, O, C>>,
  limit: AddressLimit,
): Entry => {
  if (spec.roles !== 'anyone') throw new Error(`${spec.name} is not public`)
  const throughPipeline = (context: QueryContext, input: InputOf<QuerySpec<I, O, C>>) =>
    handle(throughTransaction(context), input)
  return {
    spec,
    handle: throughPipeline as Entry['handle'],
    direct: { handle: handle as Direct['handle'], limit },
  }
}
