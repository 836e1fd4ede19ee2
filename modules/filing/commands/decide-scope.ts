import { organisationFacts } from '#modules/party/facts.ts'
import { day } from '#platform/clock/day.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { suspendScope } from '../contract.ts'
import { checkOwnCity } from '../core/filing.rule.ts'
import { type ScopeAction, scopeMachine, scopeStateWord } from '../core/scope.machine.ts'
import { changeScopeItem, lockScopeItem } from '../store.ts'
import { refuseStep } from './decide-filing.ts'

const facts: Readonly<Record<ScopeAction, string>> = {
  suspend: 'scope-suspended',
  resume: 'scope-resumed',
  withdraw: 'scope-withdrawn',
}

/** A decision of the authority on one line of the scope. */
export const decideScope =
  (action: ScopeAction): CommandHandler<typeof suspendScope> =>
  async (context, input) => {
    const own = checkOwnCity(context.actor, await organisationFacts(context.tx, input.organisationId))
    if (own.refused) return own
    const row = await lockScopeItem(context.tx, input)
    const state = scopeMachine.next(row.state, action)
    if (state === undefined) return refuseStep(scopeStateWord(row.state))
    const { documentNumber, decidedOn, reason } = input
    await changeScopeItem(context.tx, row, {
      state,
      decisionDocument: documentNumber,
      decidedOn: day(decidedOn),
      decisionReason: reason,
    })
    const data = { from: row.state, to: state, documentNumber, decidedOn, reason }
    context.record({
      type: facts[action],
      table: 'scopeItem',
      row,
      data,
      clauses: ['SDS-1.0-01', 'SDS-1.0-03'],
    })
    return accept({ state })
  }
