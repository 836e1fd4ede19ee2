import type * as assembly from '#modules/itembank/assembly/contract.ts'
import type * as custody from '#modules/itembank/custody/contract.ts'
import type * as exchange from '#modules/itembank/exchange/contract.ts'
import type * as items from '#modules/itembank/item/contract.ts'
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
  | In<typeof knowledge>
  | In<typeof papers>
  | In<typeof undertakings>

const toImport = (): RemedyLink => ({ label: '导入细目表和蓝图', to: '/items/import' })
const toRules = (): RemedyLink => ({ label: '组卷规则', to: '/rules' })

export const itembankRefusals = defineRefusals<Specs>()({
  UNDERTAKING_MISSING: { what: '尚未签署保密承诺书' },
  UNDERTAKING_OUTDATED: { what: '承诺书未能签署' },
  FILE_UNREADABLE: { what: '文件未能读取' },
  HEADER_MISSING: { what: '文件缺少规定的列' },
  ROWS_REFUSED: { what: '试题未导入' },
  BLUEPRINT_REFUSED: { what: '细目表和蓝图未导入' },
  BANK_UNKNOWN: { what: '没有这个题库', remedy: toImport },
  RULES_REFUSED: { what: '组卷规则未导入' },
  RULES_INCONSISTENT: { what: '组卷规则自相矛盾', remedy: toRules },
  RULES_RETIRED: { what: '组卷规则已停用', remedy: toRules },
  EDITION_PASSED: { what: '组卷规则未保存', remedy: toRules },
  FORMS_TOO_MANY: { what: '未能组卷' },
  TYPE_NOT_ON_SCREEN: { what: '题型不能机考', remedy: toRules },
  FOREIGN_ITEM: { what: '试题不在本机构题库' },
  ASSEMBLY_STATE: { what: '现在不能办理此事' },
  RULES_UNMET: { what: '试卷未保存' },
  NOT_FROM_OWN_BANK: { what: '不能使用外部试卷' },
  AUTHOR_IS_CHECKER: { what: '外部试卷未登记' },
  ATTACHMENT_KIND: { what: '附件不能使用' },
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
})
