import { knownCities } from '#modules/party/facts.ts'
import type { InputOf, Outcome } from '#platform/contract/contract.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import type { confirmSite, submitSite } from '../contract.ts'
import { siteLaw } from '../core/law.ts'
import { type SiteAction, siteMachine, siteStateWord } from '../core/site.machine.ts'
import { roomsWithFaults } from '../standing.ts'
import { changeSite, lockSite, type SiteRow } from '../store.ts'

const facts: Readonly<Record<Exclude<SiteAction, 'change' | 'revoke' | 'restore'>, string>> = {
  submit: 'site-submitted',
  return: 'site-returned',
  confirm: 'site-confirmed',
  suspend: 'site-suspended',
  reinstate: 'site-reinstated',
}

const refuseStep = ({ state }: SiteRow) =>
  refuse('STEP_NOT_OPEN', {
    sentence: `考点当前为“${siteStateWord(state)}”，不能办理这一步。`,
    remedy: '请刷新页面，按页面所列的操作办理。',
    clauses: ['SDS-4.1-01'],
  })

/** An organisation asks the city to confirm a site. One without a single usable room is not worth the city's way. */
export const submitSiteHandler: CommandHandler<typeof submitSite> = async (context, { siteId, version }) => {
  const { tx, actor, today } = context
  const site = await lockSite(tx, { organisationId: actor.organisationId!, siteId, version })
  const state = siteMachine.next(site.state, 'submit')
  if (state === undefined) return refuseStep(site)
  const rooms = await roomsWithFaults(tx, [site.id], { law: siteLaw(today), on: today })
  if (!rooms.some(({ faults }) => faults.length === 0)) {
    return refuse('NO_USABLE_ROOM', {
      sentence: '该考点没有一个可以使用的考场。',
      remedy: '请先登记考场，并按提示补齐位置、间距、检定等内容。',
      clauses: ['SDS-4.1-03', 'SDS-A3-15'],
    })
  }
  await changeSite(tx, site, { state })
  context.record({ type: facts.submit, table: 'site', row: site, clauses: ['SDS-4.1-01'] })
  return accept({ state })
}

type Input = InputOf<typeof confirmSite>

/** SDS-4.1-01: the centre of the city in which the site lies decides, and no other. */
export const decideSite =
  (action: 'confirm' | 'return' | 'suspend' | 'reinstate'): CommandHandler<typeof confirmSite> =>
  async (context, input: Input): Promise<Outcome<typeof confirmSite>> => {
    const { tx, actor } = context
    const site = await lockSite(tx, input)
    if (site.cityCode !== actor.cityCode) {
      const city = (await knownCities(tx)).find(({ code }) => code === site.cityCode)
      return refuse('OTHER_CITY', {
        sentence: `该考点位于${city?.name ?? '其他市'}，须由考点所在市审核确认。`,
        remedy: '请由考点所在市的中心办理。',
        clauses: ['SDS-4.1-01'],
        field: 'siteId',
      })
    }
    const state = siteMachine.next(site.state, action)
    if (state === undefined) return refuseStep(site)
    const note = input.note ?? null
    await changeSite(tx, site, { state, decisionNote: note })
    const data = { from: site.state, to: state, note }
    context.record({ type: facts[action], table: 'site', row: site, data, clauses: ['SDS-4.1-01'] })
    return accept({ state })
  }
