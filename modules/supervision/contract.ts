import Type from 'typebox'
import { query } from '#platform/contract/contract.ts'
import { authority, organisationStaff } from '../party/core/role.ts'

const Uuid = Type.String({ format: 'uuid' })
const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** SDS-7.2-06: from a certificate back to result, score, paper, room, staff and application, one line a fact. */
export const trace = query({
  name: 'supervision.trace',
  title: '全程溯源',
  input: Type.Object({ personId: Uuid }),
  reply: Type.Object({
    name: Type.String(),
    documentMasked: Type.String(),
    facts: Type.Array(
      Type.Object({
        at: Type.String(),
        type: Type.String(),
        title: Type.String(),
        stage: Type.String(),
        actorName: Type.String(),
        organisationName: Type.String(),
        batchName: Nullable(Type.String()),
        clauses: Type.Array(Type.String()),
        details: Type.Array(Type.Object({ label: Type.String(), value: Type.String() })),
        file: Nullable(Type.Object({ organisationId: Uuid, fileId: Uuid })),
        chainSeq: Nullable(Type.Integer()),
      }),
    ),
  }),
  roles: [
    ...authority,
    'auditor',
    'org-head',
    'org-archive',
    'org-exam',
    'org-review',
    'supervisor',
    'candidate',
  ],
})

export const findPerson = query({
  name: 'supervision.findPerson',
  title: '查找考生',
  input: Type.Object({ name: Type.String({ minLength: 1, maxLength: 50 }) }),
  reply: Type.Object({
    total: Type.Integer(),
    people: Type.Array(
      Type.Object({
        personId: Uuid,
        name: Type.String(),
        documentMasked: Type.String(),
        batchName: Type.String(),
      }),
    ),
  }),
  roles: [...authority, 'auditor', 'org-head', 'org-archive', 'org-exam', 'org-review', 'supervisor'],
})

const Segment = Type.Object({
  key: Type.String(),
  title: Type.String(),
  state: Type.Union([Type.Literal('past'), Type.Literal('current'), Type.Literal('future')]),
  /** The segment's last day. */
  due: Nullable(Type.String()),
  workingDaysLeft: Nullable(Type.Integer()),
  clause: Nullable(Type.String()),
  arithmetic: Nullable(Type.String()),
})

/** What the first screen of the staff portals shows: what I must do, by when, under which clause. */
export const overview = query({
  name: 'workbench.overview',
  title: '工作台',
  input: Type.Object({}),
  reply: Type.Object({
    todos: Type.Array(
      Type.Object({
        title: Type.String(),
        due: Nullable(Type.String()),
        overdue: Type.Boolean(),
        clause: Nullable(Type.String()),
        link: Type.String(),
        count: Nullable(Type.Integer()),
      }),
    ),
    batches: Type.Array(
      Type.Object({
        batchId: Uuid,
        name: Type.String(),
        segments: Type.Array(Segment),
        next: Nullable(Type.Object({ title: Type.String(), link: Type.String() })),
      }),
    ),
    warnings: Type.Array(
      Type.Object({ title: Type.String(), link: Nullable(Type.String()), clause: Nullable(Type.String()) }),
    ),
    sittings: Type.Array(
      Type.Object({ title: Type.String(), startsAt: Type.String(), link: Nullable(Type.String()) }),
    ),
  }),
  roles: [...authority, 'auditor', 'operator', ...organisationStaff],
})
