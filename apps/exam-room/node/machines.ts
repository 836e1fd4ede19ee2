import { roomNodeRules } from '#modules/policy/core/room-node.ts'
import type { LiveSitting } from './live-sitting.ts'

/** A machine at which nobody has entered yet, as last heard. */
export interface IdleMachine {
  readonly wall: number
  readonly fonts: boolean
}

interface Heard {
  readonly machines: ReadonlyMap<string, IdleMachine>
  readonly wall: number
}

const silence = roomNodeRules.reachableSeconds * 1000

/** SDS-4.4-16: how many of a room's machines have answered within the last minute, of how many that it needs. */
export const reachableMachines = (sitting: LiveSitting, { machines, wall }: Heard) => {
  const answering = new Set<string>()
  for (const [machine, heard] of machines) if (wall - heard.wall <= silence) answering.add(machine)
  for (const [seat, { session }] of sitting.room.seats) {
    const heard = sitting.lastHeard.get(seat)
    if (session && heard !== undefined && wall - heard <= silence) answering.add(session.machine)
  }
  const expected = sitting.room.seats.size
  return { reachable: Math.min(answering.size, expected), expected }
}

/** Whether every machine that answers can draw the characters of a paper. */
export const machinesHaveFonts = ({ machines, wall }: Heard): boolean =>
  [...machines.values()].every((heard) => wall - heard.wall > silence || heard.fonts)
