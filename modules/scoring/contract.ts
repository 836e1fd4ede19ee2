import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'
import { Action, Nullable, Score, Statistics, StoredFile, Subject, Uuid, Version, Words } from './schemas.ts'

/** Those who work on results; the supervisor reads along. */
const office = ['org-exam', 'org-head'] as const
const readers = [...office, 'org-review', 'org-archive', 'supervisor'] as const

/** SDS-5.1-01: after a sitting's bundle has been taken in, or again at any time; confirmed scores stay. */
export const scoreTheory = command({
  name: 'scoring.scoreTheory',
  title: '理论自动评分',
  input: Type.Object({ organisationId: Uuid, batchId: Uuid }),
  reply: Type.Object({
    scripts: Type.Integer(),
    scored: Type.Integer(),
    absent: Type.Integer(),
    cheating: Type.Integer(),
    changed: Type.Integer(),
  }),
  refusals: [],
  roles: ['system', 'org-exam'],
})

/** Issued when a case of discipline has been decided or reviewed. */
export const applyDiscipline = command({
  name: 'scoring.applyDiscipline',
  title: '按违纪处理决定更正成绩',
  input: Type.Object({ organisationId: Uuid, batchId: Uuid, caseId: Uuid, caseNumber: Type.String() }),
  reply: Type.Object({ changed: Type.Integer() }),
  refusals: [],
  roles: ['system'],
})

/** HN-3.3.8-03: what an examiner with an undeclared relation gave this candidate is to be scored anew. */
export const markForRescoring = command({
  name: 'scoring.markForRescoring',
  title: '标记重新评分',
  input: Type.Object({
    organisationId: Uuid,
    batchId: Uuid,
    caseId: Uuid,
    caseNumber: Type.String(),
    reason: Type.String(),
    applicationIds: Type.Array(Uuid),
    people: Type.Array(Type.Object({ accountId: Type.Union([Uuid, Type.Null()]) })),
  }),
  reply: Type.Object({ marked: Type.Integer() }),
  refusals: [],
  roles: ['system'],
})

export const confirmTheory = command({
  name: 'scoring.confirmTheory',
  title: '确认理论成绩',
  input: Type.Object({ batchId: Uuid, anomaly: Type.Optional(Type.String({ maxLength: 500 })) }),
  reply: Type.Object({ confirmed: Type.Integer() }),
  refusals: ['NOTHING_TO_CONFIRM'],
  roles: ['examiner', 'org-exam'],
})

const Labels = Type.Array(Type.String({ pattern: '^[A-E]$' }), { minItems: 1, maxItems: 5 })
const Ruling = Type.Union([
  Type.Object({ kind: Type.Literal('answer'), labels: Labels }),
  Type.Object({ kind: Type.Literal('everybody') }),
])

/** SDS-5.1-04: nobody changes a key; an error is put to the organisation as a request. */
export const reportKeyError = command({
  name: 'scoring.reportKeyError',
  title: '反映标准答案有误',
  input: Type.Object({
    batchId: Uuid,
    paperId: Uuid,
    itemId: Type.String({ minLength: 1, maxLength: 40 }),
    reason: Words,
    ruling: Ruling,
  }),
  reply: Type.Object({ keyErrorId: Uuid }),
  refusals: ['ITEM_UNKNOWN', 'KEY_ERROR_PENDING'],
  roles: ['examiner', 'org-exam', 'org-itembank'],
})

/** SDS-5.1-05: with the organisation's consent the paper is scored again; every changed score is a correction. */
export const decideKeyError = command({
  name: 'scoring.decideKeyError',
  title: '处理标准答案反映',
  input: Type.Object({
    batchId: Uuid,
    keyErrorId: Uuid,
    version: Version,
    approve: Type.Boolean(),
    decision: Words,
  }),
  reply: Type.Object({ answersRescored: Type.Integer(), scoresChanged: Type.Integer() }),
  refusals: ['SAME_PERSON', 'RESULTS_CONFIRMED', 'WRONG_STATE'],
  roles: ['org-head'],
})

/** SDS-5.1-16 */
export const nameResponsible = command({
  name: 'scoring.nameResponsible',
  title: '指定登分负责人',
  input: Type.Object({ batchId: Uuid, accountId: Uuid }),
  reply: Type.Object({ version: Version }),
  refusals: ['WRONG_STATE', 'NOT_STAFF'],
  roles: ['org-head'],
})

/** Transcribes what was scored into the batch's results; it takes no mark as input (SDS-5.1-13). */
export const enterScores = command({
  name: 'scoring.enterScores',
  title: '登分汇总',
  input: Type.Object({
    batchId: Uuid,
    version: Version,
    notes: Type.Array(Type.Object({ applicationId: Uuid, note: Words }), { maxItems: 2000 }),
  }),
  reply: Type.Object({ version: Version, entered: Type.Integer(), passed: Type.Integer() }),
  refusals: [
    'WRONG_STATE',
    'RESPONSIBLE_MISSING',
    'SUBJECT_OPEN',
    'THEORY_NOT_CONFIRMED',
    'PANEL_NOT_COUNTERSIGNED',
    'VIOLATION_OPEN',
    'RESCORING_OPEN',
    'VIOLATION_NOTE_MISSING',
  ],
  roles: ['org-exam'],
})

const Checked = { batchId: Uuid, version: Version }

/** SDS-5.1-15: a second person has compared every score with its source. */
export const verifyResults = command({
  name: 'scoring.verifyResults',
  title: '登分复核通过',
  input: Type.Object({ ...Checked, note: Type.String({ maxLength: 500 }) }),
  reply: Type.Object({ verified: Type.Integer() }),
  refusals: ['WRONG_STATE', 'SAME_PERSON', 'CORRECTION_PENDING'],
  roles: [...office],
})

export const sendBackEntry = command({
  name: 'scoring.sendBackEntry',
  title: '退回重新登分',
  input: Type.Object({ ...Checked, note: Words }),
  reply: Type.Object({ version: Version }),
  refusals: ['WRONG_STATE', 'SAME_PERSON'],
  roles: [...office],
})

export const proposeCorrection = command({
  name: 'scoring.proposeCorrection',
  title: '提出成绩更正',
  input: Type.Object({
    resultId: Uuid,
    version: Version,
    subject: Subject,
    after: Type.Number(),
    reason: Words,
    objectionId: Type.Optional(Uuid),
  }),
  reply: Type.Object({ correctionId: Uuid }),
  refusals: [
    'SUBJECT_NOT_TAKEN',
    'SCORE_OUT_OF_RANGE',
    'SCORE_UNCHANGED',
    'ENTRY_PERSON',
    'RESULTS_CONFIRMED',
    'CORRECTION_PENDING',
    'OBJECTION_NOT_UPHELD',
  ],
  roles: ['org-exam', 'org-review', 'examiner', 'supervisor'],
})

export const decideCorrection = command({
  name: 'scoring.decideCorrection',
  title: '决定成绩更正',
  input: Type.Object({ correctionId: Uuid, version: Version, approve: Type.Boolean(), decision: Words }),
  reply: Type.Object({ state: Type.String(), passed: Nullable(Type.Boolean()) }),
  refusals: ['SAME_PERSON', 'WRONG_STATE', 'RESULTS_CONFIRMED'],
  roles: ['org-head'],
})

/** 成绩汇总表 as PDF and workbook, with the three signatures. */
export const printSummary = command({
  name: 'scoring.printSummary',
  title: '生成成绩汇总表',
  input: Type.Object({ batchId: Uuid }),
  reply: Type.Object({ pdf: StoredFile, workbook: StoredFile }),
  refusals: ['NOT_VERIFIED', 'font-missing', 'glyph-missing'],
  roles: [...office],
})

export const batchList = query({
  name: 'scoring.batchList',
  title: '评分批次',
  input: Type.Object({}),
  reply: Type.Object({
    batches: Type.Array(
      Type.Object({
        batchId: Uuid,
        name: Type.String(),
        entryState: Type.String(),
        publicityState: Type.String(),
        publicityEnds: Nullable(Type.String()),
      }),
    ),
  }),
  roles: [...readers, 'examiner'],
})

const Person = Nullable(Type.Object({ name: Type.String(), at: Nullable(Type.String()) }))
const Standing = Type.Object({
  candidates: Type.Integer(),
  withTheory: Type.Integer(),
  theoryScored: Type.Integer(),
  theoryToConfirm: Type.Integer(),
  theoryAbsent: Type.Integer(),
  withPractical: Type.Integer(),
  practicalScored: Type.Integer(),
  practicalAbsent: Type.Integer(),
  cheating: Type.Integer(),
  violations: Type.Integer(),
  undecidedViolations: Type.Integer(),
  passed: Type.Integer(),
  failed: Type.Integer(),
})

/** Where the scoring of a batch stands: numbers, distribution, people, and what may be done now. */
export const overview = query({
  name: 'scoring.overview',
  title: '评分与成绩',
  input: Type.Object({ batchId: Uuid }),
  reply: Type.Object({
    batchName: Type.String(),
    standing: Standing,
    passMark: Type.Number(),
    statistics: Type.Array(
      Type.Object({ subject: Subject, subjectName: Type.String(), statistics: Statistics }),
    ),
    entry: Type.Object({
      state: Type.String(),
      stateTitle: Type.String(),
      version: Type.Integer(),
      responsible: Nullable(Type.String()),
      entered: Person,
      checked: Person,
    }),
    flagged: Type.Array(
      Type.Object({
        applicationId: Uuid,
        name: Type.String(),
        subjectName: Type.String(),
        description: Type.String(),
        decision: Nullable(Type.String()),
        note: Nullable(Type.String()),
      }),
    ),
    lines: Type.Array(
      Type.Object({
        lineId: Uuid,
        title: Type.String(),
        form: Nullable(Type.String()),
        /** Practical papers in force that the line can adopt. */
        papers: Type.Array(
          Type.Object({
            practicalId: Uuid,
            paperNo: Type.String(),
            title: Type.String(),
            edition: Type.Integer(),
          }),
        ),
      }),
    ),
    staff: Type.Array(Type.Object({ accountId: Uuid, name: Type.String() })),
    markingRecords: Type.Array(
      Type.Object({
        id: Uuid,
        markerName: Type.String(),
        content: Type.String(),
        quantity: Type.Integer(),
        anomaly: Type.String(),
        at: Type.String(),
      }),
    ),
    availableActions: Type.Array(Action),
  }),
  roles: [...readers],
})

export const resultRows = query({
  name: 'scoring.resultRows',
  title: '成绩明细',
  input: Type.Object({
    batchId: Uuid,
    page: Type.Integer({ minimum: 1 }),
    pageSize: Type.Integer({ minimum: 1, maximum: 200 }),
    name: Type.Optional(Type.String({ maxLength: 50 })),
    outcome: Type.Optional(Type.String({ maxLength: 20 })),
  }),
  reply: Type.Object({
    total: Type.Integer(),
    rows: Type.Array(
      Type.Object({
        resultId: Uuid,
        applicationId: Uuid,
        version: Type.Integer(),
        name: Type.String(),
        documentMasked: Type.String(),
        employer: Type.String(),
        subjects: Type.Array(Subject),
        theory: Score,
        theoryStatus: Nullable(Type.String()),
        theoryConfirmed: Type.Boolean(),
        practical: Score,
        practicalStatus: Nullable(Type.String()),
        review: Score,
        reviewStatus: Nullable(Type.String()),
        passed: Nullable(Type.Boolean()),
        state: Type.String(),
        flagged: Type.Boolean(),
        /** Whether this reader may propose a correction of it. */
        correctable: Type.Boolean(),
      }),
    ),
  }),
  roles: [...readers],
})

export const keyErrorList = query({
  name: 'scoring.keyErrorList',
  title: '标准答案反映',
  input: Type.Object({ batchId: Uuid }),
  reply: Type.Object({
    papers: Type.Array(Type.Object({ paperId: Uuid, items: Type.Array(Type.String()) })),
    requests: Type.Array(
      Type.Object({
        keyErrorId: Uuid,
        version: Type.Integer(),
        itemId: Type.String(),
        reason: Type.String(),
        ruling: Type.String(),
        state: Type.String(),
        reporterName: Type.String(),
        reportedAt: Type.String(),
        deciderName: Nullable(Type.String()),
        decision: Nullable(Type.String()),
        answersRescored: Nullable(Type.Integer()),
        scoresChanged: Nullable(Type.Integer()),
        availableActions: Type.Array(Action),
      }),
    ),
  }),
  roles: [...office, 'examiner', 'org-itembank'],
})

export const correctionList = query({
  name: 'scoring.correctionList',
  title: '成绩更正',
  input: Type.Object({ batchId: Uuid }),
  reply: Type.Object({
    corrections: Type.Array(
      Type.Object({
        correctionId: Uuid,
        version: Type.Integer(),
        name: Type.String(),
        subjectName: Type.String(),
        before: Score,
        after: Score,
        beforePassed: Nullable(Type.Boolean()),
        afterPassed: Nullable(Type.Boolean()),
        reason: Type.String(),
        state: Type.String(),
        proposerName: Type.String(),
        proposedAt: Nullable(Type.String()),
        deciderName: Nullable(Type.String()),
        decision: Nullable(Type.String()),
        availableActions: Type.Array(Action),
      }),
    ),
  }),
  roles: [...readers],
})
