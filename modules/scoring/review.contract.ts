import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'
import { Nullable, Signature, Uuid, Version } from './schemas.ts'

const Panel = { batchId: Uuid, sessionId: Uuid, roomId: Uuid }
const Points = Type.Record(
  Type.String({ minLength: 1, maxLength: 60 }),
  Type.Number({ minimum: 0, maximum: 100 }),
)

/** One member's scores of one candidate; with a signature they are locked for good. */
export const scoreReview = command({
  name: 'scoring.scoreReview',
  title: '综合评审评分',
  input: Type.Object({
    ...Panel,
    applicationId: Uuid,
    version: Type.Integer({ minimum: 0 }),
    points: Points,
    signature: Nullable(Signature),
  }),
  reply: Type.Object({ version: Version, total: Type.Number() }),
  refusals: [
    'NOT_ON_PANEL',
    'SCHEME_MISSING',
    'SHEET_LOCKED',
    'PANEL_SIGNED',
    'POINT_UNKNOWN',
    'POINT_OUT_OF_RANGE',
    'POINT_MISSING',
  ],
  roles: ['examiner'],
})

export const signReview = command({
  name: 'scoring.signReview',
  title: '评审组长签字',
  input: Type.Object({ ...Panel, signature: Signature }),
  reply: Type.Object({ scored: Type.Integer() }),
  refusals: [
    'PANEL_LEADER',
    'NOT_LEADER',
    'PANEL_SIGNED',
    'SHEETS_MISSING',
    'SHEETS_EVEN',
    'ARBITRATION_OPEN',
    'NO_CANDIDATES',
  ],
  roles: ['examiner'],
})

/** The review of one room as one member sees it: own scores, and everybody's once all have locked. */
export const reviewPad = query({
  name: 'scoring.reviewPad',
  title: '综合评审评分',
  input: Type.Object(Panel),
  reply: Type.Object({
    contents: Type.Array(
      Type.Object({ name: Type.String(), weight: Type.Number(), focus: Type.Array(Type.String()) }),
    ),
    isLeader: Type.Boolean(),
    panelState: Type.String(),
    candidates: Type.Array(
      Type.Object({
        applicationId: Uuid,
        name: Type.String(),
        lockedCount: Type.Integer(),
        panelSize: Type.Integer(),
        mySheet: Nullable(
          Type.Object({
            version: Version,
            state: Type.String(),
            points: Type.Record(Type.String(), Type.Number()),
            total: Type.Number(),
          }),
        ),
        totals: Nullable(Type.Array(Type.Object({ name: Type.String(), total: Type.Number() }))),
        needsArbitration: Type.Boolean(),
        score: Nullable(Type.Number()),
      }),
    ),
  }),
  roles: ['examiner'],
})
