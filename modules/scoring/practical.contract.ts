import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'
import { Action, Nullable, Signature, Uuid, Version } from './schemas.ts'

const Code = Type.String({ minLength: 1, maxLength: 20 })
const Text = Type.String({ minLength: 1, maxLength: 500 })
const Points = Type.Number({ minimum: 0, maximum: 1000 })
const Form = Type.Object({
  paperNo: Type.String({ minLength: 1, maxLength: 60 }),
  title: Type.String({ minLength: 2, maxLength: 120 }),
  totalScore: Points,
  scoreStep: Type.Number({ exclusiveMinimum: 0, maximum: 10 }),
  modules: Type.Array(
    Type.Object({
      code: Code,
      name: Text,
      minutes: Type.Integer({ minimum: 1 }),
      maxScore: Points,
      scoringPoints: Type.Array(
        Type.Object({
          code: Code,
          item: Text,
          requirement: Type.String({ maxLength: 2000 }),
          maxScore: Points,
          deductions: Type.Optional(
            Type.Array(
              Type.Object({
                rule: Text,
                deduct: Points,
                per: Type.String(),
                cap: Nullable(Points),
              }),
            ),
          ),
        }),
        { minItems: 1, maxItems: 100 },
      ),
    }),
    { minItems: 1, maxItems: 20 },
  ),
  vetoItems: Type.Array(
    Type.Object({
      code: Code,
      text: Text,
      effect: Text,
      scope: Type.Union([Type.Literal('module'), Type.Literal('exam')]),
    }),
    { maxItems: 40 },
  ),
})

/** The score sheet of a practical paper in force becomes that of a batch line. */
export const adoptPracticalForm = command({
  name: 'scoring.adoptPracticalForm',
  title: '采用操作技能试卷',
  input: Type.Object({ batchId: Uuid, lineId: Uuid, practicalId: Uuid }),
  reply: Type.Object({ formId: Uuid, points: Type.Integer() }),
  refusals: ['PAPER_NOT_IN_FORCE', 'PAPER_OF_OTHER_LEVEL', 'PAPER_UNFILED', 'FORM_IN_USE', 'LINE_UNKNOWN'],
  roles: ['org-exam'],
})

/** How often one rule of a point was broken; rules count from 0. */
const Deduction = Type.Object({
  point: Code,
  rule: Type.Integer({ minimum: 0, maximum: 40 }),
  count: Type.Integer({ minimum: 1, maximum: 1000 }),
})

export const checkNames = ['身份证', '准考证', '工卡量具', '原材料'] as const
const Checks = Type.Array(
  Type.Union([
    Type.Literal('身份证'),
    Type.Literal('准考证'),
    Type.Literal('工卡量具'),
    Type.Literal('原材料'),
  ]),
  { maxItems: 4, uniqueItems: true },
)
const Entry = {
  points: Type.Record(Code, Points),
  vetoes: Type.Array(Type.Object({ code: Code, module: Nullable(Code) }), { maxItems: 40 }),
  deductions: Type.Array(Deduction, { maxItems: 400 }),
  checks: Checks,
}
/** `version` is that of the sheet last seen by this pad, 0 before the first saving. */
const Sheet = { batchId: Uuid, applicationId: Uuid, version: Type.Integer({ minimum: 0 }), ...Entry }
const sheetRefusals = [
  'NOT_ON_PANEL',
  'FORM_MISSING',
  'SHEET_LOCKED',
  'PANEL_SIGNED',
  'CANDIDATE_ABSENT',
  'POINT_MISSING',
  'POINT_OUT_OF_RANGE',
  'POINT_STEP',
  'POINT_UNKNOWN',
  'VETO_UNKNOWN',
  'DEDUCTION_UNKNOWN',
  'DEDUCTION_MISMATCH',
  'STATION_UNCHECKED',
  'STEPS_UNNAMED',
] as const

/** `warnings`: what does not keep the sheet from being written but has to be made good. */
const SheetReply = Type.Object({
  version: Version,
  total: Type.Number(),
  warnings: Type.Array(Type.String()),
})

export const saveSheet = command({
  name: 'scoring.saveSheet',
  title: '保存评分',
  input: Type.Object(Sheet),
  reply: SheetReply,
  refusals: sheetRefusals,
  roles: ['examiner'],
})

export const lockSheet = command({
  name: 'scoring.lockSheet',
  title: '签名提交评分',
  input: Type.Object({ ...Sheet, signature: Signature }),
  reply: SheetReply,
  refusals: sheetRefusals,
  roles: ['examiner'],
})

/**
 * A person confirms who did not come; those absent in theory too are only proposed. Of a skill paper written in a room,
 * its signed record says it.
 */
export const markPracticalAbsent = command({
  name: 'scoring.markPracticalAbsent',
  title: '登记技能考核缺考',
  input: Type.Object({
    /** Named by the system alone; people mark those of their own organisation. */
    organisationId: Type.Optional(Uuid),
    batchId: Uuid,
    applicationIds: Type.Array(Uuid, { minItems: 1, maxItems: 3000, uniqueItems: true }),
  }),
  reply: Type.Object({ marked: Type.Integer() }),
  refusals: ['HAS_SHEET', 'SUBJECT_NOT_TAKEN', 'RESULTS_ENTERED'],
  roles: ['org-exam', 'system'],
})

const Panel = { batchId: Uuid, sessionId: Uuid, roomId: Uuid }

export const signPanel = command({
  name: 'scoring.signPanel',
  title: '考评组长签字',
  input: Type.Object({ ...Panel, signature: Signature }),
  reply: Type.Object({ candidates: Type.Integer(), scored: Type.Integer() }),
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

export const countersignPanel = command({
  name: 'scoring.countersignPanel',
  title: '督导员签字',
  input: Type.Object({ panelId: Uuid, version: Version, signature: Signature }),
  reply: Type.Object({ state: Type.String() }),
  refusals: ['SAME_PERSON'],
  roles: ['supervisor'],
})

export const padBatches = query({
  name: 'scoring.padBatches',
  title: '我的考评任务',
  input: Type.Object({}),
  reply: Type.Object({
    tasks: Type.Array(
      Type.Object({
        batchId: Uuid,
        batchName: Type.String(),
        subject: Type.String(),
        sessionId: Uuid,
        roomId: Uuid,
        sessionNumber: Type.Integer(),
        startsAt: Type.String(),
        isLeader: Type.Boolean(),
        candidates: Type.Integer(),
        mine: Type.Integer(),
        panelState: Type.String(),
      }),
    ),
  }),
  roles: ['examiner'],
})

const OwnSheet = Nullable(
  Type.Object({
    version: Version,
    state: Type.String(),
    points: Type.Record(Type.String(), Type.Number()),
    vetoes: Type.Array(Type.Object({ code: Type.String(), module: Nullable(Type.String()) })),
    deductions: Type.Array(
      Type.Object({ point: Type.String(), rule: Type.Integer(), count: Type.Integer() }),
    ),
    checks: Type.Array(Type.String()),
    total: Nullable(Type.Number()),
  }),
)

/** The pad of one examiner in one room: own sheets, and of the others only how many have locked. */
export const pad = query({
  name: 'scoring.pad',
  title: '评分',
  input: Type.Object(Panel),
  reply: Type.Object({
    batchName: Type.String(),
    sessionNumber: Type.Integer(),
    form: Nullable(Form),
    isLeader: Type.Boolean(),
    panel: Type.Array(Type.Object({ name: Type.String(), isLeader: Type.Boolean() })),
    /** Modules with the examiner who answers for each; none before they are named. */
    steps: Type.Array(
      Type.Object({ module: Type.String(), examinerName: Type.String(), mine: Type.Boolean() }),
    ),
    /** What this examiner has to make good before or while he scores. */
    warnings: Type.Array(Type.String()),
    discrepancyLimit: Type.Number(),
    panelState: Type.String(),
    candidates: Type.Array(
      Type.Object({
        applicationId: Uuid,
        seatNumber: Type.Integer(),
        ticketNumber: Type.String(),
        name: Type.String(),
        documentMasked: Type.String(),
        absent: Type.Boolean(),
        lockedCount: Type.Integer(),
        /** What is still unchecked at his station; nothing can be scored before. */
        stationOpen: Type.Array(Type.String()),
        needsArbitration: Type.Boolean(),
        arbitration: Nullable(
          Type.Object({ score: Type.Number(), reason: Type.String(), leaderName: Type.String() }),
        ),
        mySheet: OwnSheet,
        /** Totals of the whole panel; null until all of it have locked. */
        totals: Nullable(Type.Array(Type.Object({ name: Type.String(), total: Type.Number() }))),
        score: Nullable(Type.Number()),
      }),
    ),
    availableActions: Type.Array(Action),
  }),
  roles: ['examiner'],
})

/** How far the panels of a batch are; scores themselves are not shown before they are signed. */
export const panelList = query({
  name: 'scoring.panelList',
  title: '考评进度',
  input: Type.Object({ batchId: Uuid }),
  reply: Type.Object({
    panels: Type.Array(
      Type.Object({
        panelId: Nullable(Uuid),
        version: Type.Integer(),
        sessionId: Uuid,
        roomId: Uuid,
        sessionNumber: Type.Integer(),
        startsAt: Type.String(),
        candidates: Type.Integer(),
        absent: Type.Integer(),
        examiners: Type.Array(
          Type.Object({ name: Type.String(), isLeader: Type.Boolean(), locked: Type.Integer() }),
        ),
        state: Type.String(),
        stateTitle: Type.String(),
        leaderName: Nullable(Type.String()),
        supervisorName: Nullable(Type.String()),
        scores: Type.Array(
          Type.Object({
            name: Type.String(),
            seatNumber: Type.Integer(),
            score: Nullable(Type.Number()),
            absent: Type.Boolean(),
          }),
        ),
        availableActions: Type.Array(Action),
      }),
    ),
  }),
  roles: ['org-exam', 'org-head', 'supervisor'],
})

export const absentProposals = query({
  name: 'scoring.absentProposals',
  title: '技能考核缺考登记',
  input: Type.Object({ batchId: Uuid }),
  reply: Type.Object({
    candidates: Type.Array(
      Type.Object({
        applicationId: Uuid,
        name: Type.String(),
        documentMasked: Type.String(),
        absentInTheory: Type.Boolean(),
      }),
    ),
  }),
  roles: ['org-exam', 'org-head'],
})
