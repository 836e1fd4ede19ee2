import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import { confirmMaterialsHandler, recordQuestionHandler, saveMinutesHandler } from './commands/hearing.ts'
import { checkReviewRoomHandler, saveReviewSchemeHandler, scheduleDefenceHandler } from './commands/plan.ts'
import { printDefencesHandler, printMinutesHandler } from './commands/print.ts'
import * as contract from './contract.ts'
import { defenceHandler, defencesHandler } from './queries/defences.ts'

export const panelEntries: readonly Entry[] = [
  handles(contract.saveReviewScheme, saveReviewSchemeHandler),
  handles(contract.scheduleDefence, scheduleDefenceHandler),
  handles(contract.checkReviewRoom, checkReviewRoomHandler),
  handles(contract.confirmMaterials, confirmMaterialsHandler),
  handles(contract.recordQuestion, recordQuestionHandler),
  handles(contract.saveMinutes, saveMinutesHandler),
  handles(contract.printDefences, printDefencesHandler),
  handles(contract.printMinutes, printMinutesHandler),
  answers(contract.defence, defenceHandler),
  answers(contract.defences, defencesHandler),
]
