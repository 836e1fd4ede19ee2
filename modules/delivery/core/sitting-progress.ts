import { type SittingStatus, sittingTransitions } from './sitting.machine.ts'

const order = Object.keys(sittingTransitions) as SittingStatus[]

/** How far a sitting is; a suspension counts like the running it interrupts. */
export const statusOrder = (status: SittingStatus): number =>
  order.indexOf(status === 'suspended' ? 'running' : status)

/** From here on the paper is no secret to the people of the room. */
export const isPaperOpened = (status: SittingStatus): boolean => statusOrder(status) >= statusOrder('opened')

export const hasRoomSealed = (status: SittingStatus | undefined): boolean =>
  status === 'sealed' || status === 'uploaded'
