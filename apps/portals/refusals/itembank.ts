import type * as assembly from '#modules/itembank/assembly/contract.ts'
import type * as custody from '#modules/itembank/custody/contract.ts'
import type * as exchange from '#modules/itembank/exchange/contract.ts'
import type * as items from '#modules/itembank/item/contract.ts'
import type * as upkeep from '#modules/itembank/item/upkeep.contract.ts'
import type * as knowledge from '#modules/itembank/knowledge/contract.ts'
import type * as papers from '#modules/itembank/paper/contract.ts'
import type * as undertakings from '#modules/itembank/undertaking/contract.ts'
import { defineRefusals, type RemedyLink } from '../kit/refusals.ts'

type In<C> = C[keyof C]
type Specs =
  | In<typeof assembly>
  | In<typeof custody>
  | In<typeof exchange>
  | In<typeof items>
  | In<typeof upkeep>
  | In<typeof knowledge>
  | In<typeof papers>
  | In<typeof undertakings>

const toImport = (): RemedyLink => ({ label: '导入细目表和蓝图', to: '/items/import' })
const toBank = (): RemedyLink => ({ label: '查看题库覆盖', to: '/items' })

export const itembankRefusals = defineRefusals<Specs>()({
  UNDERTAKING_MISSING: { what: '尚未签署保密承诺书' },
  UNDERTAKING_OUTDATED: { what: '承诺书未能签署' },
  FILE_UNREADABLE: { what: '文件未能读取' },
  HEADER_MISSING: { what: '文件缺少规定的列' },
  ROWS_REFUSED: { what: '试题未导入' },
  BLUEPRINT_REFUSED: { what: '细目表和蓝图未导入' },
  BLUEPRINT_MISSING: { what: '未能组卷', remedy: toImport },
  BLUEPRINT_INCONSISTENT: { what: '未能组卷', remedy: toImport },
  TYPE_NOT_ON_SCREEN: { what: '未能组卷', remedy: toImport },
  FOREIGN_ITEM: { what: '未能组卷' },
  ITEMS_MISSING: { what: '题库试题不足，未能组卷', remedy: toBank },
  WRONG_STATE: { what: '试卷现在不能办理此事' },
  OWN_REVIEW: { what: '未能审核' },
  ALREADY_BOUND: { what: '未能指定场次' },
  SESSION_TAKEN: { what: '未能指定场次' },
  SESSION_OF_OTHER_LEVEL: { what: '未能指定场次' },
  SESSION_STARTED: { what: '未能密封' },
  NOT_BOUND: { what: '试卷尚未指定场次' },
  PASSPHRASE_WEAK: { what: '保管口令过弱' },
  CUSTODIANS_TOO_FEW: { what: '保管人不足，未能密封' },
  REASON_MISSING: { what: '须填写原因' },
  ITEM_UNSOUND: { what: '试题未能保存' },
  BANK_WITHOUT_TREE: { what: '题库没有细目表', remedy: toImport },
  CODE_TAKEN: { what: '试题未能保存' },
  CODE_FIXED: { what: '修订稿未能保存' },
  ITEM_ALREADY_THERE: { what: '题库中已有此题' },
  PICTURE_UNKNOWN: { what: '试题未能保存' },
  PICTURE_REFUSED: { what: '图片未能上传' },
  TASK_NOT_OPEN: { what: '试题未能记入任务' },
  ITEM_NOT_DRAFT: { what: '试题不能直接修改' },
  ITEM_NOT_IN_USE: { what: '试题不能修订' },
  ITEM_NOT_RETIRABLE: { what: '试题未能退出' },
  ENEMY_UNKNOWN: { what: '互斥试题未能设定' },
  ENEMIES_TOO_FEW: { what: '互斥试题未能设定' },
  EXPERT_UNKNOWN: { what: '任务未能分派' },
  TASK_INCOMPLETE: { what: '任务未能分派' },
  TASK_NOT_POSSIBLE: { what: '任务现在不能办理' },
  REVISION_OPEN: { what: '已有修订稿' },
})
