import type * as party from '#modules/party/contract.ts'
import { defineRefusals } from '../kit/refusals.ts'

export const partyRefusals = defineRefusals<(typeof party)['registerOrganisation']>()({
  NAME_TAKEN: { what: '机构已经登记' },
  OTHER_CITY: { what: '不属于本市管理' },
})

export const registrationRefusals = defineRefusals<(typeof party)['registerCandidate']>()({
  DOCUMENT_INVALID: { what: '证件号码不正确' },
  ALREADY_REGISTERED: { what: '已经注册过', remedy: () => ({ label: '去登录', to: '/' }) },
  PERSON_MISMATCH: { what: '姓名与登记的不一致' },
  PASSWORD_WEAK: { what: '密码不够安全' },
})
