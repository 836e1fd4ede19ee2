import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import {
  attachPaperScanHandler,
  handOverPaperRoomHandler,
  sealPaperRoomHandler,
} from './commands/afterwards.ts'
import { countPapersHandler, explainPaperGapHandler } from './commands/count.ts'
import { markAbsentOnPaperHandler, useSparePapersHandler } from './commands/during.ts'
import { preparePrintRoomsHandler } from './commands/prepare.ts'
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
  answers(contract.printRooms, printRoomsHandler),
  answers(contract.printRoom, printRoomHandler),
]
