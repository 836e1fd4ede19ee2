import type * as assembly from '#modules/itembank/assembly/contract.ts'
import type * as custody from '#modules/itembank/custody/contract.ts'
import type * as exchange from '#modules/itembank/exchange/contract.ts'
import type * as items from '#modules/itembank/item/contract.ts'
import type * as knowledge from '#modules/itembank/knowledge/contract.ts'
import type * as papers from '#modules/itembank/paper/contract.ts'
import type * as documents from '#modules/itembank/paper/documents/contract.ts'
import type * as practical from '#modules/itembank/practical/contract.ts'
import type * as undertakings from '#modules/itembank/undertaking/contract.ts'
import { defineRefusals, type RemedyLink } from '../kit/refusals.ts'

type In<C> = C[keyof C]
type Specs =
  | In<typeof assembly>
  | In<typeof custody>
  | In<typeof documents>
  | In<typeof exchange>
  | In<typeof items>
  | In<typeof knowledge>
  | In<typeof papers>
  | In<typeof practical>
  | In<typeof undertakings>

const toImport = (): RemedyLink => ({ label: '导入细目表和蓝图', to: '/items/import' })
const toBanks = (): RemedyLink => ({ label: '查看题库和覆盖', to: '/banks' })

export const itembankRefusals = defineRefusals<Specs>()({
  UNDERTAKING_MISSING: { what: '尚未签署保密承诺书' },
  UNDERTAKING_OUTDATED: { what: '承诺书未能签署' },
  FILE_UNREADABLE: { what: '文件未能读取' },
  HEADER_MISSING: { what: '文件缺少规定的列' },
  ROWS_REFUSED: { what: '试题未导入' },
  BANK_MISSING: { what: '没有这个题库', remedy: toImport },
  FILE_MISSING: { what: '没有收到文件' },
  TEXT_TOO_LONG: { what: '文字未能接收' },
  IMPORT_NOT_READY: { what: '现在不能办理此事' },
  FORMAT_NOT_WRITTEN: { what: '试题未导出' },
  NOTHING_TO_EXPORT: { what: '没有可以导出的试题' },
  NOTHING_TO_IMPORT: { what: '没有可以导入的试题' },
  BLUEPRINT_REFUSED: { what: '细目表和蓝图未导入' },
  BANK_EXISTS: { what: '题库未能登记' },
  BANK_UNNAMED: { what: '不知道是哪个题库' },
  BANK_OF_OTHER_LEVEL: { what: '题库的职业或等级不符' },
  SOURCE_REPEATED: { what: '题库登记未能保存' },
  DRAFT_EXISTS: { what: '已有正在编制的草稿' },
  TREE_STATE: { what: '这一版细目表不能再改动' },
  TREE_REFUSED: { what: '细目表有误' },
  POINTS_IN_USE: { what: '仍有试题对应被移除的鉴定点' },
  TREE_MISSING: { what: '试题未导入', remedy: toBanks },
  BLUEPRINT_MISSING: { what: '未能组卷', remedy: toImport },
  BLUEPRINT_INCONSISTENT: { what: '未能组卷', remedy: toImport },
  TYPE_NOT_ON_SCREEN: { what: '未能组卷', remedy: toImport },
  FOREIGN_ITEM: { what: '未能组卷' },
  ITEMS_MISSING: { what: '题库试题不足，未能组卷', remedy: toBanks },
  WRONG_STATE: { what: '试卷现在不能办理此事' },
  OWN_REVIEW: { what: '未能审核' },
  ALREADY_BOUND: { what: '未能指定场次' },
  SESSION_TAKEN: { what: '未能指定场次' },
  SESSION_OF_OTHER_LEVEL: { what: '未能指定场次' },
  SESSION_STARTED: { what: '未能密封' },
  NOT_BOUND: { what: '试卷尚未指定场次' },
  PASSPHRASE_WEAK: { what: '保管口令过弱' },
  CUSTODIANS_TOO_FEW: { what: '保管人不足，未能密封' },
  REASON_MISSING: { what: '未能作废' },
  PAPER_UNFILED: { what: '试卷尚未备案' },
  PAPER_UNSOUND: { what: '试卷还有问题，未能审核' },
  PAPER_NUMBER_TAKEN: { what: '试卷编号已用' },
  DRAFT_OPEN: { what: '未能另编新版' },
  NO_CANDIDATES: { what: '未能印制' },
  PRINT_UNAVAILABLE: { what: '未能印制' },
  UNPRINTABLE: { what: '有内容不能印制' },
  PRINT_DELETED: { what: '文件未能取出' },
  ALREADY_FILED: { what: '未能登记备案' },
  DAY_IN_FUTURE: { what: '未能登记备案' },
})
