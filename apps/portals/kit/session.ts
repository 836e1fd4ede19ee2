import { QueryClient, useQuery as useCached } from '@tanstack/react-query'
import { v7 as uuid } from 'uuid'
import type { Verdict } from '#platform/contract/verdict.ts'
import { bindSession, get, post, rememberCsrf } from './transport.ts'

export interface Actor {
  readonly name: string
  readonly roles: readonly string[]
  readonly organisationName: string | null
  readonly organisationId: string | null
  /** Of a candidate. */
  readonly personId: string | null
}

export interface Session {
  readonly actor: Actor | null
  readonly csrf: string | null
  /** `now`: the business day or instant in China; `demo`: whether it may be set. */
  readonly clock: { readonly now: string; readonly demo: boolean }
}

export interface DemoAccount {
  readonly login: string
  readonly roleTitle: string
  readonly organisationName: string
  /** `organisation`, `authority`, `staff` or `candidate`. */
  readonly portal: string
  readonly password: string
  readonly totp?: string
}

/** The cache of every answer on the page. */
export const answers = new QueryClient({
  defaultOptions: {
    // The transport waits for the network itself, and the pad reads what is kept on the device.
    queries: { networkMode: 'always', retry: false, staleTime: 5_000, refetchOnWindowFocus: true },
  },
})

const sessionKey = ['session']

const fetchSession = async (): Promise<Session> => {
  const verdict = await get('/api/session')
  if (verdict.refused) throw new Error(verdict.sentence)
  const session = verdict.value as Session
  rememberCsrf(session.csrf)
  return session
}

const renew = () => answers.fetchQuery({ queryKey: sessionKey, queryFn: fetchSession, staleTime: 0 })

bindSession({ ended: () => void renew().catch(() => {}), renew })

export interface SessionState {
  readonly session: Session | null
  readonly failed: boolean
  again(): void
}

/** Who is logged in, and the business clock. `session` is null while it loads. */
export const useSession = (): SessionState => {
  const { data, isError, refetch } = useCached({
    queryKey: sessionKey,
    queryFn: fetchSession,
    staleTime: 60_000,
  })
  return { session: data ?? null, failed: isError && !data, again: () => void refetch() }
}

const change = async (address: string, body: object): Promise<Verdict<unknown>> => {
  const verdict = await post(address, JSON.stringify(body), uuid())
  if (!verdict.refused) {
    await renew()
    await answers.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' })
  }
  return verdict
}

export interface Credentials {
  readonly login: string
  readonly password: string
  readonly totp?: string
}

/** Refused with TOTP_REQUIRED, LOGIN_FAILED or ACCOUNT_LOCKED. */
export const logIn = (credentials: Credentials) => change('/api/session/login', credentials)

export const logOut = async (): Promise<void> => {
  await change('/api/session/logout', {})
  answers.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' })
}

/** Demo only: sets the business clock; everything on the page is read again. */
export const setDemoClock = (now: string) => change('/api/demo/clock', { now })

/** Demo only: accounts to log in with at one click. */
export const useDemoAccounts = (demo: boolean): readonly DemoAccount[] => {
  const { data } = useCached({
    queryKey: ['demo-accounts'],
    enabled: demo,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const verdict = await get('/api/demo/accounts')
      return verdict.refused ? [] : (verdict.value as readonly DemoAccount[])
    },
  })
  return data ?? []
}
