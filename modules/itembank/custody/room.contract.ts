import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'
import { Instant, Nullable, PersonName, Place, Uuid, Version } from '../core/shapes.ts'

const Date_ = Type.String({ format: 'date' })
const missing = ['UNDERTAKING_MISSING'] as const
const guards = ['org-secrecy', 'site-chief'] as const
const Gap = Type.Object({ from: Instant, to: Instant, persons: Type.Integer() })

export const registerSecureRoom = command({
  name: 'itembank.registerSecureRoom',
  title: '登记保密室',
  input: Type.Object({
    name: Type.String({ minLength: 2, maxLength: 40 }),
    place: Place,
    /** Where the document names no number. */
    minPersons: Type.Integer({ minimum: 1, maximum: 10 }),
  }),
  reply: Type.Object({ secureRoomId: Uuid }),
  refusals: [...missing, 'NAME_TAKEN'],
  roles: ['org-secrecy'],
})

/** HN-2.3.3-03: the room and its measures are inspected; the inspector sets how long that holds. */
export const inspectSecureRoom = command({
  name: 'itembank.inspectSecureRoom',
  title: '登记保密室检查',
  input: Type.Object({
    secureRoomId: Uuid,
    inspectedOn: Date_,
    validUntil: Date_,
    inspector: PersonName,
    /** The measures found in working order. */
    measures: Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { maxItems: 20 }),
    passed: Type.Boolean(),
    note: Type.String({ maxLength: 300 }),
  }),
  reply: Type.Object({ valid: Type.Boolean() }),
  refusals: [...missing, 'DATES_REVERSED', 'DAY_AHEAD', 'MEASURES_MISSING'],
  roles: ['org-secrecy', 'supervisor'],
})

const PlannedShift = Type.Object({
  startsAt: Instant,
  endsAt: Instant,
  persons: Type.Array(PersonName, { minItems: 1, maxItems: 10 }),
})

/** HN-2.3.4-05, HN-2.3.6-02: the roster of a period, without a gap. */
export const planDuty = command({
  name: 'itembank.planDuty',
  title: '编排保密室值班',
  input: Type.Object({
    secureRoomId: Uuid,
    from: Instant,
    to: Instant,
    shifts: Type.Array(PlannedShift, { minItems: 1, maxItems: 400 }),
  }),
  reply: Type.Object({ shifts: Type.Integer() }),
  refusals: [...missing, 'ROSTER_GAP', 'SHIFT_INVALID', 'SHIFT_LOGGED'],
  roles: ['org-secrecy'],
})

/** HN-2.3.6-05: the log of a shift; the second person signs what the first has written. */
export const signDutyLog = command({
  name: 'itembank.signDutyLog',
  title: '签写值班记录',
  input: Type.Object({
    shiftId: Uuid,
    version: Version,
    /** Written by the first; the second leaves it out. */
    situation: Type.Optional(Type.String({ minLength: 2, maxLength: 500 })),
    handedOverAt: Type.Optional(Instant),
    /** One on duty who has no account; the one who is logged in stands by him. */
    signerName: Type.Optional(PersonName),
  }),
  reply: Type.Object({ signatures: Type.Integer() }),
  refusals: [
    ...missing,
    'LOG_COMPLETE',
    'SITUATION_MISSING',
    'NOT_ON_DUTY',
    'SIGNED_ALREADY',
    'SHIFT_RUNNING',
  ],
  roles: [...guards],
})

export const printDutyLog = command({
  name: 'itembank.printDutyLog',
  title: '打印试卷保密室值班记录',
  input: Type.Object({ secureRoomId: Uuid, from: Date_, to: Date_ }),
  reply: Type.Object({ organisationId: Uuid, fileId: Uuid, shifts: Type.Integer() }),
  refusals: [...missing, 'GLYPH_MISSING'],
  roles: [...guards],
})

export const secureRooms = query({
  name: 'itembank.secureRooms',
  title: '保密室',
  input: Type.Object({ secureRoomId: Type.Optional(Uuid), week: Type.Optional(Date_) }),
  reply: Type.Object({
    /** The number a document asks for; null where it is silent. */
    guard: Nullable(Type.Object({ persons: Type.Integer(), clauses: Type.Array(Type.String()) })),
    measures: Type.Array(Type.String()),
    today: Type.String(),
    mayPlan: Type.Boolean(),
    mayInspect: Type.Boolean(),
    people: Type.Array(Type.String()),
    rooms: Type.Array(
      Type.Object({
        secureRoomId: Uuid,
        name: Type.String(),
        place: Type.String(),
        minPersons: Type.Integer(),
        isValid: Type.Boolean(),
        inspections: Type.Array(
          Type.Object({
            inspectedOn: Type.String(),
            validUntil: Type.String(),
            passed: Type.Boolean(),
            measures: Type.Array(Type.String()),
            inspector: Type.String(),
            note: Type.String(),
          }),
        ),
      }),
    ),
    week: Nullable(
      Type.Object({
        from: Instant,
        to: Instant,
        gaps: Type.Array(Gap),
        shifts: Type.Array(
          Type.Object({
            shiftId: Uuid,
            version: Version,
            startsAt: Instant,
            endsAt: Instant,
            persons: Type.Array(Type.String()),
            situation: Nullable(Type.String()),
            signers: Type.Array(Type.String()),
            isOver: Type.Boolean(),
            isMissing: Type.Boolean(),
            mySignature: Type.Boolean(),
          }),
        ),
      }),
    ),
    /** HN-2.3.6-05: shifts that are over without two signatures, of all weeks. */
    missing: Type.Array(
      Type.Object({ startsAt: Instant, endsAt: Instant, persons: Type.Array(Type.String()) }),
    ),
  }),
  refusals: [...missing],
  roles: ['org-secrecy', 'site-chief', 'supervisor'],
})
