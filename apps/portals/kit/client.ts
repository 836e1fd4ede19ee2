/**
 * The browser's side of the contract. Start here; `../KIT.md` shows whole screens.
 *
 *     import type * as plan from '#modules/plan/contract.ts'      // types only: no schema reaches the bundle
 *
 *     const detail = useQuery<typeof plan.planDetail>('plan.detail', { planId })
 *     const submit = useCommand<typeof plan.submitPlan>('plan.submit')
 *
 *     <Loaded of={detail}>{(value) => <h1>{value.name}</h1>}</Loaded>
 *     <Button busy={submit.pending} onClick={() => submit.run({ planId })}>提交</Button>
 *     <Trouble of={submit} book={planRefusals} />
 *
 * Input, reply and refusal codes are those of the spec; a wrong name does not compile.
 * - A command carries one key per intention: the same input after a lost connection is sent again with the same
 *   key, so pressing twice does nothing twice. A verdict (accepted or refused) ends the intention.
 * - `run` answers the verdict, or undefined after a fault; it never throws. `Trouble` shows both.
 * - An accepted command makes every query on the page read again.
 * - LOGIN_REQUIRED shows the login page in place of the screen; the address stays.
 */
import { keepPreviousData, useQuery as useCached } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { v7 as uuid } from 'uuid'
import type {
  CommandSpec,
  InputOf,
  NameOf,
  Outcome,
  QuerySpec,
  ReplyOf,
} from '#platform/contract/contract.ts'
import type { Refusal } from '#platform/contract/verdict.ts'
import { answers } from './session.ts'
import { addressOf, Fault, get, post, queryString } from './transport.ts'

type AnyCommand = Pick<CommandSpec, 'kind' | 'name' | 'input' | 'reply' | 'refusals'>
type AnyQuery = Pick<QuerySpec, 'kind' | 'name' | 'input' | 'reply' | 'refusals'>

const faultOf = (error: unknown): Fault => (error instanceof Fault ? error : new Fault(false, null))

/** What went wrong, as `Trouble` shows it. */
export interface Troubled {
  readonly refusal: Refusal | null
  readonly fault: Fault | null
}

export interface CommandState<S> extends Troubled {
  readonly pending: boolean
  run(input: InputOf<S>): Promise<Outcome<S> | undefined>
  /** Forgets the last refusal, as when a form is reopened. */
  clear(): void
}

interface Intention {
  readonly body: string
  readonly key: string
  running?: Promise<unknown>
}

const calm = { pending: false, refusal: null, fault: null }

/** Issues one command; see the head of this file. */
export const useCommand = <S extends AnyCommand>(name: NameOf<S>): CommandState<S> => {
  const [state, setState] = useState<Troubled & { pending: boolean }>(calm)
  const intention = useRef<Intention | null>(null)

  const carryOut = useCallback(
    async ({ body, key }: Intention): Promise<Outcome<S> | undefined> => {
      setState({ ...calm, pending: true })
      try {
        const verdict = await post(addressOf(name), body, key)
        intention.current = null
        if (!verdict.refused)
          void answers.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' })
        setState({ ...calm, refusal: verdict.refused ? verdict : null })
        return verdict as Outcome<S>
      } catch (error) {
        if (intention.current) intention.current.running = undefined
        setState({ ...calm, fault: faultOf(error) })
        return undefined
      }
    },
    [name],
  )

  const run = useCallback(
    (input: InputOf<S>) => {
      const body = JSON.stringify(input)
      if (intention.current?.body !== body) intention.current = { body, key: uuid() }
      intention.current.running ??= carryOut(intention.current)
      return intention.current.running as Promise<Outcome<S> | undefined>
    },
    [carryOut],
  )
  const clear = useCallback(() => setState(calm), [])
  return { ...state, run, clear }
}

export interface QueryState<T> extends Troubled {
  readonly value: T | undefined
  /** Nothing to show yet. */
  readonly loading: boolean
  /** Something is shown and newer data is on its way. */
  readonly refreshing: boolean
  again(): void
}

export interface QueryOptions {
  /** False while its input is not known yet. */
  readonly enabled?: boolean
  /** Milliseconds between readings, for live screens. */
  readonly every?: number
  /** Keeps the last answer on screen while the next page of a list loads. */
  readonly keep?: boolean
}

/** Reads by address rather than by spec; the hooks of the kit use it for session-level endpoints. */
export const useAnswer = <T>(
  name: string,
  input: object,
  options: QueryOptions & { readonly fresh?: number } = {},
): QueryState<T> => {
  const { data, error, isPending, isFetching, refetch } = useCached({
    queryKey: [name, input],
    queryFn: () => get(addressOf(name) + queryString(input)),
    enabled: options.enabled ?? true,
    refetchInterval: options.every ?? false,
    ...(options.fresh === undefined ? {} : { staleTime: options.fresh }),
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
  })
  const refused = data?.refused === true
  return {
    value: data && !data.refused ? (data.value as T) : undefined,
    refusal: refused ? data : null,
    fault: error && !data ? faultOf(error) : null,
    loading: isPending && !error,
    refreshing: isFetching && data !== undefined,
    again: () => void refetch(),
  }
}

/** Reads one query; see the head of this file. */
export const useQuery = <S extends AnyQuery>(
  name: NameOf<S>,
  input: InputOf<S>,
  options?: QueryOptions,
): QueryState<ReplyOf<S>> => useAnswer<ReplyOf<S>>(name, input as object, options)

/** The same without a component, for loops and event handlers. Throws a Fault. */
export const createClient = () => ({
  ask: async <S extends AnyQuery>(name: NameOf<S>, input: InputOf<S>): Promise<Outcome<S>> =>
    (await get(addressOf(name) + queryString(input as object))) as Outcome<S>,
  /** `key`: kept by the caller when it means to send the same intention again. */
  issue: async <S extends AnyCommand>(
    name: NameOf<S>,
    input: InputOf<S>,
    key: string = uuid(),
  ): Promise<Outcome<S>> => (await post(addressOf(name), JSON.stringify(input), key)) as Outcome<S>,
})
