import { type BanFact, bansInForce, documentIndexesOf } from '#modules/party/facts.ts'
import type { QueryContext } from '#platform/command/context.ts'

/** The ban under which a person stands today, whichever organisation's case brought it. */
export const banOfPerson = async (
  { tx, today }: QueryContext,
  personId: string,
): Promise<BanFact | undefined> => {
  const index = (await documentIndexesOf(tx, [personId])).get(personId)
  return index === undefined ? undefined : (await bansInForce(tx, [index], today)).get(index)
}
