import type { CommandContext, QueryContext } from '#platform/command/context.ts'
import { filingOf } from '../paper/documents/store/origin.store.ts'
import type { PracticalPaper } from './core/practical.ts'
import { getPractical, inForceFor, readPractical } from './store/practical.store.ts'

/** A practical paper that can be chosen; says nothing of its content. */
export interface PracticalChoice {
  readonly practicalId: string
  readonly paperNo: string
  readonly title: string
  readonly edition: number
}

/** The practical papers in force for an occupation and level. */
export const practicalPapersFor = async (
  tx: QueryContext['tx'],
  organisationId: string,
  of: { readonly occupationCode: string; readonly level: number },
): Promise<readonly PracticalChoice[]> =>
  (await inForceFor(tx, organisationId, of)).map(({ id, paperNo, title, edition }) => ({
    ...{ practicalId: id, paperNo, title, edition },
  }))

export interface PracticalForScoring extends PracticalChoice {
  readonly isInForce: boolean
  readonly isFiled: boolean
  readonly occupationCode: string
  readonly level: number
  readonly contentHash: string
  readonly paper: PracticalPaper
}

/** SDS-4.4-39: a practical paper with its score sheet, for scoring; that it was read is on record. Throws MissingRow. */
export const practicalPaperFor = async (
  context: CommandContext,
  organisationId: string,
  practicalId: string,
): Promise<PracticalForScoring> => {
  const row = await getPractical(context.tx, organisationId, practicalId)
  const { paperNo, title, edition, occupationCode, level, contentHash } = row
  context.record({
    type: 'practical-read-for-scoring',
    table: 'practicalPaper',
    row,
    clauses: ['SDS-5.1-03'],
  })
  return {
    ...{ practicalId, paperNo, title, edition, occupationCode, level, contentHash },
    isInForce: row.state === 'in-force',
    isFiled: (await filingOf(context.tx, organisationId, practicalId)) !== null,
    paper: await readPractical(context, organisationId, practicalId),
  }
}
