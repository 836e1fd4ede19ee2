import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { treeOf } from '../../knowledge/store/bank.store.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type { assemble, cancelAssembly, dropAssembly, finishAssembly } from '../contract.ts'
import { judgeRequest, rulesRetired } from '../core/admission.ts'
import { type AssemblyStep, assemblyMachine, stateNames } from '../core/assembly.machine.ts'
import type { Drawn } from '../core/draw.ts'
import { mostSharingForms } from '../core/overlap.ts'
import { gatherPool } from '../gather.ts'
import { type AssemblyRow, insertAssembly, lockAssembly, updateAssembly } from '../store/assembly.store.ts'
import { getRules } from '../store/rules.store.ts'

const mostParallel = 20

const tooMany = (sentence: string) =>
  refuse('FORMS_TOO_MANY', { sentence, remedy: '请减少套数，或改正规则。', clauses: [], field: 'forms' })

const judgeForms = (
  mode: 'fixed' | 'parallel' | 'candidates',
  forms: number,
  overlap: number | undefined,
) => {
  if (mode === 'fixed' && forms !== 1) return tooMany('固定试卷只有1套。')
  if (mode !== 'parallel') return undefined
  if (forms > mostParallel) return tooMany(`平行试卷最多${mostParallel}套。`)
  return overlap !== undefined && overlap > 0 && forms > mostSharingForms
    ? tooMany(`限定了相同试题数的平行试卷最多${mostSharingForms}套。`)
    : undefined
}

/**
 * Starts drawing. Sums that contradict each other are said at once; whether the bank can serve the rules is for the
 * job to find. Its seed is this command's id unless one is given, so a job that is run again draws the same.
 */
export const assembleHandler: CommandHandler<typeof assemble> = async (context, input) => {
  const { organisationId, accountId } = ownPlace(context)
  const { ruleSetId, mode, forms } = input
  const rules = await getRules(context.tx, organisationId, ruleSetId)
  if (rules.retiredAt !== null) return rulesRetired(rules)
  const { bank } = rules
  const tree = await treeOf(context.tx, organisationId, bank)
  const pool = await gatherPool(context, { organisationId, bank })
  const refusal = judgeForms(mode, forms, rules.rules.overlap) ?? judgeRequest(pool, rules.rules, tree)
  if (refusal) return refusal
  const seed = input.seed ?? context.commandId
  const row = await insertAssembly(context, {
    ...{ organisationId, bank, ruleSetId, mode, forms, seed },
    ...{ state: 'drawing', assembledBy: accountId },
  })
  const jobId = await context.startJob({
    ...{ kind: 'itembank.assemble', title: `组卷：${bank}，${forms}套`, organisationId, total: forms },
    payload: { assemblyId: row.id },
  })
  await updateAssembly(context, { ...row, version: 1 }, { jobId })
  context.record({
    ...{ type: 'assembly-started', table: 'assembly', row },
    data: { rules: rules.name, edition: rules.edition, mode, forms, seed },
    clauses: ['SDS-4.2-01'],
  })
  return accept({ assemblyId: row.id, jobId })
}

const wrongState = ({ state }: AssemblyRow) =>
  refuse('ASSEMBLY_STATE', {
    sentence: `本次组卷的状态为“${stateNames[state]}”，不能办理此事。`,
    remedy: '请刷新页面查看最新状态。',
    clauses: [],
  })

/** Locks an assembly for a step of its machine; the refusal where the step is not to be taken. */
export const stepOf = async (context: CommandContext, assemblyId: string, action: AssemblyStep) => {
  const { organisationId } = ownPlace(context)
  const row = await lockAssembly(context.tx, organisationId, assemblyId)
  const state = assemblyMachine.next(row.state, action)
  return state ? accept({ row, state }) : wrongState(row)
}

export const cancelAssemblyHandler: CommandHandler<typeof cancelAssembly> = async (
  context,
  { assemblyId },
) => {
  const step = await stepOf(context, assemblyId, 'itembank.cancelAssembly')
  if (step.refused) return step
  const row = await updateAssembly(context, step.value.row, { state: step.value.state })
  context.record({ type: 'assembly-cancelled', table: 'assembly', row })
  return accept({})
}

export const dropAssemblyHandler: CommandHandler<typeof dropAssembly> = async (context, { assemblyId }) => {
  const step = await stepOf(context, assemblyId, 'itembank.dropAssembly')
  if (step.refused) return step
  const row = await updateAssembly(context, step.value.row, { state: step.value.state })
  context.record({ type: 'assembly-dropped', table: 'assembly', row })
  return accept({})
}

/** What the job found; nothing where the person has cancelled in the meantime. */
export const finishAssemblyHandler: CommandHandler<typeof finishAssembly> = async (context, input) => {
  const step = await stepOf(context, input.assemblyId, input.outcome.kind)
  if (step.refused) return accept({})
  const { state, row } = step.value
  const { kind, ...found } = input.outcome
  const changes =
    'drawn' in found
      ? { findings: { report: found.report }, drawn: found.drawn as Drawn }
      : { findings: found }
  const done = await updateAssembly(context, row, { state, ...changes })
  context.record({ type: `assembly-${kind}`, table: 'assembly', row: done, clauses: ['SDS-4.2-01'] })
  return accept({})
}
