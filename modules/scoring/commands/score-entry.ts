import { sessionsOf } from '#modules/arrangement/facts.ts'
import { violationsOf } from '#modules/delivery/facts.ts'
import { staffWithRole } from '#modules/party/facts.ts'
import type { CommandContext } from '#platform/command/context.ts'
import { StaleRow } from '#platform/command/pipeline.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import type { enterScores, nameResponsible, sendBackEntry, verifyResults } from '../contract.ts'
import { nothingTaken, takenSubjects } from '../core/discipline.rule.ts'
import { type EntryStanding, judge, mayEnter, scoreOf, withDecisions } from '../core/entry.rule.ts'
import { scoreEntryMachine, scoreEntryTitles } from '../core/score-entry.machine.ts'
import { bySecondPerson, wrongState } from '../core/separation.rule.ts'
import { occupiedPanels } from '../panel.ts'
import { correctionPending } from '../refusals.ts'
import { accountOf, type Candidate, ownOrganisation, type Scene, sceneOf } from '../scene.ts'
import {
  correctionsOf,
  insertScoreEntry,
  lockScoreEntry,
  type ScoreEntryRow,
  updateScoreEntry,
} from '../store/entry.store.ts'
import { markedSheets, panelsOf, sheetsOf } from '../store/practical.store.ts'
import { lockResults, moveResults, type ResultRow, writeResults } from '../store/result.store.ts'
import { openResults } from './score-theory.ts'

const office = ['org-exam', 'org-head']

/** SDS-5.1-16: one named person is responsible before entry opens. */
export const nameResponsibleHandler: CommandHandler<typeof nameResponsible> = async (context, input) => {
  const { tx, actor } = context
  const at = { organisationId: ownOrganisation(actor), batchId: input.batchId }
  await sceneOf(tx, at.organisationId, at.batchId)
  const staff = (await Promise.all(office.map((role) => staffWithRole(tx, at.organisationId, role)))).flat()
  const person = staff.find(({ accountId }) => accountId === input.accountId)
  if (!person) {
    return refuse('NOT_STAFF', {
      sentence: '登分负责人须为本机构考务人员或负责人。',
      remedy: '请从列表中选择。',
      clauses: ['SDS-5.1-16'],
      field: 'accountId',
    })
  }
  const earlier = await lockScoreEntry(tx, at)
  if (!scoreEntryMachine.next(earlier?.state ?? 'unnamed', 'name'))
    return wrongState('登分', scoreEntryTitles[earlier!.state], '指定登分负责人')
  const named = { responsibleAccountId: person.accountId, responsibleName: person.name }
  const row = earlier
    ? await updateScoreEntry(tx, earlier, named)
    : await insertScoreEntry(tx, { ...at, ...named })
  context.record({
    type: 'score-entry-responsible-named',
    table: 'scoreEntry',
    row,
    clauses: ['SDS-5.1-16'],
  })
  return accept({ version: row.version })
}

interface Entering {
  readonly scene: Scene
  readonly candidates: ReadonlyMap<string, Candidate>
  readonly rows: readonly ResultRow[]
  readonly notes: ReadonlyMap<string, string>
}

/** The rows as they will be entered: decisions applied, notes taken over, pass judged where nothing is open. */
const enteredRows = async (context: CommandContext, { scene, candidates, rows, notes }: Entering) => {
  const violations = await violationsOf(context.tx, scene.organisationId, scene.batch.id)
  const taken = takenSubjects(violations)
  const flagged = new Set(violations.map(({ applicationId }) => applicationId))
  const entered = rows.flatMap((row) => {
    const candidate = candidates.get(row.applicationId)
    if (!candidate) return []
    const made = withDecisions(row, taken.get(row.applicationId) ?? nothingTaken)
    const verdict = judge(made, candidate.subjects, scene.passRule)
    const violationNote = notes.get(row.applicationId) ?? row.violationNote
    return [{ ...made, violationNote, passed: verdict.refused ? null : verdict.value, candidate }]
  })
  const standing = {
    open: entered
      .filter(({ candidate, ...row }) =>
        candidate.subjects.some((subject) => scoreOf(row, subject).status === null),
      )
      .map(({ candidate }) => candidate.name),
    unconfirmedTheory: entered.filter((row) => row.theoryStatus !== null && row.theoryConfirmedAt === null)
      .length,
    undecidedViolations: violations.filter(({ effect }) => effect === null).length,
    withoutNote: entered
      .filter((row) => flagged.has(row.applicationId) && !row.violationNote)
      .map(({ candidate }) => candidate.name),
  }
  return { entered, standing }
}

const panelsOpen = async (context: CommandContext, { organisationId, batch }: Scene): Promise<number> => {
  const sessions = await sessionsOf(context.tx, organisationId, batch.id)
  const needed = await occupiedPanels(context.tx, { organisationId, batchId: batch.id }, sessions)
  const signed = await panelsOf(context.tx, organisationId, batch.id)
  return needed.filter(
    ({ sessionId, roomId }) =>
      !signed.some(
        (panel) =>
          panel.sessionId === sessionId && panel.roomId === roomId && panel.state === 'countersigned',
      ),
  ).length
}

/** Marked sheets whose candidate has been given neither a later sheet nor a correction since (HN-3.3.8-03). */
const openRescorings = async ({ tx }: CommandContext, { organisationId, batch }: Scene): Promise<number> => {
  const marked = await markedSheets(tx, organisationId, batch.id)
  if (marked.length === 0) return 0
  const sheets = await sheetsOf(tx, organisationId, { batchId: batch.id })
  const corrections = await correctionsOf(tx, { organisationId, batchId: batch.id })
  const results = new Map((await lockResults(tx, organisationId, batch.id)).map((row) => [row.id, row]))
  return marked.filter(
    ({ applicationId, markedAt }) =>
      !sheets.some(
        (sheet) =>
          sheet.applicationId === applicationId && sheet.signedAt !== null && sheet.signedAt > markedAt,
      ) &&
      !corrections.some(
        ({ subject, state, resultId, decidedAt }) =>
          subject === 'practical' &&
          state === 'applied' &&
          results.get(resultId)?.applicationId === applicationId &&
          decidedAt !== null &&
          decidedAt > markedAt,
      ),
  ).length
}

/** Takes over the scores as they stand: nobody types a mark here (SDS-5.1-13). */
export const enterScoresHandler: CommandHandler<typeof enterScores> = async (context, input) => {
  const { tx, actor, now } = context
  const scene = await sceneOf(tx, ownOrganisation(actor), input.batchId)
  const { organisationId } = scene
  const entry = await lockScoreEntry(tx, { organisationId, batchId: input.batchId })
  if (!entry) {
    return refuse('RESPONSIBLE_MISSING', {
      sentence: '本批次还没有指定登分负责人。',
      remedy: '请机构负责人先指定一名登分负责人。',
      clauses: ['SDS-5.1-16'],
    })
  }
  if (entry.version !== input.version) throw new StaleRow()
  if (!scoreEntryMachine.next(entry.state, 'enter'))
    return wrongState('登分', scoreEntryTitles[entry.state], '登分汇总')
  const people = await openResults(context, { organisationId, batchId: input.batchId })
  const { entered, standing } = await enteredRows(context, {
    scene,
    candidates: new Map(people.map((each) => [each.id, each])),
    rows: await lockResults(tx, organisationId, input.batchId),
    notes: new Map(input.notes.map(({ applicationId, note }) => [applicationId, note])),
  })
  const all: EntryStanding = {
    ...standing,
    panelsNotCountersigned: await panelsOpen(context, scene),
    toRescore: await openRescorings(context, scene),
  }
  const obstacle = mayEnter(all)
  if (obstacle.refused) return obstacle
  const clauses = ['SDS-5.1-13', 'SDS-5.1-14', 'SDS-5.1-16']
  const ids = await writeResults(tx, organisationId, entered)
  context.recordAll({ type: 'scores-entered', table: 'result', organisationId, ids, clauses })
  const row = await updateScoreEntry(tx, entry, {
    state: 'entered',
    enteredBy: accountOf(actor),
    enteredName: actor.name,
    enteredAt: now,
    checkedBy: null,
    checkedName: null,
    checkedAt: null,
  })
  context.record({ type: 'score-entry-made', table: 'scoreEntry', row, clauses })
  return accept({
    version: row.version,
    entered: ids.length,
    passed: entered.filter(({ passed }) => passed).length,
  })
}

interface Checking {
  readonly entry: ScoreEntryRow
  readonly organisationId: string
}

/** The entry held for its check, by somebody other than the one who entered. */
const checking = async (
  context: CommandContext,
  input: { readonly batchId: string; readonly version: number },
  step: 'verify' | 'sendBack',
) => {
  const { tx, actor } = context
  const organisationId = ownOrganisation(actor)
  const entry = await lockScoreEntry(tx, { organisationId, batchId: input.batchId })
  if (!entry || !scoreEntryMachine.next(entry.state, step))
    return wrongState('登分', scoreEntryTitles[entry?.state ?? 'unnamed'], '登分复核')
  if (entry.version !== input.version) throw new StaleRow()
  const separate = bySecondPerson(
    { first: entry.enteredBy, second: accountOf(actor) },
    { sentence: '登分复核须由录入人员以外的人办理。', clauses: ['SDS-5.1-15'] },
  )
  return separate.refused ? separate : accept<Checking>({ entry, organisationId })
}

/** SDS-5.1-15: all results of the batch become verified by a second person, or none. */
export const verifyResultsHandler: CommandHandler<typeof verifyResults> = async (context, input) => {
  const { tx, actor, now } = context
  const held = await checking(context, input, 'verify')
  if (held.refused) return held
  const { entry, organisationId } = held.value
  const at = { organisationId, batchId: input.batchId }
  const pending = (await correctionsOf(tx, at)).filter(({ state }) => state === 'proposed').length
  if (pending > 0) return correctionPending(pending)
  const ids = await moveResults(tx, at, { from: 'open', to: 'verified' })
  const clauses = ['SDS-5.1-15']
  context.recordAll({ type: 'result-verified', table: 'result', organisationId, ids, clauses })
  const row = await updateScoreEntry(tx, entry, {
    state: 'verified',
    checkedBy: accountOf(actor),
    checkedName: actor.name,
    checkedAt: now,
    checkNote: input.note,
  })
  context.record({ type: 'score-entry-verified', table: 'scoreEntry', row, clauses })
  return accept({ verified: ids.length })
}

export const sendBackEntryHandler: CommandHandler<typeof sendBackEntry> = async (context, input) => {
  const held = await checking(context, input, 'sendBack')
  if (held.refused) return held
  const row = await updateScoreEntry(context.tx, held.value.entry, {
    state: 'named',
    checkNote: input.note,
  })
  context.record({
    type: 'score-entry-sent-back',
    table: 'scoreEntry',
    row,
    data: { note: input.note },
    clauses: ['SDS-5.1-15'],
  })
  return accept({ version: row.version })
}
