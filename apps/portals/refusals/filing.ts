import type * as filing from '#modules/filing/contract.ts'
import { defineRefusals } from '../kit/refusals.ts'

export const filingRefusals = defineRefusals<(typeof filing)[keyof typeof filing]>()({
  OTHER_CITY: { what: '不属于本市管理' },
  ORGANISATION_CODE_MALFORMED: { what: '机构编码格式不正确' },
  ORGANISATION_CODE_TAKEN: { what: '机构编码已被使用' },
  ALREADY_FILED: { what: '该机构已经备案', remedy: () => ({ label: '查看备案列表', to: '/filings' }) },
  OCCUPATION_CODE_MALFORMED: { what: '职业编码格式不正确' },
  STANDARD_MISSING: { what: '缺少职业标准或评价规范' },
  LEVEL_NOT_IN_STANDARD: { what: '标准中没有这个等级' },
  VALIDITY_REVERSED: { what: '有效期前后颠倒' },
  SCOPE_DOUBLED: { what: '备案范围重复' },
  FILING_NOT_VALID: { what: '备案当前无效' },
  STEP_NOT_OPEN: { what: '当前状态不能办理' },
})
