import { organisationFacts } from '#modules/party/facts.ts'
import { day, isDay } from '#platform/clock/day.ts'
import type { CommandContext } from '#platform/command/context.ts'
import type { InputOf, Outcome } from '#platform/contract/contract.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import type { renewFiling, suspendFiling } from '../contract.ts'
import { type FilingAction, filingMachine, filingStateWord } from '../core/filing.machine.ts'
import { checkOwnCity } from '../core/filing.rule.ts'
import { changeFiling, type FilingRow, lockFiling } from '../store.ts'

type Input = InputOf<typeof suspendFiling>

const facts: Readonly<Record<FilingAction, string>> = {
  suspend: 'filing-suspended',
  resume: 'filing-resumed',
  lapse: 'filing-lapsed',
  withdraw: 'filing-withdrawn',
  renew: 'filing-renewed',
}

export const refuseStep = (stateWord: string) =>
  refuse('STEP_NOT_OPEN', {
    sentence: `当前状态为“${stateWord}”，不能办理这一步。`,
    remedy: '请刷新页面，按页面所列的操作办理。',
    clauses: ['SDS-1.0-01'],
  })

interface Step {
  readonly filing: FilingRow
  readonly action: FilingAction
  readonly input: Input
  readonly change?: { readonly validUntil: FilingRow['validUntil'] }
}

const take = async (context: CommandContext, { filing, action, input, change = undefined }: Step) => {
  const state = filingMachine.next(filing.state, action)
  if (state === undefined) return refuseStep(filingStateWord(filing.state))
  const { documentNumber, decidedOn, reason } = input
  await changeFiling(context.tx, filing, {
    state,
    decisionDocument: documentNumber,
    decidedOn: day(decidedOn),
    decisionReason: reason,
    ...change,
  })
  const data = { from: filing.state, to: state, documentNumber, decidedOn, reason, ...change }
  context.record({
    type: facts[action],
    table: 'filing',
    row: filing,
    data,
    clauses: ['SDS-1.0-01', 'SDS-1.0-03'],
  })
  return accept({ state })
}

/** A decision of the authority on a filing, with its document number, day and reason. */
export const decideFiling =
  (action: Exclude<FilingAction, 'renew'>): CommandHandler<typeof suspendFiling> =>
  async (context, input): Promise<Outcome<typeof suspendFiling>> => {
    const own = checkOwnCity(context.actor, await organisationFacts(context.tx, input.organisationId))
    if (own.refused) return own
    return take(context, { filing: await lockFiling(context.tx, input), action, input })
  }

/** A renewal sets a new last day, which lies after the day of the decision. */
export const renewHandler: CommandHandler<typeof renewFiling> = async (context, input) => {
  const own = checkOwnCity(context.actor, await organisationFacts(context.tx, input.organisationId))
  if (own.refused) return own
  const filing = await lockFiling(context.tx, input)
  const validUntil = input.validUntil !== null && isDay(input.validUntil) ? input.validUntil : null
  if (validUntil !== null && validUntil < input.decidedOn) {
    return refuse('VALIDITY_REVERSED', {
      sentence: '延续后的截止日早于决定日期。',
      remedy: '请核对有效期。',
      clauses: ['SDS-1.0-01'],
      field: 'validUntil',
    })
  }
  return take(context, { filing, action: 'renew', input, change: { validUntil } })
}
