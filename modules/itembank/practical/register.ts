import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import { afterUndertaking } from '../undertaking/store/undertaking.store.ts'
import { exportPracticalHandler } from './commands/export-practical.ts'
import {
  bringPracticalIntoForceHandler,
  retirePracticalHandler,
  reviewPracticalHandler,
  sendBackPracticalHandler,
  succeedPracticalHandler,
} from './commands/practical-step.ts'
import {
  importPracticalHandler,
  savePracticalHandler,
  viewPracticalHandler,
} from './commands/write-practical.ts'
import * as practical from './contract.ts'
import { practicalDetailHandler, practicalListHandler } from './queries/practical.ts'

export const practicalEntries: readonly Entry[] = [
  answers(practical.practicalList, afterUndertaking(practicalListHandler)),
  answers(practical.practicalDetail, afterUndertaking(practicalDetailHandler)),
  handles(practical.viewPractical, afterUndertaking(viewPracticalHandler)),
  handles(practical.importPractical, afterUndertaking(importPracticalHandler)),
  handles(practical.savePractical, afterUndertaking(savePracticalHandler)),
  handles(practical.reviewPractical, afterUndertaking(reviewPracticalHandler)),
  handles(practical.sendBackPractical, afterUndertaking(sendBackPracticalHandler)),
  handles(practical.bringPracticalIntoForce, afterUndertaking(bringPracticalIntoForceHandler)),
  handles(practical.retirePractical, afterUndertaking(retirePracticalHandler)),
  handles(practical.succeedPractical, afterUndertaking(succeedPracticalHandler)),
  handles(practical.exportPractical, afterUndertaking(exportPracticalHandler)),
]
