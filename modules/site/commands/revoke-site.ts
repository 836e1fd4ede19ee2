import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { revokeSite } from '../contract.ts'
import { siteMachine } from '../core/site.machine.ts'
import { changeSite, lockSite } from '../store.ts'

/** SPC-4.3-03: a decided case takes the site's qualification; what was assessed there stays as it is. */
export const revokeSiteHandler: CommandHandler<typeof revokeSite> = async (context, input) => {
  const site = await lockSite(context.tx, input)
  const state = siteMachine.next(site.state, input.revokes ? 'revoke' : 'restore')
  // The same decision told again changes nothing.
  if (state === undefined) return accept({ state: site.state })
  const note = `${input.caseNumber} ${input.reason}`
  await changeSite(context.tx, site, { state, decisionNote: note })
  context.record({
    type: input.revokes ? 'site-revoked' : 'site-restored',
    table: 'site',
    row: site,
    data: { from: site.state, to: state, note },
    clauses: ['SPC-4.3-03'],
  })
  return accept({ state })
}
