import type { Verdict } from '#platform/contract/verdict.ts'
import type { ConsoleCommand } from '../desk.port.ts'
import type {
  CandidateProfile,
  CommandOutcome,
  DutyCommand,
  DutySession,
  Entered,
  PaperOnSeat,
  RoomView,
  SeatStanding,
  TimelineLine,
  WorkOfSeat,
} from '../room.port.ts'
import { shares } from './sample-sitting.ts'

/** How a test reaches a node: over loopback or in process. */
export type Send = (request: {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers: { readonly [name: string]: string }
  readonly body?: unknown
}) => Promise<unknown>

export const overLoopback =
  (origin: string): Send =>
  async ({ method, path, headers, body }) => {
    const all = new Headers(headers)
    if (body !== undefined) all.set('content-type', 'application/json')
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: all,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return response.json()
  }

/** The value of a verdict; a refusal fails the test with its sentence. */
export const granted = <T>(verdict: Verdict<T>): T => {
  if (verdict.refused) throw new Error(`${verdict.code}: ${verdict.sentence}`)
  if (verdict.refused !== false) throw new Error(`no verdict: ${JSON.stringify(verdict)}`)
  return verdict.value
}

/** Somebody on duty at his desk; of the sample sitting by his id alone. */
export const dutyDesk = async (
  send: Send,
  who: string | { readonly sittingId: string; readonly person: string; readonly passcode: string },
) => {
  const claim = typeof who === 'string' ? { sittingId: 'sitting-1', person: who, passcode: who } : who
  const signedIn = (await send({
    method: 'POST',
    path: '/room/duty/sign-in',
    headers: {},
    body: claim,
  })) as Verdict<DutySession>
  const headers = { authorization: `Bearer ${granted(signedIn).token}` }
  const order = (body: DutyCommand): Promise<Verdict<CommandOutcome>> =>
    send({ method: 'POST', path: '/room/duty/orders', headers, body }) as Promise<Verdict<CommandOutcome>>
  const get = <T>(path: string): Promise<Verdict<T>> =>
    send({ method: 'GET', path: `/room/duty/${path}`, headers }) as Promise<Verdict<T>>
  return {
    order,
    headers,
    get,
    orderIn: (sittingId: string, command: ConsoleCommand) =>
      send({
        method: 'POST',
        path: '/room/duty/console/orders',
        headers,
        body: { sittingId, command },
      }) as Promise<Verdict<CommandOutcome>>,
    room: async () => granted(await get<RoomView>('room')),
    timeline: async (seat: string) => granted(await get<readonly TimelineLine[]>(`seats/${seat}`)),
  }
}

export const bothOpen: DutyCommand = {
  type: 'open-paper',
  openers: [
    { person: 'j01', passcode: 'j01', share: shares.one },
    { person: '监考乙', passcode: 'j02', share: shares.two },
  ],
  reason: '按时启封',
}

export const openCheckIn: DutyCommand = { type: 'open-check-in', checked: ['主考机运行', '网络通畅'] }

/** A candidate's machine, with its own number series. */
export const seatMachine = (send: Send, machine: string) => {
  let token = ''
  let clientSeq = 0
  const clientId = `client-${machine}`
  const call = <T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Verdict<T>> =>
    send({
      method,
      path: `/room/seat/${path}`,
      headers: { authorization: `Bearer ${token}`, 'x-machine': machine },
      ...(body === undefined ? {} : { body }),
    }) as Promise<Verdict<T>>
  const nextAnswer = (item: string, choice: readonly string[], madeAt: Date) => {
    clientSeq += 1
    return { type: 'answered', clientSeq, madeAt: madeAt.toISOString(), item, choice }
  }
  return {
    clientId,
    enter: async (ticketNumber: string, seat: string, moveCode?: string) => {
      const body = { ticketNumber, seat, machine, ...(moveCode ? { moveCode } : {}) }
      const verdict = await call<Entered>('POST', 'enter', body)
      if (!verdict.refused) token = verdict.value.token
      return verdict
    },
    confirm: () => call<SeatStanding>('POST', 'confirm'),
    heartbeat: () => call<SeatStanding>('POST', 'heartbeat', { clientId }),
    profile: () => call<CandidateProfile>('GET', 'profile'),
    paper: () => call<PaperOnSeat>('GET', 'paper'),
    shown: (renderedAt: Date) => call<WorkOfSeat>('POST', 'shown', { renderedAt: renderedAt.toISOString() }),
    headers: () => ({ authorization: `Bearer ${token}`, 'x-machine': machine }),
    nextAnswer,
    send: (events: readonly unknown[]) => call<SeatStanding>('POST', 'events', { clientId, events }),
    handIn: () => call<SeatStanding>('POST', 'hand-in', { clientId, lastClientSeq: clientSeq }),
  }
}
