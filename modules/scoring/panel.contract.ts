import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'
import { Nullable, Uuid, Words } from './schemas.ts'

const Code = Type.String({ minLength: 1, maxLength: 20 })
const Panel = { batchId: Uuid, sessionId: Uuid, roomId: Uuid }

/** Who of the panel answers for which module, fixed before anything is scored. */
export const nameSteps = command({
  name: 'scoring.nameSteps',
  title: '确定各模块负责考评员',
  input: Type.Object({
    ...Panel,
    steps: Type.Array(Type.Object({ module: Code, staffId: Uuid }), { minItems: 1, maxItems: 20 }),
  }),
  reply: Type.Object({ modules: Type.Integer() }),
  refusals: ['FORM_MISSING', 'SCORING_BEGUN', 'MODULE_UNNAMED', 'NOT_OF_PANEL'],
  roles: ['org-exam'],
})

/** The leader decides about one candidate whose sheets lie too far apart. */
export const arbitrate = command({
  name: 'scoring.arbitrate',
  title: '裁决评分差距',
  input: Type.Object({
    ...Panel,
    applicationId: Uuid,
    score: Type.Number({ minimum: 0, maximum: 1000 }),
    reason: Words,
  }),
  reply: Type.Object({ score: Type.Number() }),
  refusals: [
    'PANEL_LEADER',
    'NOT_LEADER',
    'PANEL_SIGNED',
    'SHEETS_MISSING',
    'NOT_BEYOND',
    'SCORE_BETWEEN',
    'ALREADY_DECIDED',
    'NO_CANDIDATES',
  ],
  roles: ['examiner'],
})

/** Trial scores for calibration; no result is made of them. */
export const rehearse = command({
  name: 'scoring.rehearse',
  title: '考评演练',
  input: Type.Object({
    ...Panel,
    round: Type.Integer({ minimum: 1, maximum: 20 }),
    points: Type.Record(Code, Type.Number({ minimum: 0, maximum: 1000 })),
    vetoes: Type.Array(Type.Object({ code: Code, module: Nullable(Code) }), { maxItems: 40 }),
  }),
  reply: Type.Object({ total: Type.Number() }),
  refusals: [
    'NOT_ON_PANEL',
    'FORM_MISSING',
    'POINT_MISSING',
    'POINT_OUT_OF_RANGE',
    'POINT_STEP',
    'POINT_UNKNOWN',
    'VETO_UNKNOWN',
    'DEDUCTION_UNKNOWN',
    'DEDUCTION_MISMATCH',
  ],
  roles: ['examiner'],
})

/** Rounds of rehearsal; the totals of a round are shown once the whole panel has scored it. */
export const rehearsals = query({
  name: 'scoring.rehearsals',
  title: '考评演练记录',
  input: Type.Object(Panel),
  reply: Type.Object({
    nextRound: Type.Integer(),
    rounds: Type.Array(
      Type.Object({
        round: Type.Integer(),
        scored: Type.Integer(),
        mine: Nullable(Type.Number()),
        totals: Nullable(Type.Array(Type.Object({ name: Type.String(), total: Type.Number() }))),
        spread: Nullable(Type.Number()),
      }),
    ),
  }),
  roles: ['examiner', 'org-exam', 'supervisor'],
})

/** The panel of a room with its modules, for whoever names their examiners. */
export const panelSteps = query({
  name: 'scoring.panelSteps',
  title: '各模块负责考评员',
  input: Type.Object(Panel),
  reply: Type.Object({
    isRequired: Type.Boolean(),
    mayChange: Type.Boolean(),
    panel: Type.Array(Type.Object({ staffId: Uuid, name: Type.String(), isLeader: Type.Boolean() })),
    modules: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), staffId: Nullable(Uuid) })),
  }),
  roles: ['org-exam', 'org-head'],
})
