import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'
import { Nullable, Page, PageSize, Uuid, Version } from '../core/shapes.ts'
import { Target } from '../item/contract.ts'
import {
  AcceptanceName,
  CountsSchema,
  DraftSchema,
  FormatName,
  ImportSchema,
  LossSchema,
  ModeName,
  Ordinal,
  OriginName,
  PictureSchema,
  ProblemSchema,
  ReportSchema,
  RowStateName,
} from './shapes.ts'

const roles = ['org-itembank']
const Bank = Type.String({ minLength: 1, maxLength: 100 })
const Import = { itemImportId: Uuid }
const Filter = {
  states: Type.Optional(Type.Array(RowStateName, { maxItems: 5 })),
  problem: Type.Optional(Type.String({ maxLength: 40 })),
}
const needed = ['UNDERTAKING_MISSING'] as const

/** Takes in an uploaded file, or a text, for a bank; a job reads it and nothing reaches the bank yet. */
export const stageImport = command({
  name: 'itembank.stageImport',
  title: '上传试题文件',
  input: Type.Object({
    bank: Bank,
    itemUploadId: Type.Optional(Uuid),
    text: Type.Optional(Type.String({ minLength: 1, maxLength: 1_000_000 })),
    /** When the person knows better than the content tells. */
    format: Type.Optional(FormatName),
  }),
  reply: Type.Object({ itemImportId: Uuid, jobId: Uuid }),
  refusals: [...needed, 'BANK_MISSING', 'TREE_MISSING', 'FILE_MISSING', 'TEXT_TOO_LONG'],
  roles,
})

export const importList = query({
  name: 'itembank.imports',
  title: '导入记录',
  input: Type.Object({ page: Page, pageSize: PageSize }),
  reply: Type.Object({ total: Type.Integer(), rows: Type.Array(ImportSchema) }),
  refusals: needed,
  roles,
})

export const importDetail = query({
  name: 'itembank.import',
  title: '导入详情',
  input: Type.Object(Import),
  reply: Type.Object({
    ...ImportSchema.properties,
    problemKinds: Type.Array(Type.Object({ code: Type.String(), count: Type.Integer() })),
    /** The same file was sent before. */
    sameFile: Nullable(
      Type.Object({
        at: Type.String(),
        bank: Type.String(),
        personName: Type.String(),
        stateWord: Type.String(),
      }),
    ),
    keptUntil: Type.String(),
    points: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
  }),
  refusals: needed,
  roles,
})

/** What rows are about and not what they ask. */
export const importRows = query({
  name: 'itembank.importRows',
  title: '待导入试题',
  input: Type.Object({ ...Import, page: Page, pageSize: PageSize, ...Filter }),
  reply: Type.Object({
    total: Type.Integer(),
    rows: Type.Array(
      Type.Object({
        ordinal: Type.Integer(),
        place: Type.String(),
        state: RowStateName,
        problems: Type.Array(Type.String()),
        typeName: Nullable(Type.String()),
        pointCode: Nullable(Type.String()),
        lossy: Type.Boolean(),
      }),
    ),
  }),
  refusals: needed,
  roles,
})

export const nextImportRow = query({
  name: 'itembank.nextImportRow',
  title: '下一道有问题的试题',
  input: Type.Object({ ...Import, after: Type.Integer({ minimum: 0 }), ...Filter }),
  reply: Type.Object({ ordinal: Nullable(Type.Integer()) }),
  refusals: needed,
  roles,
})

const Twin = Type.Object({ words: Type.String(), draft: Nullable(DraftSchema) })

/** SDS-4.2-07, SDS-5.1-03: one staged question with its source; who looked is on record. */
export const viewImportRow = command({
  name: 'itembank.viewImportRow',
  title: '查看待导入试题',
  input: Type.Object({ ...Import, ordinal: Ordinal }),
  reply: Type.Object({
    ordinal: Type.Integer(),
    place: Type.String(),
    state: RowStateName,
    source: Type.String(),
    draft: DraftSchema,
    knowledge: Type.Array(Type.String()),
    losses: Type.Array(LossSchema),
    problems: Type.Array(ProblemSchema),
    twin: Nullable(Twin),
    pictures: Type.Array(PictureSchema),
    /** What the person may say of it, and what has been said. */
    acceptable: Nullable(AcceptanceName),
    accepted: Type.Array(AcceptanceName),
  }),
  refusals: needed,
  roles,
  secretReply: true,
})

/** What the whole file says beside its questions. */
export const viewImport = command({
  name: 'itembank.viewImport',
  title: '查看文件所载知识点和不能保留的内容',
  input: Type.Object(Import),
  reply: Type.Object({
    bank: Type.String(),
    losses: Type.Array(
      Type.Object({
        what: Type.String(),
        count: Type.Integer(),
        examples: Type.Array(Type.Object({ place: Type.String(), sample: Type.String() })),
      }),
    ),
    knowledge: Type.Array(
      Type.Object({
        key: Type.String(),
        path: Type.Array(Type.String()),
        count: Type.Integer(),
        /** How many of its questions have a point. */
        placed: Type.Integer(),
        pointCode: Nullable(Type.String()),
      }),
    ),
  }),
  refusals: needed,
  roles,
  secretReply: true,
})

const Changed = Type.Object({ version: Version, counts: CountsSchema })

/** A staged question as the person writes it; it is judged at once. */
export const amendImportRow = command({
  name: 'itembank.amendImportRow',
  title: '改正试题',
  input: Type.Object({ ...Import, ordinal: Ordinal, draft: DraftSchema }),
  reply: Type.Object({ ...Changed.properties, state: RowStateName }),
  refusals: [...needed, 'IMPORT_NOT_READY'],
  roles,
})

const Grade = Type.Integer({ minimum: 1, maximum: 5 })

/** Sets the same for several staged questions, or leaves them out and takes them in again. */
export const setImportRows = command({
  name: 'itembank.setImportRows',
  title: '批量设置',
  input: Type.Object({
    ...Import,
    ordinals: Type.Array(Ordinal, { minItems: 1, maxItems: 2000 }),
    type: Type.Optional(Type.String({ maxLength: 1 })),
    pointCode: Type.Optional(Type.String({ maxLength: 30 })),
    difficulty: Type.Optional(Grade),
    consistency: Type.Optional(Grade),
    excluded: Type.Optional(Type.Boolean()),
  }),
  reply: Changed,
  refusals: [...needed, 'IMPORT_NOT_READY'],
  roles,
})

/**
 * The person's word on rows that are near another item (`near`), or that change what stands in the bank under their
 * code and are to follow it as its next edition (`edition`). Without ordinals it is said of all such rows.
 */
export const acceptImportRows = command({
  name: 'itembank.acceptImportRows',
  title: '确认仍要导入',
  input: Type.Object({
    ...Import,
    as: AcceptanceName,
    ordinals: Type.Optional(Type.Array(Ordinal, { minItems: 1, maxItems: 2000 })),
    /** False takes it back. */
    accepted: Type.Boolean(),
  }),
  reply: Type.Object({ ...Changed.properties, rows: Type.Integer() }),
  refusals: [...needed, 'IMPORT_NOT_READY'],
  roles,
})

/** Points for the knowledge that the file names, and grades for questions without. */
export const mapImport = command({
  name: 'itembank.mapImport',
  title: '知识点对应',
  input: Type.Object({
    ...Import,
    points: Type.Array(
      Type.Object({ key: Type.String({ maxLength: 64 }), pointCode: Type.String({ maxLength: 30 }) }),
      { maxItems: 2000 },
    ),
    /** For questions that name no knowledge and have no point. */
    otherwise: Type.Optional(Type.String({ maxLength: 30 })),
    difficulty: Type.Optional(Grade),
    consistency: Type.Optional(Grade),
  }),
  reply: Changed,
  refusals: [...needed, 'IMPORT_NOT_READY'],
  roles,
})

export const commitImport = command({
  name: 'itembank.commitImport',
  title: '导入题库',
  input: Type.Object({
    ...Import,
    version: Version,
    mode: ModeName,
    /** HN-1.8.3.5-01: where these items come from. */
    origin: OriginName,
  }),
  reply: Type.Object({ jobId: Uuid }),
  refusals: [...needed, 'IMPORT_NOT_READY', 'ROWS_REFUSED', 'NOTHING_TO_IMPORT'],
  roles,
})

export const discardImport = command({
  name: 'itembank.discardImport',
  title: '放弃导入',
  input: Type.Object(Import),
  reply: Type.Object({ state: Type.String() }),
  refusals: [...needed, 'IMPORT_NOT_READY'],
  roles,
})

/** The questions that were not imported, each with its place, source and reasons, as a workbook. */
export const importErrors = command({
  name: 'itembank.importErrors',
  title: '下载错误表',
  input: Type.Object(Import),
  reply: Type.Object({ name: Type.String(), file: Type.String() }),
  refusals: needed,
  roles,
  secretReply: true,
})

/** Writes items to a file for this person alone; a job does the writing. */
export const exportItems = command({
  name: 'itembank.exportItems',
  title: '导出试题',
  input: Type.Object({
    bank: Bank,
    format: FormatName,
    type: Type.Optional(Type.String({ maxLength: 1 })),
    point: Type.Optional(Type.String({ maxLength: 30 })),
    difficulty: Type.Optional(Grade),
    /** What is chosen in the list of items, or what its filter finds; of this bank. */
    of: Type.Optional(Target),
  }),
  reply: Type.Object({ itemExportId: Uuid, jobId: Uuid }),
  refusals: [...needed, 'FORMAT_NOT_WRITTEN', 'NOTHING_TO_EXPORT'],
  roles,
})

export const exportList = query({
  name: 'itembank.exports',
  title: '导出记录',
  input: Type.Object({ page: Page, pageSize: PageSize }),
  reply: Type.Object({
    /** Formats that can be written. */
    formats: Type.Array(Type.Object({ format: Type.String(), name: Type.String() })),
    total: Type.Integer(),
    rows: Type.Array(
      Type.Object({
        itemExportId: Uuid,
        bank: Type.String(),
        formatName: Type.String(),
        state: Type.String(),
        stateWord: Type.String(),
        items: Nullable(Type.Integer()),
        losses: Type.Array(Type.Object({ what: Type.String(), count: Type.Integer() })),
        personName: Type.String(),
        createdAt: Type.String(),
        takenAt: Nullable(Type.String()),
        jobId: Nullable(Uuid),
        /** Whether the asking person may take it now. */
        canTake: Type.Boolean(),
      }),
    ),
  }),
  refusals: needed,
  roles,
})

export const writeExport = command({
  name: 'itembank.writeExport',
  title: '生成试题导出文件',
  input: Type.Object({ itemExportId: Uuid }),
  reply: Type.Object({ items: Type.Integer() }),
  refusals: [],
  roles: ['system'],
})

const JobStep = { ...Import, jobId: Uuid }
const WritingStep = { ...JobStep, origin: OriginName }

/** Issued by the job, in the name of who started it. */
export const readImport = command({
  name: 'itembank.readImport',
  title: '读取试题文件',
  input: Type.Object(JobStep),
  reply: Type.Object({ state: Type.String(), counts: CountsSchema }),
  refusals: [],
  roles: ['system'],
})

export const applyImport = command({
  name: 'itembank.applyImport',
  title: '写入题库',
  input: Type.Object(WritingStep),
  reply: Type.Object({ state: Type.String(), report: ReportSchema }),
  refusals: ['IMPORT_NOT_READY'],
  roles: ['system'],
})

const Owned = Type.Object({ organisationId: Uuid, id: Uuid })

/** Forgets an upload whose bytes have been removed. */
export const forgetUpload = command({
  name: 'itembank.forgetUpload',
  title: '清除上传文件',
  input: Owned,
  reply: Type.Object({}),
  refusals: [],
  roles: ['system'],
})

/** Marks an export whose file has been removed because nobody took it. */
export const expireExport = command({
  name: 'itembank.expireExport',
  title: '清除到期的导出文件',
  input: Owned,
  reply: Type.Object({}),
  refusals: [],
  roles: ['system'],
})

/** Clears a staged import, or what is left of a finished one, when its days have passed. */
export const expireImport = command({
  name: 'itembank.expireImport',
  title: '清除到期的待导入试题',
  input: Owned,
  reply: Type.Object({}),
  refusals: [],
  roles: ['system'],
})
