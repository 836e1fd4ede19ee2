import type * as certificate from '#modules/certificate/contract.ts'
import { defineRefusals } from '../kit/refusals.ts'

export const certificateRefusals = defineRefusals<(typeof certificate)[keyof typeof certificate]>()({
  ISSUER_NOT_EVALUATOR: { what: '不能由本机构发证' },
  RESULTS_NOT_CONFIRMED: { what: '成绩尚未确认' },
  NOTHING_TO_CERTIFY: { what: '没有可发的证书' },
  FILING_NOT_VALID: { what: '备案无效' },
  DATA_UNSOUND: { what: '数据未通过核验' },
  DATA_CHANGED: { what: '数据已有变动' },
  WRONG_STATE: { what: '目前不能办理此步' },
  CERTIFICATE_SERIAL_EXHAUSTED: { what: '证书编号不足' },
  ISSUE_TOO_EARLY: { what: '还不到发证日期' },
  ISSUE_INCOMPLETE: { what: '证书尚未制完' },
  'font-missing': { what: '缺少字体，不能打印' },
  'glyph-missing': { what: '字体缺字，不能打印' },
  HANDWRITING_OPEN: { what: '还有姓名没有补写' },
  ALREADY_REPORTED: { what: '数据已经报送' },
  MATERIAL_MISSING: { what: '缺少证明材料' },
  MATERIAL_UNREADABLE: { what: '材料不能读取' },
  REQUEST_OPEN: { what: '已有申请在办' },
  NOT_ISSUER: { what: '不是本机构颁发的证书' },
  QUERY_INCOMPLETE: { what: '还缺一项' },
  CERTIFICATE_NOT_FOUND: { what: '没有查询到' },
})
