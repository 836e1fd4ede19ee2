import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import { afterUndertaking } from '../../undertaking/store/undertaking.store.ts'
import { filePaperHandler, recordOriginHandler } from './commands/origin.ts'
import { orderPrintHandler, pressPrintHandler } from './commands/print.ts'
import { deletePrintHandler, expirePrintHandler, fetchPrintHandler } from './commands/print-files.ts'
import * as documents from './contract.ts'
import type { Ports } from './press-run.ts'
import { paperOriginHandler, printDeskHandler, tracePrintHandler } from './queries/print.ts'

export const documentEntries = (ports: Ports): readonly Entry[] => [
  answers(documents.printDesk, afterUndertaking(printDeskHandler(ports))),
  handles(documents.orderPrint, afterUndertaking(orderPrintHandler(ports))),
  handles(documents.pressPrint, afterUndertaking(pressPrintHandler(ports))),
  handles(documents.fetchPrint, afterUndertaking(fetchPrintHandler)),
  handles(documents.deletePrint, afterUndertaking(deletePrintHandler)),
  // The schedule has signed nothing and sees nothing: it only deletes.
  handles(documents.expirePrint, expirePrintHandler),
  answers(documents.tracePrint, afterUndertaking(tracePrintHandler)),
  answers(documents.paperOrigin, afterUndertaking(paperOriginHandler)),
  handles(documents.recordOrigin, afterUndertaking(recordOriginHandler)),
  handles(documents.filePaper, afterUndertaking(filePaperHandler)),
]
