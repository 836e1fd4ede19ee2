import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import type { SessionDirectory } from '../paper/sessions.port.ts'
import { afterUndertaking } from '../undertaking/store/undertaking.store.ts'
import { planDutyHandler, signDutyLogHandler } from './commands/duty.ts'
import { declineHandoverHandler, giveOverHandler, takeOverHandler } from './commands/handover.ts'
import { closeIncidentHandler } from './commands/incident.ts'
import { makePackagesHandler } from './commands/make-packages.ts'
import { openPrintPaperHandler } from './commands/open-print.ts'
import { dispatchPaperHandler, recordOpeningHandler } from './commands/opening.ts'
import { printDutyLogHandler } from './commands/print-log.ts'
import {
  handOutDocumentHandler,
  recordMaterialHandler,
  registerMediumHandler,
  removeMediumHandler,
  takeBackDocumentHandler,
} from './commands/register.ts'
import { inspectSecureRoomHandler, registerSecureRoomHandler } from './commands/secure-room.ts'
import { recordStepHandler } from './commands/step.ts'
import * as custody from './contract.ts'
import { incidentListHandler, packageDetailHandler, packageListHandler } from './queries/package.ts'
import { paperCustodyHandler } from './queries/paper-custody.ts'
import {
  batchRegistersHandler,
  mediaRegisterHandler,
  registerBatchesHandler,
  undertakingRegisterHandler,
} from './queries/register.ts'
import { secureRoomsHandler } from './queries/secure-room.ts'
import * as registers from './register.contract.ts'
import * as rooms from './room.contract.ts'

const packageEntries = (directory: SessionDirectory): readonly Entry[] => [
  handles(custody.dispatchPaper, afterUndertaking(dispatchPaperHandler(directory))),
  handles(custody.openPrintPaper, afterUndertaking(openPrintPaperHandler(directory))),
  handles(custody.makePackages, afterUndertaking(makePackagesHandler(directory))),
  handles(custody.recordStep, afterUndertaking(recordStepHandler)),
  handles(custody.giveOver, afterUndertaking(giveOverHandler)),
  handles(custody.takeOver, afterUndertaking(takeOverHandler)),
  handles(custody.declineHandover, afterUndertaking(declineHandoverHandler)),
  handles(custody.recordOpening, recordOpeningHandler(directory)),
  handles(custody.closeIncident, afterUndertaking(closeIncidentHandler)),
  answers(custody.incidentList, afterUndertaking(incidentListHandler)),
  answers(custody.packageList, afterUndertaking(packageListHandler)),
  answers(custody.packageDetail, afterUndertaking(packageDetailHandler)),
  answers(custody.paperCustody, afterUndertaking(paperCustodyHandler(directory))),
]

const roomEntries = (directory: SessionDirectory): readonly Entry[] => [
  handles(rooms.registerSecureRoom, afterUndertaking(registerSecureRoomHandler)),
  handles(rooms.inspectSecureRoom, afterUndertaking(inspectSecureRoomHandler)),
  handles(rooms.planDuty, afterUndertaking(planDutyHandler(directory))),
  handles(rooms.signDutyLog, afterUndertaking(signDutyLogHandler)),
  handles(rooms.printDutyLog, afterUndertaking(printDutyLogHandler)),
  answers(rooms.secureRooms, afterUndertaking(secureRoomsHandler(directory))),
]

const registerEntries = (directory: SessionDirectory): readonly Entry[] => [
  handles(registers.registerMediumCommand, afterUndertaking(registerMediumHandler)),
  handles(registers.removeMedium, afterUndertaking(removeMediumHandler)),
  answers(registers.mediaRegister, afterUndertaking(mediaRegisterHandler)),
  handles(registers.handOutDocument, afterUndertaking(handOutDocumentHandler(directory))),
  handles(registers.takeBackDocument, afterUndertaking(takeBackDocumentHandler)),
  handles(registers.recordMaterial, afterUndertaking(recordMaterialHandler(directory))),
  answers(registers.batchRegisters, afterUndertaking(batchRegistersHandler(directory))),
  answers(registers.registerBatches, afterUndertaking(registerBatchesHandler(directory))),
  // Names and days only: who has not signed himself may be told that he has not.
  answers(registers.undertakingRegister, undertakingRegisterHandler),
]

export const custodyEntries = (directory: SessionDirectory): readonly Entry[] => [
  ...packageEntries(directory),
  ...roomEntries(directory),
  ...registerEntries(directory),
]
