import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'
import { handlersOfItems, handlersOfPapers, handsOfPackages, Instant, Nullable } from '../core/shapes.ts'

/** SDS-4.2-07: whoever writes items or has papers in his hands. */
const signers = [...new Set([...handlersOfPapers, ...handlersOfItems, ...handsOfPackages, 'org-exam'])]

/** SDS-4.2-07, HN-3.3.3-10: the undertaking, and whether the asking person has signed it. */
export const readUndertaking = query({
  name: 'itembank.undertaking',
  title: '安全保密承诺书',
  input: Type.Object({}),
  reply: Type.Object({
    title: Type.String(),
    version: Type.String(),
    paragraphs: Type.Array(Type.String()),
    signedAt: Nullable(Instant),
  }),
  roles: [...signers],
})

export const signUndertaking = command({
  name: 'itembank.signUndertaking',
  title: '签署安全保密承诺书',
  input: Type.Object({ version: Type.String({ maxLength: 20 }) }),
  reply: Type.Object({ signedAt: Instant }),
  refusals: ['UNDERTAKING_OUTDATED'],
  roles: [...signers],
})
