import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'
import { FileWithin, handlersOfPapers, Nullable, PersonName, Uuid } from '../core/shapes.ts'
import { AssemblyReport } from './report.schema.ts'

const BankName = Type.String({ minLength: 1, maxLength: 100 })

/** A paper from outside the bank, for print only; allowed where the pack does not bind papers to the own bank. */
export const bringOutsidePaper = command({
  name: 'itembank.bringOutsidePaper',
  title: '登记外部试卷',
  input: Type.Object({
    bank: BankName,
    title: Type.String({ minLength: 2, maxLength: 100 }),
    source: Type.String({ minLength: 2, maxLength: 200 }),
    author: PersonName,
    checker: PersonName,
    reason: Type.String({ minLength: 2, maxLength: 500 }),
    minutes: Type.Integer({ minimum: 1, maximum: 600 }),
    totalPoints: Type.Number({ exclusiveMinimum: 0, maximum: 1000 }),
    fileName: Type.String({ minLength: 5, maxLength: 120 }),
    file: FileWithin,
  }),
  reply: Type.Object({ paperId: Uuid }),
  refusals: [
    'UNDERTAKING_MISSING',
    'BANK_UNKNOWN',
    'NOT_FROM_OWN_BANK',
    'AUTHOR_IS_CHECKER',
    'ATTACHMENT_KIND',
  ],
  roles: ['org-itembank'],
})

/** The attached file of an outside paper; who looked is on record. */
export const viewAttachment = command({
  name: 'itembank.viewAttachment',
  title: '查看外部试卷',
  input: Type.Object({ paperId: Uuid }),
  reply: Type.Object({ fileName: Type.String(), mediaType: Type.String(), file: Type.String() }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: ['org-itembank', 'org-secrecy'],
  secretReply: true,
})

/** By which rules a paper was made, and how it compares with them; its forms beside each other. */
export const paperMaking = query({
  name: 'itembank.paperMaking',
  title: '试卷的组卷依据',
  input: Type.Object({ paperId: Uuid }),
  reply: Type.Object({
    rulesName: Nullable(Type.String()),
    edition: Nullable(Type.Integer()),
    rulesAuthorName: Nullable(Type.String()),
    assembledByName: Type.String(),
    checkedByName: Nullable(Type.String()),
    /** Those who wrote the paper's items, and those who reviewed them. */
    itemAuthors: Type.Array(Type.String()),
    itemReviewers: Type.Array(Type.String()),
    /** The standard that the bank follows, with its version. */
    standard: Nullable(
      Type.Object({ kindName: Type.String(), title: Type.String(), version: Type.String() }),
    ),
    outside: Nullable(
      Type.Object({
        source: Type.String(),
        author: Type.String(),
        checker: Type.String(),
        reason: Type.String(),
        fileName: Type.String(),
      }),
    ),
    assemblyId: Nullable(Uuid),
    report: Nullable(AssemblyReport),
  }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: [...handlersOfPapers],
})
