import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import { afterUndertaking } from '../undertaking/store/undertaking.store.ts'
import { bringPaperHandler } from './commands/bring.ts'
import {
  assembleHandler,
  cancelAssemblyHandler,
  dropAssemblyHandler,
  finishAssemblyHandler,
} from './commands/draw.ts'
import { keepAssemblyHandler } from './commands/keep.ts'
import { bringOutsidePaperHandler, viewAttachmentHandler } from './commands/outside.ts'
import { importRulesHandler, retireRulesHandler, saveRulesHandler } from './commands/rules.ts'
import * as assembly from './contract.ts'
import * as making from './making.contract.ts'
import { assemblyDetailHandler, assemblyListHandler, paperMakingHandler } from './queries/assembly.ts'
import {
  exportRulesHandler,
  ruleSetDetailHandler,
  ruleSetListHandler,
  rulesGroundHandler,
} from './queries/rules.ts'

export const assemblyEntries: readonly Entry[] = [
  answers(assembly.ruleSetList, afterUndertaking(ruleSetListHandler)),
  answers(assembly.ruleSetDetail, afterUndertaking(ruleSetDetailHandler)),
  answers(assembly.rulesGround, afterUndertaking(rulesGroundHandler)),
  answers(assembly.exportRules, afterUndertaking(exportRulesHandler)),
  handles(assembly.saveRules, afterUndertaking(saveRulesHandler)),
  handles(assembly.importRules, afterUndertaking(importRulesHandler)),
  handles(assembly.retireRules, afterUndertaking(retireRulesHandler)),
  handles(assembly.assemble, afterUndertaking(assembleHandler)),
  handles(assembly.bringPaper, afterUndertaking(bringPaperHandler)),
  answers(assembly.assemblyList, afterUndertaking(assemblyListHandler)),
  answers(assembly.assemblyDetail, afterUndertaking(assemblyDetailHandler)),
  handles(assembly.cancelAssembly, afterUndertaking(cancelAssemblyHandler)),
  handles(assembly.dropAssembly, afterUndertaking(dropAssemblyHandler)),
  handles(assembly.keepAssembly, afterUndertaking(keepAssemblyHandler)),
  handles(assembly.finishAssembly, finishAssemblyHandler),
  handles(making.bringOutsidePaper, afterUndertaking(bringOutsidePaperHandler)),
  handles(making.viewAttachment, afterUndertaking(viewAttachmentHandler)),
  answers(making.paperMaking, afterUndertaking(paperMakingHandler)),
]
