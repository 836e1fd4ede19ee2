import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'

export interface KeyItem {
  readonly id: string
  readonly type: string
  readonly points: number
  /** Labels as a seat sends them, sorted; a judgement is A for 正确, B for 错误. */
  readonly answer: readonly string[]
}

/** The key of a paper, for scoring only; it leaves the server through no reply. Throws MissingRow. */
export const paperKey = async (
  { tx, services }: QueryContext,
  organisationId: string,
  paperId: string,
): Promise<{ readonly items: readonly KeyItem[] }> => {
  const row = await tx
    .selectFrom('paper')
    .select('content')
    .where('organisationId', '=', organisationId)
    .where('id', '=', paperId)
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  return JSON.parse(services.keyring.decrypt(row.content, `paper.content:${paperId}`))
}
