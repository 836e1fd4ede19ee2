import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import { changeSessionHandler } from './commands/change-session.ts'
import { clearHandler } from './commands/clear.ts'
import { confirmHandler } from './commands/confirm.ts'
import { confirmInvigilatorHandler } from './commands/confirm-invigilator.ts'
import { downloadTicketHandler } from './commands/download-ticket.ts'
import { announceDrawHandler, drawHandler } from './commands/draw.ts'
import { assignDutyHandler, releaseDutiesHandler, removeDutyHandler } from './commands/duty.ts'
import { recordRelationHandler, withdrawExcludedHandler } from './commands/exclude-staff.ts'
import { importStaffHandler } from './commands/import-staff.ts'
import { moveHandler } from './commands/move.ts'
import { openStaffAccountsHandler } from './commands/open-staff-accounts.ts'
import { printSchemeHandler } from './commands/print-scheme.ts'
import { printSheetsHandler } from './commands/print-sheets.ts'
import {
  discloseForTicketsHandler,
  keepTicketsHandler,
  printTicketsHandler,
} from './commands/print-tickets.ts'
import { saveSessionsHandler } from './commands/save-sessions.ts'
import { placeSeatsHandler, seatHandler } from './commands/seat.ts'
import * as contract from './contract.ts'
import { confirmationsHandler } from './queries/confirmations.ts'
import { myTicketsHandler } from './queries/my-tickets.ts'
import { overviewHandler } from './queries/overview.ts'
import { proposeSessionsHandler } from './queries/propose-sessions.ts'
import { seatMapHandler } from './queries/seat-map.ts'
import { staffingHandler, staffPoolHandler } from './queries/staff.ts'
import { resitEntries } from './resit/register.ts'
import * as staff from './staff.contract.ts'

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
  handles(contract.printScheme, printSchemeHandler),
  handles(contract.printSheets, printSheetsHandler),
  handles(contract.downloadTicket, downloadTicketHandler),
  answers(staff.staffPool, staffPoolHandler),
  answers(staff.staffing, staffingHandler),
  answers(staff.confirmations, confirmationsHandler),
  handles(staff.confirmInvigilator, confirmInvigilatorHandler),
  handles(staff.importStaff, importStaffHandler),
  handles(staff.assignDuty, assignDutyHandler),
  handles(staff.removeDuty, removeDutyHandler),
  handles(staff.announceDraw, announceDrawHandler),
  handles(staff.draw, drawHandler),
  handles(staff.releaseDuties, releaseDutiesHandler),
  handles(staff.openStaffAccounts, openStaffAccountsHandler),
  handles(staff.withdrawExcluded, withdrawExcludedHandler),
  handles(staff.recordRelation, recordRelationHandler),
  ...resitEntries,
]
