import type * as party from '#modules/party/contract.ts'
import { defineRefusals } from '../kit/refusals.ts'

export const partyRefusals = defineRefusals<(typeof party)['registerOrganisation']>()({
  NAME_TAKEN: { what: '机构已经登记' },
  OTHER_CITY: { what: '不属于本市管理' },
})
