import { dutyDesk, granted, openCheckIn, seatMachine } from '#apps/exam-room/testing/room-client.ts'
import { type RoomCentre, until } from '#apps/server/testing/room-centre.ts'
import type { RoomMachine } from '#apps/server/testing/room-program.ts'
import { passcodeSheet, sittingDetail, sittingList } from '#modules/delivery/contract.ts'
import { assignNode, registerNode } from '#modules/delivery/node/contract.ts'
import { bytesOfFile } from '#platform/files/files.ts'
import { withReach } from '#platform/jobs/runner.ts'

/** One sitting of the centre as those who hold it know it. */
export interface Held {
  readonly sittingId: string
  readonly roomName: string
  readonly passcodes: { readonly [person: string]: string }
  readonly seats: readonly { readonly seat: string; readonly ticketNumber: string }[]
}

/** What every seat was told is saved: the choice last acknowledged for each item, by ticket. */
export type Acknowledged = Map<string, { readonly [item: string]: readonly string[] }>

export const heldSittings = async ({ done, exam, chief }: RoomCentre): Promise<readonly Held[]> => {
  const ready = await until(async () => {
    const { rows } = await done(sittingList, { batchId: exam.batchId }, chief)
    return rows.every(({ state }) => state === 'sealed-package-present') ? rows : undefined
  })
  return Promise.all(
    ready.map(async ({ sittingId }) => {
      const { duties } = await done(passcodeSheet, { sittingId }, chief)
      const { sitting, signIns } = await done(sittingDetail, { sittingId }, chief)
      return {
        ...{ sittingId, roomName: sitting.roomName },
        passcodes: Object.fromEntries(duties.map(({ id, passcode }) => [id, passcode])),
        seats: signIns.map(({ seat, ticketNumber }) => ({ seat, ticketNumber })),
      }
    }),
  )
}

export const register = async (centre: RoomCentre, machine: RoomMachine, name: string): Promise<string> => {
  const { card } = await machine.status()
  const input = { name, siteId: centre.exam.siteId, card }
  return (await centre.done(registerNode, input, centre.office)).nodeId
}

/** The centre gives a sitting to a server, and its package is carried there. */
export const give = async (
  centre: RoomCentre,
  to: { readonly machine: RoomMachine; readonly nodeId: string; readonly reason?: string },
  { sittingId }: Held,
): Promise<void> => {
  const { nodeId, reason = '' } = to
  const { connection, services } = centre.server
  const { organisationId } = centre.exam
  await centre.done(assignNode, { sittingId, nodeId, reason }, centre.office)
  const address = await until(async () => {
    const { sittings } = await centre.nodes()
    return sittings.find((one) => one.sittingId === sittingId)?.packageAddress
  })
  const bytes = await withReach(connection, organisationId, (tx) =>
    bytesOfFile({ tx, services }, { organisationId, fileId: address.split('/').at(-1)! }),
  )
  granted(await to.machine.install(bytes, (await centre.nodes()).centreFingerprint))
}

const rounds = 3
const itemCount = 8

/** A candidate who answers everything several times over; gives what he was told is saved. */
const sitThrough = async (machine: RoomMachine, place: Held['seats'][number]) => {
  const client = seatMachine(machine.send, `machine-of-seat-${place.seat.padStart(6, '0')}`)
  granted(await client.enter(place.ticketNumber, place.seat))
  granted(await client.confirm())
  granted(await client.paper())
  const told: { [item: string]: readonly string[] } = {}
  for (let number = 0; number < rounds * itemCount; number += 1) {
    const item = `q${String((number % itemCount) + 1).padStart(3, '0')}`
    const choice = ['ABCD'[(number + Number(place.ticketNumber)) % 4]!]
    const { acknowledged } = granted(await client.send([client.nextAnswer(item, choice, new Date())]))
    if (acknowledged === number + 1) told[item] = choice
  }
  granted(await client.handIn())
  return told
}

/** The whole sitting at one server, without the centre. */
export const hold = async (
  centre: RoomCentre,
  machine: RoomMachine,
  { sittingId, passcodes, seats }: Held,
): Promise<Acknowledged> => {
  const person = Object.keys(passcodes).find((id) => id.startsWith('j'))!
  const { order } = await dutyDesk(machine.send, { sittingId, person, passcode: passcodes[person]! })
  granted(await order({ type: 'preflight', confirmed: ['clock', 'camera'], reason: '考试机未开' }))
  granted(await order(openCheckIn))
  granted(await order({ type: 'read-rules' }))
  const openers = centre.exam.keepers.map(({ login, passphrase: share }) => ({
    ...{ person: login, share },
    passcode: passcodes[login]!,
  }))
  granted(await order({ type: 'open-paper', openers, reason: '按时启封' }))
  granted(await order({ type: 'start', reason: '' }))
  const told: Acknowledged = new Map()
  for (const place of seats) {
    granted(await order({ type: 'sign-in', seat: place.seat, identity: true, articles: true }))
    told.set(place.ticketNumber, await sitThrough(machine, place))
  }
  granted(await order({ type: 'collect-all' }))
  granted(await order({ type: 'seal', reason: '' }))
  return told
}
