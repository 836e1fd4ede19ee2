import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'
import { authority, organisationStaff, roleNames } from './core/role.ts'

const Uuid = Type.String({ format: 'uuid' })

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

/** What the registration form shows: the documents accepted by origin (SDS-3.3-03) and the password's rule. */
export const registrationRules = query({
  name: 'party.registrationRules',
  title: '考生注册须知',
  input: Type.Object({}),
  reply: Type.Object({
    origins: Type.Array(
      Type.Object({ origin: Type.String(), title: Type.String(), documents: Type.Array(Type.String()) }),
    ),
    clauses: Type.Array(Type.String()),
    passwordRule: Type.String(),
  }),
  roles: 'anyone',
})

/** The own password, by knowing it. Every session of the account ends: whoever else knew the old one is out. */
export const changePassword = command({
  name: 'party.changePassword',
  title: '修改密码',
  input: Type.Object({ oldPassword: Type.String({ minLength: 1, maxLength: 128 }), newPassword: Password }),
  secretReply: true,
  reply: Type.Object({}),
  refusals: ['PASSWORD_WRONG', 'PASSWORD_WEAK', 'PASSWORD_SAME'],
  roles: roleNames.filter((role) => role !== 'system'),
})

/** Reading personal data in clear asks for a reason and leaves a record. */
export const revealNumber = command({
  name: 'party.revealNumber',
  title: '查看完整证件号码',
  input: Type.Object({
    personId: Type.String({ format: 'uuid' }),
    reason: Type.String({ minLength: 4, maxLength: 200 }),
  }),
  secretReply: true,
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
      Type.Object({
        accountId: Type.String(),
        login: Type.String(),
        name: Type.String(),
        roles: Type.Array(Type.String()),
      }),
    ),
  }),
  roles: [...organisationStaff],
})

/** An evaluation organisation or a centre gets its place in the system; the scope it may assess in comes by filing. */
export const registerOrganisation = command({
  name: 'party.registerOrganisation',
  title: '登记机构',
  input: Type.Object({
    kind: Type.Union([
      Type.Literal('evaluation'),
      Type.Literal('city-centre'),
      Type.Literal('province-centre'),
    ]),
    name: Type.String({ minLength: 4, maxLength: 60 }),
    typeName: Type.String({ minLength: 2, maxLength: 30 }),
    cityCode: Type.String({ pattern: '^[0-9]{4}$' }),
    cityName: Type.String({ minLength: 2, maxLength: 20 }),
    contactPerson: Name,
    contactPhone: Type.String({ minLength: 7, maxLength: 20 }),
    headName: Name,
    headPhone: Type.String({ minLength: 7, maxLength: 20 }),
  }),
  reply: Type.Object({ organisationId: Uuid }),
  refusals: ['NAME_TAKEN', 'OTHER_CITY'],
  roles: [...authority, 'system'],
})

/** An account for someone of the staff; the password is chosen by the person at the first login. */
export const openAccount = command({
  name: 'party.openAccount',
  title: '开通账号',
  input: Type.Object({
    organisationId: Uuid,
    login: Type.String({ pattern: '^[A-Za-z][A-Za-z0-9._-]{2,39}$' }),
    name: Name,
    roles: Type.Array(Type.String(), { minItems: 1, maxItems: 8 }),
    password: Password,
  }),
  secretReply: true,
  reply: Type.Object({ accountId: Uuid, totpSecret: Type.Union([Type.String(), Type.Null()]) }),
  refusals: ['LOGIN_TAKEN', 'PASSWORD_WEAK', 'ROLE_NOT_GRANTABLE'],
  roles: [...authority, 'org-head', 'system'],
})

export const organisationList = query({
  name: 'party.organisationList',
  title: '机构名录',
  input: Type.Object({}),
  reply: Type.Object({
    organisations: Type.Array(
      Type.Object({
        organisationId: Uuid,
        name: Type.String(),
        kind: Type.String(),
        typeName: Type.String(),
        cityName: Type.String(),
        contactPerson: Type.String(),
        contactPhone: Type.String(),
      }),
    ),
  }),
  roles: [...authority, 'auditor'],
})
