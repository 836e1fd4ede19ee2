import { dutiesOf, sessionsOf } from '#modules/arrangement/facts.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { spreadOf } from '../core/discrepancy.rule.ts'
import type { panelSteps, rehearsals } from '../panel.contract.ts'
import { panelOf } from '../panel.ts'
import { ownOrganisation, sceneOf } from '../scene.ts'
import { rehearsalsOf, stepsOf } from '../store/panel.store.ts'
import { formsOf, sheetsOf } from '../store/practical.store.ts'

export const rehearsalsHandler: QueryHandler<typeof rehearsals> = async ({ tx, actor }, input) => {
  const at = { organisationId: ownOrganisation(actor), ...input }
  const panel = await panelOf(tx, at)
  const rounds = [...Map.groupBy(await rehearsalsOf(tx, at), ({ round }) => round)].map(([round, sheets]) => {
    const isWhole = sheets.length === panel.length
    const { lowest, highest } = spreadOf(sheets.map(({ total }) => total))
    return {
      round,
      scored: sheets.length,
      mine: sheets.find(({ examinerAccountId }) => examinerAccountId === actor.accountId)?.total ?? null,
      totals: isWhole ? sheets.map(({ examinerName, total }) => ({ name: examinerName, total })) : null,
      spread: isWhole ? Math.round((highest - lowest) * 10) / 10 : null,
    }
  })
  const open = rounds.find(({ mine }) => mine === null)
  return accept({ nextRound: open?.round ?? rounds.length + 1, rounds })
}

export const panelStepsHandler: QueryHandler<typeof panelSteps> = async (context, input) => {
  const { tx, actor } = context
  const organisationId = ownOrganisation(actor)
  const at = { organisationId, ...input }
  const { practical } = await sceneOf(tx, organisationId, input.batchId)
  const session = (await sessionsOf(tx, organisationId, input.batchId)).find(
    ({ id }) => id === input.sessionId,
  )
  const forms = await formsOf(context, organisationId, input.batchId)
  const form = forms.find(({ lineId }) => lineId === session?.lineId)?.form
  const steps = (await stepsOf(tx, at))?.steps
  const panel = (await dutiesOf(tx, organisationId, at)).filter(({ role }) => role === '考评人员')
  return accept({
    isRequired: practical.moduleExaminers.provenance !== 'not-stated',
    mayChange: actor.roles.includes('org-exam') && (await sheetsOf(tx, organisationId, at)).length === 0,
    panel: panel.map(({ staffId, staffName, isLeader }) => ({ staffId, name: staffName, isLeader })),
    modules: (form?.modules ?? []).map(({ code, name }) => ({ code, name, staffId: steps?.[code] ?? null })),
  })
}
