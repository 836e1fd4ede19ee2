import type * as trial from '#modules/delivery/trial/contract.ts'
import { defineRefusals } from '../kit/refusals.ts'

export const trialRefusals = defineRefusals<(typeof trial)[keyof typeof trial]>()({
  ROOMS_NOT_PREPARED: { what: '考场尚未下发' },
  TRIAL_NOT_BEFORE: { what: '不在考试日之前' },
  TRIAL_OTHERWISE: { what: '已安排试考' },
})
