import { siteFacts } from '#modules/site/facts.ts'
import { yearOf } from '#platform/clock/day.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import type { openSiteCase } from '../contract.ts'
import { siteGroundsOf } from '../core/rules.ts'
import { typeUnknown } from '../refusals.ts'
import { caseLaw, organisationOf } from '../scene.ts'
import { insertCase } from '../store.ts'
import { recordOpened } from './open-case.ts'

/** SPC-4.3-03: the city in which the site lies puts on record what costs it its qualification. */
export const openSiteCaseHandler: CommandHandler<typeof openSiteCase> = async (context, input) => {
  const organisationId = organisationOf(context, input.organisationId)
  const { law } = await caseLaw(context, { organisationId, batchId: null, about: 'site' })
  const ground = siteGroundsOf(law).find(({ code }) => code === input.groundCode)
  if (!ground) return typeUnknown(law.discipline.siteGrounds.clauses)
  const site = await siteFacts(context.tx, { organisationId, siteId: input.siteId })
  if (site.cityCode !== context.actor.cityCode)
    return refuse('OTHER_CITY', {
      sentence: `考点“${site.name}”不在本市，须由考点所在市处理。`,
      remedy: '请由考点所在市的中心办理。',
      clauses: ['SPC-4.3-03'],
      field: 'siteId',
    })
  const made = await insertCase(
    context.tx,
    {
      ...{ organisationId, about: 'site', origin: 'entered', typeCode: input.groundCode },
      ...{ description: input.description, place: site.name, occurredAt: context.now },
      ...{ recordedAt: context.now, recordedBy: context.actor.name, year: yearOf(context.today) },
    },
    [{ part: 'site', siteId: site.id, name: site.name }],
  )
  recordOpened(context, made, ground.clauses)
  return accept({ caseId: made.id, number: made.number })
}
