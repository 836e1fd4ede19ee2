import { setTimeout as pause } from 'node:timers/promises'
import type { DutyCommand, RoomView } from '#apps/exam-room/room.port.ts'
import { dutyDesk, granted, overLoopback, seatMachine } from '#apps/exam-room/testing/room-client.ts'
import * as delivery from '#modules/delivery/contract.ts'
import type { PaperOfSeat } from '#modules/delivery/core/paper.ts'
import { textOf } from '#modules/itembank/core/rich.ts'
import { demoItems } from '#modules/itembank/exchange/import/demo-items.fixture.ts'
import type { Verdict } from '#platform/contract/verdict.ts'
import type { Walk } from './walk.ts'
import { examDay, onDuty } from './walk-arrange.ts'
import { selfEnrolled } from './walk-enrol.ts'
import { type Custodian, passphrases } from './walk-papers.ts'

type Sheet = { readonly [person: string]: string }
type Desk = Awaited<ReturnType<typeof dutyDesk>>
type Machine = ReturnType<typeof seatMachine>

/** A room on the day: its desk, and the passcodes that the head of the site printed. */
export interface Room {
  readonly sittingId: string
  readonly desk: Desk
  readonly passcodes: Sheet
  /** Staff number of the one whose desk it is. */
  readonly invigilator: string
  readonly seats: readonly SeatedCandidate[]
}

interface SeatedCandidate {
  readonly seat: string
  readonly name: string
  readonly ticketNumber: string
  readonly machine: Machine
}

/** The head of the site on duty, as logged in. */
export const headOfSite = async (walk: Walk) => {
  const [head] = await onDuty(walk, walk.found.theorySessionId!, '考点负责人')
  return walk.found.staff.get(head!.staffNumber)!
}

/** The one who enrolled himself stands first, so that he is among those who come. */
const seatedIn = (walk: Walk, { sittingId, seats }: RoomView): SeatedCandidate[] => {
  const send = overLoopback(walk.server.address)
  const own = (name: string) => Number(name === selfEnrolled.name)
  return seats
    .toSorted((one, other) => own(other.name) - own(one.name))
    .map(({ seat, name, ticketNumber }) => ({
      seat,
      name,
      ticketNumber,
      machine: seatMachine(send, `machine-${sittingId.slice(-6)}-${seat.padStart(2, '0')}`),
    }))
}

/** Step 10: the rooms get their sittings, the head prints the passcodes, the desk is opened. */
export const openRoom = async (walk: Walk): Promise<Room> => {
  walk.at(examDay, '08:00')
  const { batchId, theorySessionId } = walk.found as { batchId: string; theorySessionId: string }
  const exam = await walk.as('exam')
  const { jobId } = await exam.done(delivery.prepareSittings, { batchId, sessionIds: [theorySessionId] })
  if (jobId) await exam.finished(jobId)
  const chief = await headOfSite(walk)
  const { rows } = await chief.done(delivery.sittingList, { batchId })
  const [{ sittingId }] = rows as [(typeof rows)[0]]
  const { duties } = await chief.done(delivery.passcodeSheet, { sittingId })
  const passcodes = Object.fromEntries(duties.map(({ id, passcode }) => [id, passcode]))
  const person = duties.find(({ role }) => role === 'invigilator')!.id
  const desk = await dutyDesk(overLoopback(walk.server.address), {
    sittingId,
    person,
    passcode: passcodes[person]!,
  })
  const room = { sittingId, desk, passcodes, invigilator: person, seats: seatedIn(walk, await desk.room()) }
  walk.found.room = room
  return room
}

const openingBy = ({ passcodes }: Room, logins: readonly [Custodian, Custodian]): DutyCommand => ({
  type: 'open-paper',
  reason: '按时启封',
  openers: logins.map((login) => ({ person: login, passcode: passcodes[login]!, share: passphrases[login] })),
})

/** Check-in, and the paper opened by its two keepers; answers with what an opening ahead of time was told. */
export const openPaper = async (walk: Walk): Promise<Verdict<unknown>> => {
  const room = walk.found.room!
  const { roomChecks } = await room.desk.room()
  walk.at(examDay, '08:20')
  granted(await room.desk.order({ type: 'open-check-in', checked: roomChecks }))
  granted(await room.desk.order({ type: 'read-rules' }))
  const early = await room.desk.order(openingBy(room, ['secrecy1', 'secrecy2']))
  walk.at(examDay, '08:35')
  granted(await room.desk.order(openingBy(room, ['secrecy1', 'secrecy2'])))
  return early
}

/** What the item workbook itself gives as the answer, by the text of the stem. */
export const answersOfWorkbook = async (): Promise<ReadonlyMap<string, readonly string[]>> => {
  return new Map(
    (await demoItems()).map(({ stem, key }): [string, readonly string[]] => {
      const text = textOf(stem)
      if (key.kind === 'judgement') return [text, [key.correct ? 'A' : 'B']]
      if (key.kind !== 'choice') throw new Error(`no choice: ${text}`)
      return [text, key.labels]
    }),
  )
}

/** Events of one request. */
const batchSize = 50

export const answer = async (
  walk: Walk,
  { machine }: SeatedCandidate,
  given: {
    readonly paper: PaperOfSeat
    readonly known: ReadonlyMap<string, readonly string[]>
    readonly right: number
  },
): Promise<void> => {
  const { paper, known, right } = given
  const events = paper.items.map(({ id, stem, options }, index) => {
    const key = known.get(textOf(stem))
    if (!key) throw new Error(`not in the workbook: ${textOf(stem)}`)
    const wrong = options.map(({ label }) => label).find((label) => !key.includes(label)) ?? 'A'
    const choice = index < right * paper.items.length ? key : [key.length > 1 ? key[0]! : wrong]
    return machine.nextAnswer(id, choice, walk.server.services.clock.now())
  })
  for (let from = 0; from < events.length; from += batchSize)
    granted(await machine.send(events.slice(from, from + batchSize)))
}

/** Share of right answers of those who come, by seat; the last one on the list comes too late, the rest stay away. */
export const shares = [0.95, 0.8, 0.3] as const

export const sitDown = async (
  { desk }: Room,
  { seat, ticketNumber, machine }: SeatedCandidate,
): Promise<PaperOfSeat> => {
  granted(await desk.order({ type: 'sign-in', seat, identity: true, articles: true }))
  granted(await machine.enter(ticketNumber, seat))
  granted(await machine.confirm())
  return granted(await machine.paper()).paper
}

/** The sitting: three sit down and answer; what the fourth heard, and what handing in before time was told. */
export const sitTheory = async (walk: Walk): Promise<{ late: Verdict<unknown>; early: Verdict<unknown> }> => {
  const room = walk.found.room!
  const known = await answersOfWorkbook()
  walk.at(examDay, '09:00')
  granted(await room.desk.order({ type: 'start', reason: '' }))
  walk.at(examDay, '09:05')
  const present = room.seats.slice(0, shares.length)
  for (const [index, candidate] of present.entries())
    await answer(walk, candidate, { paper: await sitDown(room, candidate), known, right: shares[index]! })
  walk.at(examDay, '09:31')
  const { seat } = room.seats[shares.length]!
  const late = await room.desk.order({ type: 'sign-in', seat, identity: true, articles: true })
  walk.at(examDay, '09:59')
  const early = await present[0]!.machine.handIn()
  walk.at(examDay, '10:01')
  granted(await present[0]!.machine.handIn())
  return { late, early }
}

/** The room looks at its clock every second: waits until it has done what is due. */
export const until = async (holds: () => Promise<boolean>): Promise<void> => {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (await holds()) return
    await pause(100)
  }
  throw new Error('the room did not go on')
}

/** After the time is over: collected, sealed, taken in once, with what the room sent. */
export const collectAndSeal = async (walk: Walk) => {
  const { desk, sittingId } = walk.found.room!
  walk.at(examDay, '10:31')
  await until(async () => (await desk.room()).status === 'ended')
  granted(await desk.order({ type: 'seal', reason: '' }))
  return (await headOfSite(walk)).done(delivery.takeIn, { sittingId })
}
