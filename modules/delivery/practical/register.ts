import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import { checkPracticalHandler } from './commands/check.ts'
import { drawOrderHandler, startPracticalHandler } from './commands/order.ts'
import { preparePracticalHandler } from './commands/prepare.ts'
import { confirmReadingHandler } from './commands/reading.ts'
import { explainStopHandler, liftStopHandler, stopPracticalHandler } from './commands/stop.ts'
import { callUpHandler, endModuleHandler, signTurnHandler, startModuleHandler } from './commands/turn.ts'
import * as contract from './contract.ts'
import { practicalDayHandler } from './queries/day.ts'
import { practicalDaysHandler } from './queries/days.ts'
import { practicalRoomsHandler } from './queries/rooms.ts'

export const practicalEntries: readonly Entry[] = [
  handles(contract.preparePractical, preparePracticalHandler),
  handles(contract.checkPractical, checkPracticalHandler),
  handles(contract.drawOrder, drawOrderHandler),
  handles(contract.startPractical, startPracticalHandler),
  handles(contract.callUp, callUpHandler),
  handles(contract.startModule, startModuleHandler),
  handles(contract.endModule, endModuleHandler),
  handles(contract.stopPractical, stopPracticalHandler),
  handles(contract.explainStop, explainStopHandler),
  handles(contract.liftStop, liftStopHandler),
  handles(contract.confirmReading, confirmReadingHandler),
  handles(contract.signTurn, signTurnHandler),
  answers(contract.practicalDay, practicalDayHandler),
  answers(contract.practicalDays, practicalDaysHandler),
  answers(contract.practicalRooms, practicalRoomsHandler),
]
