import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'
import { authority } from './core/role.ts'

const Uuid = Type.String({ format: 'uuid' })
const Day = Type.String({ format: 'date' })
const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Index = Type.String({ pattern: '^[0-9a-f]+$' })
const Case = {
  organisationId: Uuid,
  caseId: Uuid,
  caseNumber: Type.String(),
  reason: Type.String(),
  clauses: Type.Array(Type.String()),
  fromOn: Day,
  untilOn: Nullable(Day),
}

/** The bans that one case brings, as it stands now: whom it no longer names is free again. */
export const recordBans = command({
  name: 'party.recordBans',
  title: '登记禁考',
  input: Type.Object({
    ...Case,
    people: Type.Array(
      Type.Object({ documentIndex: Index, name: Type.String(), documentMasked: Type.String() }),
    ),
  }),
  reply: Type.Object({ active: Type.Integer() }),
  refusals: [],
  roles: ['system'],
})

/** Who of the staff is out on the ground of one case, as it stands now. */
export const recordExclusions = command({
  name: 'party.recordExclusions',
  title: '登记工作人员停用',
  input: Type.Object({
    ...Case,
    scope: Nullable(Type.String()),
    people: Type.Array(
      Type.Object({
        accountId: Nullable(Uuid),
        staffId: Nullable(Uuid),
        documentIndex: Nullable(Index),
        name: Type.String(),
      }),
    ),
  }),
  reply: Type.Object({ active: Type.Integer() }),
  refusals: [],
  roles: ['system'],
})

export const banList = query({
  name: 'party.bans',
  title: '禁考名单',
  input: Type.Object({ onlyActive: Type.Optional(Type.Boolean()) }),
  reply: Type.Object({
    bans: Type.Array(
      Type.Object({
        banId: Uuid,
        caseId: Uuid,
        caseNumber: Type.String(),
        name: Type.String(),
        documentMasked: Type.String(),
        fromOn: Day,
        untilOn: Day,
        reason: Type.String(),
        active: Type.Boolean(),
      }),
    ),
    exclusions: Type.Array(
      Type.Object({
        exclusionId: Uuid,
        caseId: Uuid,
        caseNumber: Type.String(),
        name: Type.String(),
        scopeTitle: Type.String(),
        fromOn: Day,
        untilOn: Nullable(Day),
        reason: Type.String(),
        active: Type.Boolean(),
      }),
    ),
  }),
  roles: [...authority, 'org-head', 'org-exam', 'org-review', 'supervisor', 'auditor'],
})
