import { targetOf } from '#apps/server/testing/access.ts'
import { type AccessFindings, walkAccess } from '#apps/server/testing/access-walk.ts'
import { registerCandidate } from '#modules/party/contract.ts'
import { anonymous } from '#modules/party/login.ts'
import { citizenCheckCharacter } from '#modules/policy/core/identity.ts'
import { type Actor, platformOrganisation } from '#platform/command/context.ts'
import { anyone } from './client.ts'
import type { Walk } from './walk.ts'
import { selfEnrolled } from './walk-enrol.ts'

/** Someone who has registered and enrolled nowhere. */
const registerOther = async (walk: Walk): Promise<{ accountId: string; personId: string }> => {
  const first17 = '37010219910203931'
  const { accountId } = await anyone(walk.server.address).done(registerCandidate, {
    name: '周示例',
    documentType: '居民身份证',
    documentNumber: first17 + citizenCheckCharacter(first17),
    phone: '13800000002',
    password: selfEnrolled.password,
  })
  const { personId } = await walk.server.connection.owner
    .selectFrom('account')
    .select('personId')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
  return { accountId, personId: personId! }
}

/** Names and masked numbers of everyone who enrolled with the organisation. */
const candidatesOf = async ({ server, organisationId }: Walk) =>
  server.connection.owner
    .selectFrom('application')
    .innerJoin('person', 'person.id', 'application.personId')
    .select(['person.id', 'person.name', 'application.documentMasked'])
    .where('application.organisationId', '=', organisationId)
    .execute()

const idsOf = async ({ server }: Walk) => {
  const { owner } = server.connection
  const account = await owner
    .selectFrom('account')
    .select(['id', 'organisationId'])
    .where('login', '=', 'college-exam')
    .executeTakeFirstOrThrow()
  const city = await owner
    .selectFrom('account')
    .select(['id'])
    .where('login', '=', 'city')
    .executeTakeFirstOrThrow()
  return { college: account, cityAccountId: city.id }
}

/** Provincial roles reach every organisation by their office, and the system is nobody: neither is ever foreign. */
const reachingAll = ['province', 'auditor', 'operator', 'system']

const actorsOf = async (walk: Walk) => {
  const { college, cityAccountId } = await idsOf(walk)
  const other = await registerOther(walk)
  const person = (role: string, values: Partial<Actor>): Actor => ({
    accountId: college.id,
    personId: null,
    name: '外来人员',
    roles: [role],
    organisationId: college.organisationId,
    cityCode: '3799',
    reach: [college.organisationId],
    ...values,
  })
  const foreigner = (role: string): Actor | null => {
    if (reachingAll.includes(role)) return null
    if (role === 'candidate')
      return person(role, { ...other, organisationId: platformOrganisation, cityCode: null, reach: [] })
    return role === 'city' ? person(role, { accountId: cityAccountId, cityCode: '3701' }) : person(role, {})
  }
  const insider = (role: string) =>
    person(role, { organisationId: walk.organisationId, reach: [walk.organisationId] })
  return { foreigner, insider }
}

/** Walks every command and query as everyone who has no business with the organisation of the walk. */
export const walkForeign = async (walk: Walk): Promise<AccessFindings> => {
  const { server, organisationId } = walk
  const people = await candidatesOf(walk)
  const { name, documentNumber } = selfEnrolled
  const personId = people.find((each) => each.name === name)!.id
  const inputs = server.entries.map(({ spec }) => spec.input)
  const target = await targetOf(server.connection.owner, {
    organisationId,
    person: { name, documentNumber, personId },
    inputs,
  })
  const markers = people.flatMap((each) => [each.name, each.documentMasked])
  return walkAccess({ server, target, markers, anonymous, ...(await actorsOf(walk)) })
}
