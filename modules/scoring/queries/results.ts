import { scriptsOf, violationsOf } from '#modules/delivery/facts.ts'
import { examinedBatches } from '#modules/plan/facts.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import {
  type batchList,
  type correctionList,
  type keyErrorList,
  proposeCorrection,
  type resultRows,
} from '../contract.ts'
import { correctionMachine, keyErrorMachine } from '../core/marking.machine.ts'
import { subjectNames } from '../core/result.rule.ts'
import { scoreEntryTitles } from '../core/score-entry.machine.ts'
import type { KeyRuling } from '../core/theory.rule.ts'
import { publicityTitles } from '../core/titles.ts'
import { type Candidate, candidatesOf, ownOrganisation } from '../scene.ts'
import { correctionsOf, keyErrorsOf, scoreEntryOf } from '../store/entry.store.ts'
import { publicityOf } from '../store/publicity.store.ts'
import { type ResultRow, resultsOf } from '../store/result.store.ts'

export const batchListHandler: QueryHandler<typeof batchList> = async ({ tx, actor }) => {
  const organisationId = ownOrganisation(actor)
  const batches = await examinedBatches(tx, [organisationId])
  const rows = []
  for (const { batchId, batchName } of batches) {
    const at = { organisationId, batchId }
    const entry = await scoreEntryOf(tx, at)
    const publicity = await publicityOf(tx, at)
    rows.push({
      batchId,
      name: batchName,
      entryState: scoreEntryTitles[entry?.state ?? 'unnamed'],
      publicityState: publicityTitles[publicity?.state ?? 'prepared'],
      publicityEnds: publicity?.endsOn ?? null,
    })
  }
  return accept({ batches: rows })
}

const outcomes: { readonly [outcome: string]: (row: ResultRow) => boolean } = {
  passed: (row) => row.passed === true,
  failed: (row) => row.passed === false,
  open: (row) => row.passed === null,
  absent: (row) => row.theoryStatus === 'absent' || row.practicalStatus === 'absent',
  cheating: (row) => row.theoryStatus === 'cheating' || row.practicalStatus === 'cheating',
}

const shown = (row: ResultRow, candidate: Candidate) => ({
  resultId: row.id,
  applicationId: row.applicationId,
  version: row.version,
  name: candidate.name,
  documentMasked: candidate.documentMasked,
  employer: candidate.employer,
  subjects: [...candidate.subjects],
  theory: row.theory,
  theoryStatus: row.theoryStatus,
  theoryConfirmed: row.theoryConfirmedAt !== null,
  practical: row.practical,
  practicalStatus: row.practicalStatus,
  review: row.review,
  reviewStatus: row.reviewStatus,
  passed: row.passed,
  state: row.state,
})

export const resultRowsHandler: QueryHandler<typeof resultRows> = async ({ tx, actor }, input) => {
  const organisationId = ownOrganisation(actor)
  const candidates = await candidatesOf(tx, organisationId, input.batchId)
  const byApplication = new Map(
    (await resultsOf(tx, organisationId, input.batchId)).map((row) => [row.applicationId, row]),
  )
  const flagged = new Set(
    (await violationsOf(tx, organisationId, input.batchId)).map(({ applicationId }) => applicationId),
  )
  const entry = await scoreEntryOf(tx, { organisationId, batchId: input.batchId })
  const mayPropose =
    entry?.enteredBy !== actor.accountId &&
    (proposeCorrection.roles as readonly string[]).some((role) => actor.roles.includes(role))
  const isWanted = input.outcome === undefined ? () => true : (outcomes[input.outcome] ?? (() => false))
  const all = candidates.flatMap((candidate) => {
    const row = byApplication.get(candidate.id)
    const isNamed = input.name === undefined || candidate.name.includes(input.name)
    if (!row || !isNamed || !isWanted(row)) return []
    const correctable = mayPropose && row.state !== 'confirmed'
    return [{ ...shown(row, candidate), flagged: flagged.has(candidate.id), correctable }]
  })
  const from = (input.page - 1) * input.pageSize
  return accept({ total: all.length, rows: all.slice(from, from + input.pageSize) })
}

const rulingWords = (ruling: KeyRuling): string =>
  ruling.kind === 'everybody' ? '所有考生该题得分' : `答案改为 ${ruling.labels.join('、')}`

/** The items of a paper by the answers given: no key is read for a list. */
const papersOf = (scripts: Awaited<ReturnType<typeof scriptsOf>>) => {
  const items = new Map<string, Set<string>>()
  for (const { paperId, answers } of scripts) {
    const known = items.get(paperId) ?? new Set()
    for (const id of Object.keys(answers)) known.add(id)
    items.set(paperId, known)
  }
  return [...items].map(([paperId, known]) => ({ paperId, items: [...known].sort() }))
}

export const keyErrorListHandler: QueryHandler<typeof keyErrorList> = async (context, { batchId }) => {
  const { tx, actor } = context
  const organisationId = ownOrganisation(actor)
  const requests = await keyErrorsOf(context, { organisationId, batchId })
  return accept({
    papers: papersOf(await scriptsOf(tx, organisationId, batchId)),
    requests: requests.map((row) => ({
      keyErrorId: row.id,
      version: row.version,
      itemId: row.itemId,
      reason: row.reason,
      ruling: rulingWords(row.ruling),
      state: row.state,
      reporterName: row.reporterName,
      reportedAt: row.reportedAt.toISOString(),
      deciderName: row.deciderName,
      decision: row.decision,
      answersRescored: row.answersRescored,
      scoresChanged: row.scoresChanged,
      availableActions: [...keyErrorMachine.available(row.state, actor.roles)],
    })),
  })
}

export const correctionListHandler: QueryHandler<typeof correctionList> = async (
  { tx, actor },
  { batchId },
) => {
  const organisationId = ownOrganisation(actor)
  const results = new Map(
    (await resultsOf(tx, organisationId, batchId)).map((row) => [row.id, row.applicationId]),
  )
  const names = new Map((await candidatesOf(tx, organisationId, batchId)).map(({ id, name }) => [id, name]))
  const corrections = await correctionsOf(tx, { organisationId, batchId })
  return accept({
    corrections: corrections.map((row) => ({
      correctionId: row.id,
      version: row.version,
      name: names.get(results.get(row.resultId) ?? '') ?? '',
      subjectName: subjectNames[row.subject],
      before: row.beforeValue,
      after: row.afterValue,
      beforePassed: row.beforePassed,
      afterPassed: row.afterPassed,
      reason: row.reason,
      state: row.state,
      proposerName: row.proposerName,
      proposedAt: row.proposedAt?.toISOString() ?? null,
      deciderName: row.deciderName,
      decision: row.decision,
      availableActions: [...correctionMachine.available(row.state, actor.roles)],
    })),
  })
}
