import Type from 'typebox'
import { command } from '#platform/contract/contract.ts'
import { Uuid } from '../core/shapes.ts'

/** Starts the job that assembles `count` parallel papers; the job's result tells the paper ids. */
export const assemble = command({
  name: 'itembank.assemble',
  title: '组卷',
  input: Type.Object({
    bank: Type.String({ minLength: 1, maxLength: 100 }),
    count: Type.Integer({ minimum: 1, maximum: 20 }),
  }),
  reply: Type.Object({ jobId: Uuid }),
  refusals: [
    'UNDERTAKING_MISSING',
    'BLUEPRINT_MISSING',
    'TYPE_NOT_ON_SCREEN',
    'FOREIGN_ITEM',
    'BLUEPRINT_INCONSISTENT',
    'ITEMS_MISSING',
  ],
  roles: ['org-itembank'],
})

/** Writes one assembled paper; issued by the assembling job for the person who started it. */
export const keepPaper = command({
  name: 'itembank.keepPaper',
  title: '保存试卷',
  input: Type.Object({
    bank: Type.String(),
    seed: Type.String(),
    minutes: Type.Integer(),
    totalPoints: Type.Number(),
    entries: Type.Array(
      Type.Object({
        position: Type.Integer(),
        code: Type.String(),
        type: Type.String(),
        points: Type.Number(),
      }),
    ),
    /** What each candidate gets: codes of the entries in the order of presentation. */
    forms: Type.Array(Type.Object({ name: Type.String(), codes: Type.Array(Type.String()) }), {
      minItems: 1,
    }),
  }),
  reply: Type.Object({ paperId: Uuid }),
  refusals: [],
  roles: ['system'],
})
