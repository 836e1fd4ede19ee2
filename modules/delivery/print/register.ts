import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import {
  attachPaperScanHandler,
  handOverPaperRoomHandler,
  sealPaperRoomHandler,
} from './commands/afterwards.ts'
import { leavePaperRoomHandler, signInOnPaperHandler, takeBackSignInHandler } from './commands/attendance.ts'
import { countPapersHandler } from './commands/count.ts'
import { markAbsentOnPaperHandler, useSparePapersHandler } from './commands/during.ts'
import { explainPaperGapHandler } from './commands/explain.ts'
import { extendPaperRoomHandler } from './commands/extend.ts'
import { followPaperIncidentHandler, openPaperIncidentHandler } from './commands/incident.ts'
import { preparePrintRoomsHandler } from './commands/prepare.ts'
import { printPaperFormHandler } from './commands/print-form.ts'
import { signPaperRecordHandler } from './commands/sign-record.ts'
import * as contract from './contract.ts'
import { printRoomHandler } from './queries/room.ts'
import { printRoomsHandler } from './queries/rooms.ts'

/** Rooms that answer on paper: their paper account from the bag to the custodian. */
export const printEntries: readonly Entry[] = [
  handles(contract.preparePrintRooms, preparePrintRoomsHandler),
  handles(contract.countPapers, countPapersHandler),
  handles(contract.useSparePapers, useSparePapersHandler),
  handles(contract.markAbsentOnPaper, markAbsentOnPaperHandler),
  handles(contract.explainPaperGap, explainPaperGapHandler),
  handles(contract.attachPaperScan, attachPaperScanHandler),
  handles(contract.sealPaperRoom, sealPaperRoomHandler),
  handles(contract.handOverPaperRoom, handOverPaperRoomHandler),
  handles(contract.signInOnPaper, signInOnPaperHandler),
  handles(contract.takeBackSignIn, takeBackSignInHandler),
  handles(contract.leavePaperRoom, leavePaperRoomHandler),
  handles(contract.extendPaperRoom, extendPaperRoomHandler),
  handles(contract.signPaperRecord, signPaperRecordHandler),
  handles(contract.printPaperForm, printPaperFormHandler),
  handles(contract.openPaperIncident, openPaperIncidentHandler),
  handles(contract.followPaperIncident, followPaperIncidentHandler),
  answers(contract.printRooms, printRoomsHandler),
  answers(contract.printRoom, printRoomHandler),
]
