import { accountsNamed } from '#modules/party/facts.ts'
import type { CommandContext } from '#platform/command/context.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { regimeOf } from '../../paper/core/ruled.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type { declineHandover, giveOver, takeOver } from '../contract.ts'
import type { Hand } from '../core/chain.rule.ts'
import { checkReceipt, countHandedOver, type Finding } from '../core/count.rule.ts'
import { receiptAppears } from '../core/deadline.rule.ts'
import { judgeGiving } from '../core/handover.rule.ts'
import { openIncidents } from '../store/incident.store.ts'
import {
  addEvent,
  type EventRow,
  eventsOf,
  lockPackage,
  type PackageRow,
  signEvent,
  updatePackage,
} from '../store/package.store.ts'

const handClauses = ['SDS-4.2-06', 'SDE-4.5-28', 'HN-2.3.6-03', 'HN-3.1.7-01']
const fetchClauses = [...handClauses, 'SDS-4.4-17', 'SDE-4.6-07', 'HN-2.6-01']
const clausesOf = (step: string) => (step === 'fetch' ? fetchClauses : handClauses)

const unknown = refuse('RECEIVER_UNKNOWN', {
  sentence: '接收人不是本单位的在册人员。',
  remedy: '请从名单中选择接收人。',
  clauses: ['SDE-4.5-28'],
  field: 'toAccountId',
})

const receiverOf = async (
  context: CommandContext,
  { toAccountId, toName }: InputOf<typeof giveOver>,
): Promise<Hand | null | 'unknown'> => {
  if (toAccountId === undefined) return toName === undefined ? null : { name: toName, accountId: null }
  const { organisationId } = ownPlace(context)
  const [account] = await accountsNamed(context.tx, organisationId, [toAccountId])
  return account ? { name: account.name, accountId: account.accountId } : 'unknown'
}

const selfOf = ({ actor }: CommandContext): Hand => ({ name: actor.name, accountId: actor.accountId })

const isWaiting = ({ state }: EventRow) => state === 'awaiting'

const pass = async (
  context: CommandContext,
  row: PackageRow,
  done: { readonly to: Hand; readonly purpose: string; readonly findings: readonly Finding[] },
): Promise<string> => {
  const { organisationId, id: packageId, batchId, label } = row
  const state = done.purpose === 'fetch' ? 'received' : row.state
  await updatePackage(context.tx, row, { state, holder: done.to })
  context.record({
    type: 'package-handed-over',
    table: 'paperPackage',
    row: { organisationId, id: packageId },
    data: { holder: done.to.name },
    clauses: clausesOf(done.purpose),
  })
  await openIncidents(context, { organisationId, packageId, batchId, subject: label }, done.findings)
  return state
}

/** The giver signs by his login; the package stays his until the receiver has signed, too. */
export const giveOverHandler: CommandHandler<typeof giveOver> = async (context, input) => {
  const { organisationId } = ownPlace(context)
  const row = await lockPackage(context.tx, organisationId, input)
  const events = await eventsOf(context.tx, organisationId, row.id)
  const to = await receiverOf(context, input)
  if (to === 'unknown') return unknown
  const by = selfOf(context)
  const handed = {
    ...{ kind: row.kind, state: row.state, isWaiting: events.some(isWaiting) },
    holder: { name: row.holderName, accountId: row.holderAccountId },
    fetchFrom: receiptAppears(regimeOf(row), row)?.due ?? null,
  }
  const { purpose } = input
  const witnessName = input.witnessName ?? null
  const refusal = judgeGiving(handed, { purpose, by, to, witnessName, now: context.now })
  if (refusal || !to) return refusal ?? unknown
  const waits = to.accountId !== null
  await addEvent(context, row, {
    ...{ step: purpose, state: waits ? 'awaiting' : 'done', at: context.now, place: input.place },
    ...{ quantity: input.quantity, sealIntact: input.sealIntact, by, to, witnessName },
    ...{ signedAt: waits ? null : context.now, receivedQuantity: waits ? null : input.quantity },
    ...{ details: {}, note: input.note, clauses: clausesOf(purpose) },
  })
  const findings = countHandedOver(row.quantity, input)
  if (waits) {
    await updatePackage(context.tx, row, {})
    const key = { organisationId, id: row.id }
    context.record({ type: 'package-offered', table: 'paperPackage', row: key, clauses: clausesOf(purpose) })
    return accept({ state: row.state, waits, incidents: 0 })
  }
  const state = await pass(context, row, { to, purpose, findings })
  return accept({ state, waits, incidents: findings.length })
}

const none = refuse('NO_HANDOVER', {
  sentence: '没有等待确认的交接。',
  remedy: '请刷新页面；需要交接的，请先由保管人交出。',
  clauses: ['SDS-4.2-06'],
})

const notReceiver = (to: string) =>
  refuse('NOT_THE_RECEIVER', {
    sentence: `这次交接的接收人是${to}，须由其本人登录确认。`,
    remedy: `请${to}登录办理。`,
    clauses: ['SDE-4.5-28', 'HN-2.3.6-03'],
  })

/** The hand-over that waits for this person's own signature. */
const waitingFor = async (context: CommandContext, row: PackageRow) => {
  const events = await eventsOf(context.tx, row.organisationId, row.id)
  const event = events.find(isWaiting)
  if (!event?.to) return none
  return event.to.accountId === context.actor.accountId
    ? accept({ event, to: event.to })
    : notReceiver(event.to.name)
}

const checksMissing = refuse('CHECKS_MISSING', {
  sentence: '领取试卷须核对职业（工种）、等级、份数和密封情况。',
  remedy: '请逐项核对并登记。',
  clauses: ['SDS-4.4-17', 'SDE-4.6-07'],
})

type Taking = InputOf<typeof takeOver>

const receiptFindings = (row: PackageRow, input: Taking) =>
  checkReceipt(row, {
    ...{ quantity: input.quantity, sealIntact: input.sealIntact },
    occupationRight: input.occupationRight === true,
    levelRight: input.levelRight === true,
  })

const checkWords = ({ occupationRight, levelRight, sealIntact, quantity }: Taking) => [
  `职业（工种）${occupationRight ? '相符' : '不符'}`,
  `等级${levelRight ? '相符' : '不符'}`,
  `试卷数${quantity}份`,
  `密封${sealIntact ? '完好' : '不完好'}`,
]

/** SDS-4.4-17, HN-2.3.6-03: the receiver signs for what he found; the package is his from here on. */
export const takeOverHandler: CommandHandler<typeof takeOver> = async (context, input) => {
  const { organisationId } = ownPlace(context)
  const row = await lockPackage(context.tx, organisationId, input)
  const waiting = await waitingFor(context, row)
  if (waiting.refused) return waiting
  const { event, to } = waiting.value
  const isFetch = event.step === 'fetch'
  if (isFetch && (input.occupationRight === undefined || input.levelRight === undefined)) return checksMissing
  const { sealIntact, quantity: receivedQuantity, note } = input
  await signEvent(
    context,
    { organisationId, event },
    {
      ...{ state: 'done', sealIntact: sealIntact && event.sealIntact, receivedQuantity },
      details: isFetch ? { checks: checkWords(input) } : {},
      note: [event.note, note].filter((words) => words !== '').join('；'),
    },
  )
  const findings = isFetch ? receiptFindings(row, input) : countHandedOver(event.quantity, input)
  const state = await pass(context, row, { to, purpose: event.step, findings })
  return accept({ state, incidents: findings.length })
}

/** The receiver does not take it: it stays with the giver, and the refusal is on record. */
export const declineHandoverHandler: CommandHandler<typeof declineHandover> = async (context, input) => {
  const { organisationId } = ownPlace(context)
  const row = await lockPackage(context.tx, organisationId, input)
  const waiting = await waitingFor(context, row)
  if (waiting.refused) return waiting
  const { event } = waiting.value
  await signEvent(
    context,
    { organisationId, event },
    {
      ...{ state: 'declined', sealIntact: event.sealIntact, receivedQuantity: 0, details: {} },
      note: input.reason,
    },
  )
  const clauses = ['SDS-4.2-06']
  await updatePackage(context.tx, row, {})
  const key = { organisationId, id: row.id }
  context.record({ type: 'handover-declined', table: 'paperPackage', row: key, clauses })
  const finding = {
    kind: 'declined',
    expected: `${event.to?.name ?? ''}接收`,
    found: input.reason,
    clauses,
  } as const
  const { id: packageId, batchId, label } = row
  await openIncidents(context, { organisationId, packageId, batchId, subject: label }, [finding])
  return accept({ state: row.state })
}
