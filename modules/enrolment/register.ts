import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import {
  applyRosterHandler,
  checkRosterHandler,
  commitRosterHandler,
  dryRunRosterHandler,
  rosterTemplateHandler,
  settleRosterHandler,
} from './commands/import-roster.ts'
import * as contract from './contract.ts'
import { rosterImportHandler, rosterImportsHandler } from './queries/roster-import.ts'

export const enrolmentEntries: readonly Entry[] = [
  handles(contract.rosterTemplate, rosterTemplateHandler),
  handles(contract.dryRunRoster, dryRunRosterHandler),
  handles(contract.commitRoster, commitRosterHandler),
  handles(contract.checkRoster, checkRosterHandler),
  handles(contract.applyRoster, applyRosterHandler),
  handles(contract.settleRoster, settleRosterHandler),
  answers(contract.rosterImport, rosterImportHandler),
  answers(contract.rosterImports, rosterImportsHandler),
]
