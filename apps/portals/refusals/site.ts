import type * as site from '#modules/site/contract.ts'
import { defineRefusals } from '../kit/refusals.ts'

const unreadable = { what: '工作簿未能读取' }

export const siteRefusals = defineRefusals<(typeof site)[keyof typeof site]>()({
  SHEET_MISSING: { what: '缺少工作表' },
  COLUMN_MISSING: { what: '缺少列' },
  'upload-too-large': { what: '文件过大' },
  'upload-too-slow': unreadable,
  'upload-too-complex': unreadable,
  'upload-unreadable': unreadable,
  'spreadsheet-empty': { what: '文件是空的' },
  'spreadsheet-legacy-xls': { what: '文件是旧版格式' },
  'spreadsheet-encrypted': { what: '文件设有密码' },
  'spreadsheet-wrong-type': { what: '文件不是工作簿' },
  'spreadsheet-corrupt': unreadable,
  'spreadsheet-unsafe-path': unreadable,
  'spreadsheet-document-type': unreadable,
  'spreadsheet-too-large': { what: '文件过大' },
  'spreadsheet-ratio': unreadable,
  'spreadsheet-too-many-parts': unreadable,
  'spreadsheet-too-many-rows': { what: '行数过多' },
  'spreadsheet-too-many-columns': { what: '列数过多' },
  'spreadsheet-no-such-sheet': { what: '缺少工作表' },
  BOOK_HAS_ERRORS: { what: '表中有错误，未导入' },
  NOTHING_TO_IMPORT: { what: '没有可以导入的内容' },
  STEP_NOT_OPEN: { what: '当前状态不能办理' },
  NO_USABLE_ROOM: { what: '没有可以使用的考场' },
  OTHER_CITY: { what: '不由本市确认' },
  DEFECT_MISSING: { what: '缺少停用原因' },
  POINT_UNKNOWN: { what: '检查项不适用' },
  PLACE_TAKEN: { what: '位置已被另一考场占用' },
})
