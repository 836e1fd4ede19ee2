import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'

/** The organisation for which the actor works; people without one see no sitting. Throws MissingRow. */
export const ownOrganisation = ({ actor }: Pick<QueryContext, 'actor'>): string => {
  if (actor.organisationId === null) throw new MissingRow()
  return actor.organisationId
}
