import { checkIdentity, identityTypes, parseIdentityType } from '#modules/policy/core/identity.ts'
import { checkPersonName } from '#modules/policy/core/name.ts'
import { platformOrganisation } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { hashPassword } from '#platform/session/password.ts'
import type { registerCandidate } from '../contract.ts'
import { checkPasswordStrength } from '../core/password.rule.ts'
import { candidateLogin } from '../login.ts'
import { nameKeyOf } from '../registration.ts'
import { findPerson, hasCandidateAccount, insertAccount, insertPerson } from '../store.ts'

const documentInvalid = (sentence: string) =>
  refuse('DOCUMENT_INVALID', {
    sentence,
    remedy: '请核对证件类型和证件号码后重新填写。',
    clauses: ['SDS-3.3-03'],
    field: 'documentNumber',
  })

/** SDS-3.2-01: one account a document number; a person known from a roster keeps the one record. */
export const registerCandidateHandler: CommandHandler<typeof registerCandidate> = async (context, input) => {
  const type = parseIdentityType(input.documentType)
  if (type === null) return documentInvalid(`“${input.documentType}”不是规定的证件类型。`)
  const identity = checkIdentity(type, input.documentNumber)
  if (identity.refused) return documentInvalid(identity.sentence)
  const name = checkPersonName(input.name)
  if (name.refused) return refuse('PERSON_MISMATCH', { ...name, field: 'name' })
  const weakness = checkPasswordStrength(input.password, [identity.value.number, input.phone])
  if (weakness.refused) return weakness

  // One spelling of the type, or the same document under another name would be another person.
  const documentType = identityTypes[type].name
  const known = await findPerson(context, documentType, identity.value.number)
  if (known && known.name !== name.value) {
    return refuse('PERSON_MISMATCH', {
      sentence: '该证件号码已有登记，登记的姓名与您填写的不一致。',
      remedy: '请核对姓名；如确有错误，请联系为您报名的机构申请更正。',
      clauses: ['SDS-3.2-01', 'SDS-3.3-12'],
      field: 'name',
    })
  }
  if (known && (await hasCandidateAccount(context.tx, known.id))) {
    return refuse('ALREADY_REGISTERED', {
      sentence: '该证件号码已注册过账号，一个证件号码只能注册一个账号。',
      remedy: '请直接登录。',
      clauses: ['SDS-3.2-01'],
      field: 'documentNumber',
    })
  }
  const person =
    known ??
    (await insertPerson(context, {
      name: name.value,
      nameKey: nameKeyOf(name.value),
      documentType,
      documentNumber: identity.value.number,
      phone: input.phone,
      sex: identity.value.sex === null ? null : identity.value.sex === 'female' ? '女' : '男',
      birthDate: identity.value.birthDate,
    }))
  const account = await insertAccount(
    context.tx,
    {
      organisationId: platformOrganisation,
      login: candidateLogin(context.services.keyring, identity.value.number),
      displayName: name.value,
      personId: person.id,
      roles: ['candidate'],
      passwordHash: await hashPassword(input.password),
      totpSecret: null,
    },
    context.now,
  )
  if (!known)
    context.record({ type: 'person-registered', table: 'person', row: person, clauses: ['SDS-3.2-01'] })
  context.record({ type: 'account-opened', table: 'account', row: account, clauses: ['SDS-3.2-01'] })
  return accept({ accountId: account.id })
}
