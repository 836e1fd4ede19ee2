import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import { assuranceEntries } from './assurance/register.ts'
import { noteFilledHandler } from './commands/note-filled.ts'
import { noteOpeningsHandler } from './commands/note-openings.ts'
import { noteProgressHandler } from './commands/note-progress.ts'
import { prepareSittingsHandler } from './commands/prepare-sittings.ts'
import { printRecordHandler } from './commands/print-record.ts'
import { putAwayPasscodesHandler } from './commands/put-away-passcodes.ts'
import { takeInHandler } from './commands/take-in.ts'
import { tickItemHandler } from './commands/tick-item.ts'
import * as contract from './contract.ts'
import type { RoomPort } from './core/room.port.ts'
import type { ConfirmedScores } from './core/scores.port.ts'
import { disciplineEntries } from './discipline/register.ts'
import { incidentEntries } from './incident/register.ts'
import { joiningEntries } from './joining/register.ts'
import { nodeEntries } from './node/register.ts'
import { panelEntries } from './panel/register.ts'
import { practicalEntries } from './practical/register.ts'
import { printEntries } from './print/register.ts'
import { checklistHandler } from './queries/checklist.ts'
import { examListHandler, examSessionsHandler } from './queries/exams.ts'
import { passcodeSheetHandler } from './queries/passcode-sheet.ts'
import { sittingDetailHandler } from './queries/sitting-detail.ts'
import { sittingListHandler } from './queries/sitting-list.ts'
import { receiptEntries } from './receipt/register.ts'
import { trialEntries } from './trial/register.ts'

/** Every command and query of the module, working with the rooms behind `room`. */
export const deliveryEntries = (room: RoomPort, scores: ConfirmedScores): readonly Entry[] => [
  handles(contract.prepareSittings, prepareSittingsHandler(room)),
  handles(contract.noteFilled, noteFilledHandler(room)),
  handles(contract.noteOpenings, noteOpeningsHandler(room)),
  handles(contract.noteProgress, noteProgressHandler(room)),
  handles(contract.takeIn, takeInHandler(room)),
  handles(contract.putAwayPasscodes, putAwayPasscodesHandler),
  handles(contract.tickItem, tickItemHandler),
  handles(contract.printRecord, printRecordHandler),
  answers(contract.passcodeSheet, passcodeSheetHandler),
  answers(contract.sittingList, sittingListHandler(room)),
  answers(contract.sittingDetail, sittingDetailHandler(room)),
  answers(contract.checklist, checklistHandler),
  answers(contract.examList, examListHandler),
  answers(contract.examSessions, examSessionsHandler),
  ...practicalEntries,
  ...receiptEntries,
  ...printEntries,
  ...assuranceEntries,
  ...disciplineEntries,
  ...nodeEntries(room, scores),
  ...joiningEntries,
  ...trialEntries(room),
  ...panelEntries,
  ...incidentEntries(room),
]
