import type * as party from '#modules/party/contract.ts'
import { defineRefusals } from '../kit/refusals.ts'

type Issued = (typeof party)['registerOrganisation' | 'registerCandidate' | 'changePassword']

export const partyRefusals = defineRefusals<Issued>()({
  NAME_TAKEN: { what: '机构已经登记' },
  OTHER_CITY: { what: '不属于本市管理' },
  DOCUMENT_INVALID: { what: '证件信息需要改正' },
  ALREADY_REGISTERED: { what: '已经注册过', remedy: () => ({ label: '去登录', to: '/' }) },
  PERSON_MISMATCH: { what: '姓名与登记不一致' },
  PASSWORD_WEAK: { what: '密码不合要求' },
  PASSWORD_WRONG: { what: '原密码不正确' },
  PASSWORD_SAME: { what: '密码没有改变' },
})
