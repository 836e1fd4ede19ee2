import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'

const Uuid = Type.String({ format: 'uuid' })
const Said = (most: number) => Type.String({ minLength: 1, maxLength: most })

/** HN-1.8.3.7-04: the signed undertaking of one party, as a document. The same file again changes nothing. */
export const fileAssurance = command({
  name: 'delivery.fileAssurance',
  title: '存档成绩真实性承诺',
  input: Type.Object({
    party: Said(30),
    signatory: Said(60),
    signedOn: Type.String({ format: 'date' }),
    fileId: Uuid,
  }),
  reply: Type.Object({ assuranceId: Uuid }),
  refusals: ['PARTY_UNKNOWN', 'SIGNED_LATER'],
  roles: ['org-exam', 'org-head'],
})

/** Which undertakings the rules of the organisation ask for, and those on file, the latest first. */
export const assurances = query({
  name: 'delivery.assurances',
  title: '成绩真实性承诺',
  input: Type.Object({}),
  reply: Type.Object({
    /** Empty where the rules ask for none. */
    asked: Type.Array(Type.Object({ party: Type.String(), onFile: Type.Boolean() })),
    clauses: Type.Array(Type.String()),
    mayFile: Type.Boolean(),
    rows: Type.Array(
      Type.Object({
        assuranceId: Uuid,
        party: Type.String(),
        signatory: Type.String(),
        signedOn: Type.String(),
        /** `/api/files/…` */
        address: Type.String(),
        fileName: Type.String(),
        filedAt: Type.String(),
        filedBy: Type.String(),
        /** A later one of the same party stands in its place. */
        isReplaced: Type.Boolean(),
      }),
    ),
  }),
  roles: ['org-exam', 'org-head', 'site-chief', 'org-archive', 'supervisor'],
})
