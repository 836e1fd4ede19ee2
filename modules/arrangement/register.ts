import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import { changeSessionHandler } from './commands/change-session.ts'
import { clearHandler } from './commands/clear.ts'
import { confirmHandler } from './commands/confirm.ts'
import { downloadTicketHandler } from './commands/download-ticket.ts'
import { moveHandler } from './commands/move.ts'
import {
  discloseForTicketsHandler,
  keepTicketsHandler,
  printTicketsHandler,
} from './commands/print-tickets.ts'
import { saveSessionsHandler } from './commands/save-sessions.ts'
import { placeSeatsHandler, seatHandler } from './commands/seat.ts'
import * as contract from './contract.ts'
import { myTicketsHandler } from './queries/my-tickets.ts'
import { overviewHandler } from './queries/overview.ts'
import { proposeSessionsHandler } from './queries/propose-sessions.ts'
import { seatMapHandler } from './queries/seat-map.ts'

export const arrangementEntries: readonly Entry[] = [
  answers(contract.overview, overviewHandler),
  answers(contract.seatMap, seatMapHandler),
  answers(contract.proposeSessions, proposeSessionsHandler),
  answers(contract.myTickets, myTicketsHandler),
  handles(contract.saveSessions, saveSessionsHandler),
  handles(contract.seatCandidates, seatHandler),
  handles(contract.placeSeats, placeSeatsHandler),
  handles(contract.movePerson, moveHandler),
  handles(contract.clearSeats, clearHandler),
  handles(contract.confirmArrangement, confirmHandler),
  handles(contract.changeSession, changeSessionHandler),
  handles(contract.printTickets, printTicketsHandler),
  handles(contract.discloseForTickets, discloseForTicketsHandler),
  handles(contract.keepTickets, keepTicketsHandler),
  handles(contract.downloadTicket, downloadTicketHandler),
]
