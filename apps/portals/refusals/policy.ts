import type * as policy from '#modules/policy/contract.ts'
import { defineRefusals } from '../kit/refusals.ts'

export const policyRefusals = defineRefusals<(typeof policy)[keyof typeof policy]>()({
  CALENDAR_IMPLAUSIBLE: { what: '工作日历需要改正' },
})
