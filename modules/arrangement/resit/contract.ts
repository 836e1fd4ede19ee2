import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'

const Uuid = Type.String({ format: 'uuid' })
const Instant = Type.String({ format: 'date-time' })
const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const office = ['org-exam', 'org-head'] as const

/** Issued when somebody was granted to sit again; the same again changes nothing. */
export const listResit = command({
  name: 'arrangement.listResit',
  title: '列入待安排重考',
  input: Type.Object({
    organisationId: Uuid,
    batchId: Uuid,
    resitId: Uuid,
    applicationId: Uuid,
    subject: Type.Union([Type.Literal('theory'), Type.Literal('practical'), Type.Literal('review')]),
    reason: Type.String({ maxLength: 1000 }),
  }),
  reply: Type.Object({ listed: Type.Boolean() }),
  refusals: [],
  roles: ['system'],
})

/** A session of their own for those who wait, with a seat for each of them. */
export const arrangeResits = command({
  name: 'arrangement.arrangeResits',
  title: '安排重考场次',
  input: Type.Object({
    batchId: Uuid,
    version: Type.Integer({ minimum: 1 }),
    resitIds: Type.Array(Uuid, { minItems: 1, maxItems: 500, uniqueItems: true }),
    startsAt: Instant,
    endsAt: Instant,
  }),
  reply: Type.Object({
    version: Type.Integer(),
    sessionId: Uuid,
    seated: Type.Integer(),
    tickets: Type.Integer(),
  }),
  refusals: [
    'NOT_CONFIRMED',
    'RESIT_NOT_WAITING',
    'RESITS_DIFFER',
    'SESSION_OUTSIDE_EXAM',
    'SESSION_TIMES_WRONG',
    'SESSIONS_OVERLAP',
    'SEATS_MISSING',
  ],
  roles: office,
})

/** Who sits again: the group that a later session takes in, and where those were put whom one has taken. */
export const resitGroup = query({
  name: 'arrangement.resits',
  title: '重考考生',
  input: Type.Object({ batchId: Uuid }),
  reply: Type.Object({
    mayArrange: Type.Boolean(),
    /** Of the document that holds for the batch. */
    clauses: Type.Array(Type.String()),
    rows: Type.Array(
      Type.Object({
        resitId: Uuid,
        name: Type.String(),
        documentMasked: Type.String(),
        lineTitle: Type.String(),
        subjectTitle: Type.String(),
        reason: Type.String(),
        listedAt: Type.String(),
        session: Nullable(Type.Object({ number: Type.Integer(), startsAt: Type.String() })),
      }),
    ),
  }),
  roles: [...office, 'site-chief'],
})
