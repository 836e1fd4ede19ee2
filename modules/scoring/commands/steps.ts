import { dutiesOf, sessionsOf } from '#modules/arrangement/facts.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { checkSteps } from '../core/steps.rule.ts'
import type { nameSteps } from '../panel.contract.ts'
import { formMissing } from '../refusals.ts'
import { ownOrganisation } from '../scene.ts'
import { saveSteps } from '../store/panel.store.ts'
import { formsOf, sheetsOf } from '../store/practical.store.ts'

/** HN-3.1.1-28: the panel's steps and the examiner responsible for each. */
export const nameStepsHandler: CommandHandler<typeof nameSteps> = async (context, input) => {
  const { tx, actor, now } = context
  const organisationId = ownOrganisation(actor)
  const { batchId, sessionId, roomId } = input
  const at = { organisationId, batchId, sessionId, roomId }
  const session = (await sessionsOf(tx, organisationId, batchId)).find(({ id }) => id === sessionId)
  const form = (await formsOf(context, organisationId, batchId)).find(
    ({ lineId }) => lineId === session?.lineId,
  )?.form
  if (!form) return formMissing
  const panel = (await dutiesOf(tx, organisationId, at)).filter(({ role }) => role === '考评人员')
  const hasSheets = (await sheetsOf(tx, organisationId, at)).length > 0
  const steps = checkSteps(Object.fromEntries(input.steps.map(({ module, staffId }) => [module, staffId])), {
    ...{ modules: form.modules, panel, hasSheets },
  })
  if (steps.refused) return steps
  const row = await saveSteps(tx, at, { steps: steps.value, namedBy: actor.name, namedAt: now })
  context.record({ type: 'panel-steps-named', table: 'panelStep', row, clauses: ['HN-3.1.1-28'] })
  return accept({ modules: form.modules.length })
}
