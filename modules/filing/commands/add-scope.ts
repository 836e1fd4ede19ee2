import { organisationFacts } from '#modules/party/facts.ts'
import type { PackId } from '#modules/policy/core/pack.ts'
import { regime } from '#modules/policy/core/regime.ts'
import { day } from '#platform/clock/day.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import type { addScope } from '../contract.ts'
import { checkOwnCity, refuseDoubled, stillHolds } from '../core/filing.rule.ts'
import { isFilingValid } from '../core/scope.rule.ts'
import { insertScopeItems, lockFiling, scopeOf } from '../store.ts'
import { checkItems } from './grant.ts'

/** 增量备案: more lines under a filing that is valid. A line that is still there is not given twice. */
export const addScopeHandler: CommandHandler<typeof addScope> = async (context, input) => {
  const { tx, actor, today } = context
  const own = checkOwnCity(actor, await organisationFacts(tx, input.organisationId))
  if (own.refused) return own
  const filing = await lockFiling(tx, input)
  if (!isFilingValid(filing, today)) {
    return refuse('FILING_NOT_VALID', {
      sentence: '该机构的备案当前无效，不能增加范围。',
      remedy: '请先恢复或延续备案。',
      clauses: ['SDS-1.0-01'],
    })
  }
  const items = checkItems(input.items, regime(filing.pack as PackId, today))
  if (items.refused) return items
  const held = (await scopeOf(tx, [filing.id])).filter(({ state }) => state !== 'withdrawn')
  const doubled = items.value.find((item) => held.some((line) => stillHolds(line, item)))
  if (doubled) return refuseDoubled(doubled)
  const decision = {
    decisionDocument: input.documentNumber,
    decidedOn: day(input.decidedOn),
    decisionReason: input.reason,
  }
  const ids = await insertScopeItems(
    tx,
    filing,
    items.value.map((item) => ({ ...item, ...decision })),
  )
  context.recordAll({
    type: 'scope-granted',
    table: 'scopeItem',
    organisationId: filing.organisationId,
    ids,
    data: { documentNumber: input.documentNumber, decidedOn: input.decidedOn, reason: input.reason },
    clauses: ['SDS-1.0-02', 'SDS-A1-04', 'SDS-A1-05'],
  })
  return accept({ scopeItemIds: ids })
}
