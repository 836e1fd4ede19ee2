import type { TSchema } from 'typebox'
import type { CommandContext, QueryContext } from '../command/context.ts'
import type { CommandSpec, InputOf, Outcome, QuerySpec } from './contract.ts'
import type { Direct } from './direct.ts'

export type CommandHandler<S> = (context: CommandContext, input: InputOf<S>) => Promise<Outcome<S>>
export type QueryHandler<S> = (context: QueryContext, input: InputOf<S>) => Promise<Outcome<S>>

/** A specification with its handler; the types are checked where the pair is made, then erased. */
export interface Entry {
  readonly spec: CommandSpec | QuerySpec
  readonly handle: (context: never, input: never) => Promise<Outcome<unknown>>
  /** Set by `answersDirectly`. */
  readonly direct?: Direct
}

export const handles = <I extends TSchema, O extends TSchema, C extends string>(
  spec: CommandSpec<I, O, C>,
  handle: CommandHandler<CommandSpec<I, O, C>>,
): Entry => ({ spec, handle: handle as Entry['handle'] })

export const answers = <I extends TSchema, O extends TSchema, C extends string>(
  spec: QuerySpec<I, O, C>,
  handle: QueryHandler<QuerySpec<I, O, C>>,
): Entry => ({ spec, handle: handle as Entry['handle'] })

/**
 * All commands and queries by name. Boot fails on a doubled name, a command nobody may issue,
 * or a role that does not exist.
 */
export const registry = (
  entries: readonly Entry[],
  knownRoles: readonly string[],
): ReadonlyMap<string, Entry> => {
  const byName = new Map<string, Entry>()
  for (const entry of entries) {
    const { name, roles } = entry.spec
    if (byName.has(name)) throw new Error(`${name} is declared twice`)
    if (roles !== 'anyone') {
      if (roles.length === 0) throw new Error(`${name} has no roles`)
      const unknown = roles.filter((role) => !knownRoles.includes(role))
      if (unknown.length > 0) throw new Error(`${name} names unknown roles: ${unknown.join(', ')}`)
    }
    byName.set(name, entry)
  }
  return byName
}
