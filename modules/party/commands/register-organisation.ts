import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import type { registerOrganisation } from '../contract.ts'
import { insertOrganisation, isNameTaken } from '../store.ts'

/** SDS-1.0-03: an organisation belongs to the city it lies in; a city registers its own only. */
export const registerOrganisationHandler: CommandHandler<typeof registerOrganisation> = async (
  context,
  input,
) => {
  const { actor, tx } = context
  if (actor.roles.includes('city') && actor.cityCode !== input.cityCode) {
    return refuse('OTHER_CITY', {
      sentence: '该机构不在本市，不能由本市中心登记。',
      remedy: '请由机构所在市的中心登记。',
      clauses: ['SDS-1.0-03'],
      field: 'cityCode',
    })
  }
  if (await isNameTaken(tx, input.name)) {
    return refuse('NAME_TAKEN', {
      sentence: `“${input.name}”已经登记。`,
      remedy: '请在机构名录中查找；确属另一机构的，请使用全称。',
      clauses: [],
      field: 'name',
    })
  }
  const row = await insertOrganisation(tx, input)
  context.record({ type: 'organisation-registered', table: 'organisation', row, clauses: ['SDS-1.0-03'] })
  return accept({ organisationId: row.id })
}
