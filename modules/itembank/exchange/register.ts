import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import { afterUndertaking } from '../undertaking/store/undertaking.store.ts'
import { acceptImportRowsHandler } from './commands/accept-rows.ts'
import { amendImportRowHandler, mapImportHandler, setImportRowsHandler } from './commands/amend.ts'
import { applyImportHandler, commitImportHandler } from './commands/commit.ts'
import {
  expireExportHandler,
  exportItemsHandler,
  exportListHandler,
  writeExportHandler,
} from './commands/export.ts'
import {
  discardImportHandler,
  expireImportHandler,
  forgetUploadHandler,
  importErrorsHandler,
} from './commands/finish.ts'
import { readImportHandler, stageImportHandler } from './commands/stage.ts'
import { viewImportHandler, viewImportRowHandler } from './commands/view.ts'
import * as exchange from './contract.ts'
import {
  importDetailHandler,
  importListHandler,
  importRowsHandler,
  nextImportRowHandler,
} from './queries/imports.ts'

export const exchangeEntries: readonly Entry[] = [
  handles(exchange.stageImport, afterUndertaking(stageImportHandler)),
  answers(exchange.importList, afterUndertaking(importListHandler)),
  answers(exchange.importDetail, afterUndertaking(importDetailHandler)),
  answers(exchange.importRows, afterUndertaking(importRowsHandler)),
  answers(exchange.nextImportRow, afterUndertaking(nextImportRowHandler)),
  handles(exchange.viewImportRow, afterUndertaking(viewImportRowHandler)),
  handles(exchange.viewImport, afterUndertaking(viewImportHandler)),
  handles(exchange.amendImportRow, afterUndertaking(amendImportRowHandler)),
  handles(exchange.setImportRows, afterUndertaking(setImportRowsHandler)),
  handles(exchange.acceptImportRows, afterUndertaking(acceptImportRowsHandler)),
  handles(exchange.mapImport, afterUndertaking(mapImportHandler)),
  handles(exchange.commitImport, afterUndertaking(commitImportHandler)),
  handles(exchange.discardImport, afterUndertaking(discardImportHandler)),
  handles(exchange.importErrors, afterUndertaking(importErrorsHandler)),
  handles(exchange.exportItems, afterUndertaking(exportItemsHandler)),
  answers(exchange.exportList, afterUndertaking(exportListHandler)),
  handles(exchange.writeExport, writeExportHandler),
  handles(exchange.expireExport, expireExportHandler),
  handles(exchange.readImport, readImportHandler),
  handles(exchange.applyImport, applyImportHandler),
  handles(exchange.forgetUpload, forgetUploadHandler),
  handles(exchange.expireImport, expireImportHandler),
]
