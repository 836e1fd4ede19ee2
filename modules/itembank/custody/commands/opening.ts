import { v5 as uuidOf } from 'uuid'
import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { paperRules, wrongState } from '../../paper/commands/paper-step.ts'
import { decidePaper, type PaperState, paperTransitions, stateNames } from '../../paper/core/paper.machine.ts'
import type { SessionDirectory } from '../../paper/sessions.port.ts'
import { asPaper, lockPaper, type PaperRow, updatePaper } from '../../paper/store/paper.store.ts'
import { handlerOf, ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type { dispatchPaper, recordOpening } from '../contract.ts'
import type { Finding } from '../core/count.rule.ts'
import { insertAttempt } from '../store/attempt.store.ts'
import { openIncidents } from '../store/incident.store.ts'
import { addEvent, type PackageRow, updatePackage } from '../store/package.store.ts'
import { hasMedium } from '../store/register.store.ts'
import { electronicPackage } from './electronic.ts'

export const noPackage = (state: PaperState) =>
  refuse('WRONG_STATE', {
    sentence: `试卷${stateNames[state]}，没有可以办理的试卷包。`,
    remedy: '试卷密封后才有试卷包。',
    clauses: ['SDS-4.2-06'],
    details: { state },
  })

const onPaper = refuse('WRONG_STATE', {
  sentence: '这份试卷只能纸笔作答，没有考试机可以下发。',
  remedy: '请启封印制并制作试卷袋。',
  clauses: ['SDS-4.2-04'],
})

const noMedium = refuse('MEDIUM_MISSING', {
  sentence: '存有本试卷的载体尚未登记，不能下发。',
  remedy: '请先在载体登记中登记载体编号、存放地点和保管人。',
  clauses: ['SDS-4.2-08', 'SDE-4.5-30'],
})

const link = {
  ...{ state: 'done' as const, quantity: 1, sealIntact: true, to: null, witnessName: null },
  ...{ receivedQuantity: null, details: {} },
}

/** SDS-4.2-06, SDE-4.5-30: the package goes to the rooms, its medium being on the register. */
export const dispatchPaperHandler =
  (directory: SessionDirectory): CommandHandler<typeof dispatchPaper> =>
  async (context, { place, note, ...shown }) => {
    const { organisationId } = ownPlace(context)
    const row = await lockPaper(context.tx, organisationId, shown)
    const { binding } = asPaper(row)
    if (row.medium === 'print') return onPaper
    if (!binding) return noPackage(row.state)
    const request = { action: 'dispatch', by: await handlerOf(context), binding } as const
    const decided = decidePaper(asPaper(row), request, paperRules)
    if (decided.refused) return wrongState(decided)
    if (!(await hasMedium(context.tx, organisationId, row.id))) return noMedium
    const opensAt = row.earliestOpening ?? context.now
    const sealed = await electronicPackage(context, directory, { paper: row, place, opensAt })
    const paper = await updatePaper(context.tx, row, { state: 'dispatched' })
    const clauses = ['SDS-4.2-06', 'SDE-4.5-30']
    context.record({ type: 'paper-dispatched', table: 'paper', row: paper, clauses })
    const by = { name: context.actor.name, accountId: context.actor.accountId }
    await addEvent(context, sealed, {
      ...{ ...link, step: 'release', at: context.now, place, by, signedAt: context.now, note, clauses },
    })
    await movePackage(context, sealed, 'released')
    return accept({ state: 'dispatched' })
  }

const movePackage = async (context: CommandContext, row: PackageRow, state: 'released' | 'opened') => {
  await updatePackage(context.tx, row, { state })
  const key = { organisationId: row.organisationId, id: row.id }
  context.record({
    type: 'package-moved',
    table: 'paperPackage',
    row: key,
    data: { state },
    clauses: ['SDS-4.2-06'],
  })
}

const openPaper = async (
  context: CommandContext,
  row: PaperRow,
  { place, openers }: { readonly place: string; readonly openers: readonly string[] },
) => {
  const paper = await updatePaper(context.tx, row, { state: 'opened' })
  context.record({
    type: 'paper-opened',
    table: 'paper',
    row: paper,
    data: { openers: [...openers], place },
    clauses: ['SDS-4.2-06', 'SDS-4.2-09'],
  })
}

/** The keeper was not among those who opened it: the chain is broken there. */
const withoutKeeper = (holder: string, openers: readonly string[]): readonly Finding[] =>
  openers.includes(holder)
    ? []
    : [
        {
          kind: 'broken-chain',
          expected: `保管人${holder}到场，或先办理交接`,
          found: `由${openers.join('、')}启封，没有交接记录`,
          clauses: ['SDS-4.2-06'],
        },
      ]

/** An opening that has happened. */
interface Opening {
  readonly place: string
  readonly at: Date
  readonly persons: readonly string[]
  readonly reason: string
}

const markUsed = async (
  context: CommandContext,
  sealed: PackageRow,
  { place, at, persons, reason }: Opening,
) => {
  const clauses = ['SDS-4.2-06', 'SDS-4.2-09', 'HN-2.6-03']
  await addEvent(context, sealed, {
    ...{ ...link, step: 'open', at, place, signedAt: context.now, clauses, note: reason },
    ...{ by: { name: persons[0] ?? '', accountId: null }, details: { present: [...persons] } },
  })
  const { organisationId, id: packageId, batchId, label } = sealed
  const subject = { organisationId, packageId, batchId, subject: `${label} ${place}` }
  await openIncidents(context, subject, withoutKeeper(sealed.holderName, persons))
}

/** Each opening is a link of the chain and shows who was there; the first one opens the paper. */
export const enterOpening = async (
  context: CommandContext,
  directory: SessionDirectory,
  { row, opening }: { readonly row: PaperRow; readonly opening: Opening },
): Promise<PaperState> => {
  const { place, persons } = opening
  const opensAt = row.earliestOpening ?? context.now
  const sealed = await electronicPackage(context, directory, { paper: row, place, opensAt })
  await markUsed(context, sealed, opening)
  if (!paperTransitions[row.state].open) return row.state
  await openPaper(context, row, { place, openers: persons })
  await movePackage(context, sealed, 'opened')
  return 'opened'
}

/** What happened in a room is recorded, also when it was refused or should not have been: the first room opens the paper, each one uses it. */
export const recordOpeningHandler =
  (directory: SessionDirectory): CommandHandler<typeof recordOpening> =>
  async (context, report) => {
    const { organisationId, paperId, sittingId, place } = report
    const row = await lockPaper(context.tx, organisationId, { paperId })
    if (row.sealedFileId === null) return noPackage(row.state)
    let state: PaperState = row.state
    for (const { seq, persons, reason, refusal, sentence, ...attempt } of report.attempts) {
      const id = uuidOf(`opening ${seq}`, sittingId)
      const at = new Date(attempt.at)
      const rehearsal = refusal === 'REHEARSAL'
      const kept = { organisationId, id, paperId, rehearsal, place, at, persons, reason }
      const outcome = rehearsal ? { refusal: null, sentence: null } : { refusal, sentence }
      const isNew = await insertAttempt(context, { ...kept, ...outcome })
      if (!isNew || refusal !== null) continue
      const opening = { place, at, persons, reason }
      state = await enterOpening(context, directory, { row: { ...row, state }, opening })
    }
    return accept({ state })
  }
