import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'
import { FileReference, Nullable, office, Uuid, Version } from './contract-shapes.ts'

// Rosters

export const rosterTemplate = command({
  name: 'enrolment.rosterTemplate',
  title: '下载报名表模板',
  input: Type.Object({ batchId: Uuid }),
  reply: FileReference,
  refusals: [],
  roles: ['org-exam'],
})

export const dryRunRoster = command({
  name: 'enrolment.dryRunRoster',
  title: '试读报名表',
  input: Type.Object({ batchId: Uuid, fileId: Uuid }),
  reply: Type.Object({ importId: Uuid, jobId: Uuid }),
  refusals: ['ENROLMENT_CLOSED', 'WINDOW_LENGTH'],
  roles: ['org-exam'],
})

export const commitRoster = command({
  name: 'enrolment.commitRoster',
  title: '导入报名表',
  input: Type.Object({
    importId: Uuid,
    version: Version,
    mode: Type.Union([Type.Literal('all-or-nothing'), Type.Literal('skip-bad-rows')]),
  }),
  reply: Type.Object({ jobId: Uuid }),
  refusals: ['ENROLMENT_CLOSED', 'IMPORT_NOT_READY', 'ROSTER_HAS_ERRORS'],
  roles: ['org-exam'],
})

const ImportStep = { input: Type.Object({ importId: Uuid, jobId: Uuid }), roles: ['system'] } as const
const ImportCounts = Type.Object({
  total: Type.Integer(),
  good: Type.Integer(),
  bad: Type.Integer(),
  unchanged: Type.Integer(),
})

/** The steps of the two jobs, issued by the job itself. */
export const checkRoster = command({
  name: 'enrolment.checkRoster',
  title: '逐行核对报名表',
  ...ImportStep,
  reply: ImportCounts,
  refusals: ['ROSTER_UNREADABLE'],
})
export const applyRoster = command({
  name: 'enrolment.applyRoster',
  title: '写入报名表',
  ...ImportStep,
  reply: ImportCounts,
  refusals: ['ROSTER_UNREADABLE', 'ROSTER_HAS_ERRORS', 'IMPORT_NOT_READY'],
})
export const settleRoster = command({
  name: 'enrolment.settleRoster',
  title: '记录报名表未能导入',
  input: Type.Object({
    importId: Uuid,
    code: Type.String(),
    sentence: Type.String(),
    remedy: Type.String(),
    clauses: Type.Array(Type.String()),
  }),
  reply: Type.Object({}),
  refusals: [],
  roles: ['system'],
})

export const rosterImport = query({
  name: 'enrolment.rosterImport',
  title: '报名表导入情况',
  input: Type.Object({ importId: Uuid, page: Type.Optional(Type.Integer({ minimum: 1 })) }),
  reply: Type.Object({
    importId: Uuid,
    version: Version,
    batchId: Uuid,
    fileName: Type.String(),
    state: Type.String(),
    mode: Nullable(Type.String()),
    jobId: Nullable(Type.String()),
    counts: Type.Object({
      total: Type.Integer(),
      good: Type.Integer(),
      bad: Type.Integer(),
      unchanged: Type.Integer(),
      unknownColumns: Type.Array(Type.String()),
    }),
    errorFile: Nullable(FileReference),
    trouble: Nullable(
      Type.Object({
        code: Type.String(),
        sentence: Type.String(),
        remedy: Type.String(),
        clauses: Type.Array(Type.String()),
      }),
    ),
    issueTotal: Type.Integer(),
    issues: Type.Array(
      Type.Object({
        row: Type.Integer(),
        name: Type.String(),
        documentMasked: Type.String(),
        problems: Type.Array(
          Type.Object({
            code: Type.String(),
            column: Type.String(),
            value: Type.String(),
            sentence: Type.String(),
            remedy: Type.String(),
            clauses: Type.Array(Type.String()),
          }),
        ),
      }),
    ),
  }),
  roles: [...office],
})

export const rosterImports = query({
  name: 'enrolment.rosterImports',
  title: '报名表导入记录',
  input: Type.Object({ batchId: Uuid }),
  reply: Type.Object({
    imports: Type.Array(
      Type.Object({
        importId: Uuid,
        fileName: Type.String(),
        state: Type.String(),
        good: Type.Integer(),
        bad: Type.Integer(),
        createdAt: Type.String(),
      }),
    ),
  }),
  roles: [...office],
})

// Photographs of a roster

const PhotoReport = {
  attached: Type.Integer(),
  refused: Type.Array(
    Type.Object({
      /** The file's name with numbers masked. */
      file: Type.String(),
      name: Nullable(Type.String()),
      sentence: Type.String(),
      remedy: Type.String(),
      clauses: Type.Array(Type.String()),
    }),
  ),
}

/** SDS-3.2-04, SDS-3.2-05: zips or single pictures named after the candidates; each photo is matched and judged by itself. */
export const attachPhotos = command({
  name: 'enrolment.attachPhotos',
  title: '批量上传照片',
  input: Type.Object({
    batchId: Uuid,
    fileIds: Type.Array(Uuid, { minItems: 1, maxItems: 2000, uniqueItems: true }),
  }),
  reply: Type.Object({ jobId: Uuid }),
  refusals: [],
  roles: ['org-exam', 'org-review'],
})

/** One uploaded file of the job, which issues it. */
export const applyPhotos = command({
  name: 'enrolment.applyPhotos',
  title: '核对照片',
  input: Type.Object({ batchId: Uuid, fileId: Uuid }),
  reply: Type.Object(PhotoReport),
  refusals: [],
  roles: ['system'],
})
