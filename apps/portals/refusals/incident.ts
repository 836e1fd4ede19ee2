import type * as incident from '#modules/delivery/incident/contract.ts'
import { defineRefusals } from '../kit/refusals.ts'

export const incidentRefusals = defineRefusals<(typeof incident)[keyof typeof incident]>()({
  INCIDENT_REFUSED: { what: '尚不能这样登记' },
  STILL_IN_ROOM: { what: '仍在考场办理' },
  ALREADY_DECIDED: { what: '已经决定' },
  OPINION_MISSING: { what: '缺少认定意见' },
})
