import type { Static, TSchema } from 'typebox'
import type { Verdict } from './verdict.ts'

/** Who may issue it: role names, or `anyone` for the public without login. */
export type Audience = readonly string[] | 'anyone'

interface Spec<K extends 'command' | 'query', I extends TSchema, O extends TSchema, C extends string> {
  readonly kind: K
  /** `module.verb`, unique; also the last part of its address. */
  readonly name: string
  /** What it does, in the users' words; shown on the button and in the operation log. */
  readonly title: string
  readonly input: I
  readonly reply: O
  /** The closed list of refusal codes, besides the general ones of the pipeline. */
  readonly refusals: readonly C[]
  readonly roles: Audience
}

export type CommandSpec<
  I extends TSchema = TSchema,
  O extends TSchema = TSchema,
  C extends string = string,
> = Spec<'command', I, O, C> & {
  /** The reply holds what may not be stored in clear; the same command id again is then refused, not answered. */
  readonly secretReply?: true
}

export type QuerySpec<
  I extends TSchema = TSchema,
  O extends TSchema = TSchema,
  C extends string = string,
> = Spec<'query', I, O, C>

/** Declares a command: schema in, schema out, a closed union of refusals, and who may issue it. */
export const command = <I extends TSchema, O extends TSchema, const C extends string, const N extends string>(
  spec: Omit<CommandSpec<I, O, C>, 'kind'> & { readonly name: N },
): CommandSpec<I, O, C> & { readonly name: N } => ({ kind: 'command', ...spec })

/** Declares a query; it changes nothing and needs no command id. */
export const query = <
  I extends TSchema,
  O extends TSchema,
  const N extends string,
  const C extends string = never,
>(
  spec: Omit<QuerySpec<I, O, C>, 'kind' | 'refusals'> & {
    readonly name: N
    readonly refusals?: readonly C[]
  },
): QuerySpec<I, O, C> & { readonly name: N } => ({ kind: 'query', refusals: [], ...spec })

/** The spec's name as a literal, so that a caller who names another spec does not compile. */
export type NameOf<S> = S extends { name: infer N extends string } ? N : never
export type InputOf<S> = S extends { input: infer I extends TSchema } ? Static<I> : never
export type ReplyOf<S> = S extends { reply: infer O extends TSchema } ? Static<O> : never
export type RefusalOf<S> = S extends { refusals: readonly (infer C extends string)[] } ? C : never

/** Refusals that the pipeline itself gives, on any command or query. */
export const generalRefusals = [
  'INPUT_INVALID',
  'LOGIN_REQUIRED',
  'ROLE_MISSING',
  'NOT_FOUND',
  'VERSION_CONFLICT',
  'RATE_LIMITED',
] as const
export type GeneralRefusal = (typeof generalRefusals)[number]

export type Outcome<S> = Verdict<ReplyOf<S>, RefusalOf<S> | GeneralRefusal>
