import type { QueryContext } from '#platform/command/context.ts'

type Tx = QueryContext['tx']

export interface SiteFact {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly address: string
  readonly cityCode: string
}

/** The sites of an organisation that their city has confirmed, in order of code (SDS-4.1-01). */
export const confirmedSites = (tx: Tx, organisationId: string): Promise<SiteFact[]> =>
  tx
    .selectFrom('site')
    .select(['id', 'code', 'name', 'address', 'cityCode'])
    .where('organisationId', '=', organisationId)
    .where('state', '=', 'confirmed')
    .orderBy('code')
    .execute()
