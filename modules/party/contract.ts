import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'
import { authority, organisationStaff } from './core/role.ts'

const Name = Type.String({ minLength: 2, maxLength: 50 })
const Password = Type.String({ minLength: 10, maxLength: 128 })

/** SDS-3.2-01: a candidate registers before enrolling; one account a document number. */
export const registerCandidate = command({
  name: 'party.registerCandidate',
  title: '考生注册',
  input: Type.Object({
    name: Name,
    documentType: Type.String({ maxLength: 30 }),
    documentNumber: Type.String({ minLength: 5, maxLength: 30 }),
    phone: Type.String({ pattern: '^1[0-9]{10}$' }),
    password: Password,
  }),
  reply: Type.Object({ accountId: Type.String() }),
  refusals: ['DOCUMENT_INVALID', 'ALREADY_REGISTERED', 'PERSON_MISMATCH', 'PASSWORD_WEAK'],
  roles: 'anyone',
})

/** Reading personal data in clear asks for a reason and leaves a record. */
export const revealNumber = command({
  name: 'party.revealNumber',
  title: '查看完整证件号码',
  input: Type.Object({ personId: Type.String({ format: 'uuid' }), reason: Type.String({ minLength: 4, maxLength: 200 }) }),
  reply: Type.Object({ documentNumber: Type.String(), phone: Type.Union([Type.String(), Type.Null()]) }),
  refusals: [],
  roles: [...authority, 'org-review', 'org-exam', 'org-head'],
})

export const staffList = query({
  name: 'party.staffList',
  title: '机构人员',
  input: Type.Object({ role: Type.Optional(Type.String()) }),
  reply: Type.Object({
    staff: Type.Array(
      Type.Object({ accountId: Type.String(), login: Type.String(), name: Type.String(), roles: Type.Array(Type.String()) }),
    ),
  }),
  roles: [...organisationStaff],
})
