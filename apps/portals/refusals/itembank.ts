import type * as assembly from '#modules/itembank/assembly/contract.ts'
import type * as making from '#modules/itembank/assembly/making.contract.ts'
import type * as custody from '#modules/itembank/custody/contract.ts'
import type * as registers from '#modules/itembank/custody/register.contract.ts'
import type * as secureRooms from '#modules/itembank/custody/room.contract.ts'
import type * as exchange from '#modules/itembank/exchange/contract.ts'
import type * as items from '#modules/itembank/item/contract.ts'
import type * as upkeep from '#modules/itembank/item/upkeep.contract.ts'
import type * as knowledge from '#modules/itembank/knowledge/contract.ts'
import type * as papers from '#modules/itembank/paper/contract.ts'
import type * as documents from '#modules/itembank/paper/documents/contract.ts'
import type * as practical from '#modules/itembank/practical/contract.ts'
import type * as undertakings from '#modules/itembank/undertaking/contract.ts'
import { defineRefusals, type RemedyLink } from '../kit/refusals.ts'

type In<C> = C[keyof C]
type Specs =
  | In<typeof assembly>
  | In<typeof making>
  | In<typeof custody>
  | In<typeof documents>
  | In<typeof registers>
  | In<typeof secureRooms>
  | In<typeof exchange>
  | In<typeof items>
  | In<typeof upkeep>
  | In<typeof knowledge>
  | In<typeof papers>
  | In<typeof practical>
  | In<typeof undertakings>

const toImport = (): RemedyLink => ({ label: '导入细目表', to: '/banks/import' })
const toBanks = (): RemedyLink => ({ label: '查看题库和覆盖', to: '/banks' })
const toRules = (): RemedyLink => ({ label: '组卷规则', to: '/rules' })

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
  BANK_EXISTS: { what: '题库未能登记' },
  BANK_UNNAMED: { what: '不知道是哪个题库' },
  BANK_OF_OTHER_LEVEL: { what: '题库的职业或等级不符' },
  SOURCE_REPEATED: { what: '题库登记未能保存' },
  DRAFT_EXISTS: { what: '已有正在编制的草稿' },
  TREE_STATE: { what: '这一版细目表不能再改动' },
  TREE_REFUSED: { what: '细目表有误' },
  POINTS_IN_USE: { what: '仍有试题对应被移除的鉴定点' },
  TREE_MISSING: { what: '试题未导入', remedy: toBanks },
  BANK_UNKNOWN: { what: '没有这个题库', remedy: toImport },
  RULES_REFUSED: { what: '组卷规则未导入' },
  RULES_INCONSISTENT: { what: '组卷规则自相矛盾', remedy: toRules },
  RULES_RETIRED: { what: '组卷规则已停用', remedy: toRules },
  EDITION_PASSED: { what: '组卷规则未保存', remedy: toRules },
  FORMS_TOO_MANY: { what: '未能组卷' },
  TYPE_NOT_ON_SCREEN: { what: '题型不能机考', remedy: toRules },
  CODES_MISSING: { what: '没有读到试题编号' },
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
  PRINT_PAPER_ON_SCREEN: { what: '试卷与考试方式不符' },
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
  LEAD_TOO_LONG: { what: '未能密封' },
  THRESHOLD_TOO_LOW: { what: '未能密封' },
  REHEARSAL_MISSING: { what: '不能演练启封' },
  MEDIUM_MISSING: { what: '未能下发', remedy: () => ({ label: '登记载体', to: '/custody/media' }) },
  ROOMS_MISSING: { what: '未能制作试卷袋' },
  PACKAGES_MADE: { what: '未能制作试卷袋' },
  SPARES_MISSING: { what: '未能制作试卷袋' },
  WRONG_STEP: { what: '现在不能办理此环节' },
  NOT_YOUR_STEP: { what: '不由您的岗位办理' },
  TIME_AHEAD: { what: '时间不能登记' },
  FIELD_MISSING: { what: '登记不完整' },
  ACCEPTANCE_MISSING: { what: '不能存入保密室' },
  SECURE_ROOM_INVALID: {
    what: '不能存入保密室',
    remedy: () => ({ label: '查看保密室', to: '/custody/secure-room' }),
  },
  WITNESSES_MISSING: { what: '考生见证人不足' },
  SIGNATURES_MISSING: { what: '签名不足' },
  EXPLANATION_MISSING: { what: '须说明原因' },
  INCIDENT_OPEN: {
    what: '尚有未查明的异常',
    remedy: () => ({ label: '查看保密异常', to: '/custody/incidents' }),
  },
  BEFORE_END: { what: '考试尚未结束' },
  RECEIVER_MISSING: { what: '未能交接' },
  RECEIVER_UNKNOWN: { what: '未能交接' },
  WITNESS_MISSING: { what: '未能交接' },
  NOT_THE_HOLDER: { what: '未能交接' },
  HANDOVER_WAITING: { what: '未能交接' },
  FETCHED_TOO_EARLY: { what: '尚不能领取' },
  NO_HANDOVER: { what: '没有待确认的交接' },
  NOT_THE_RECEIVER: { what: '不能代为接收' },
  CHECKS_MISSING: { what: '须逐项核对' },
  INCIDENT_CLOSED: { what: '已经办结' },
  NAME_TAKEN: { what: '未能登记' },
  DATES_REVERSED: { what: '未能登记检查' },
  DAY_AHEAD: { what: '未能登记检查' },
  MEASURES_MISSING: { what: '未能登记检查' },
  ROSTER_GAP: { what: '值班表有空缺，未编排' },
  SHIFT_INVALID: { what: '班次时间有误' },
  SHIFT_LOGGED: { what: '未能编排' },
  LOG_COMPLETE: { what: '值班记录已签齐' },
  SITUATION_MISSING: { what: '值班记录不完整' },
  NOT_ON_DUTY: { what: '不能签名' },
  SIGNED_ALREADY: { what: '不能签名' },
  SHIFT_RUNNING: { what: '不能签名' },
  GLYPH_MISSING: { what: '未能打印' },
  NUMBER_TAKEN: { what: '未能登记' },
  ITEM_UNKNOWN: { what: '未能登记' },
  RETURNED_ALREADY: { what: '已经收回' },
  MATERIAL_ORDER: { what: '请按顺序登记' },
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
