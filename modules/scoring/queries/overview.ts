import { type ViolationFact, violationsOf } from '#modules/delivery/facts.ts'
import { practicalPapersFor } from '#modules/itembank/facts.ts'
import { staffWithRole } from '#modules/party/facts.ts'
import { isLevel, levelName } from '#modules/policy/core/level.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { overview } from '../contract.ts'
import { scoreOf } from '../core/entry.rule.ts'
import { subjectNames } from '../core/result.rule.ts'
import { scoreEntryMachine, scoreEntryTitles } from '../core/score-entry.machine.ts'
import { statisticsOf } from '../core/statistics.ts'
import { decisionTitles } from '../core/titles.ts'
import { type Candidate, candidatesOf, ownOrganisation, type Scene, sceneOf } from '../scene.ts'
import { markingRecordsOf, type ScoreEntryRow, scoreEntryOf } from '../store/entry.store.ts'
import { formsOf } from '../store/practical.store.ts'
import { type ResultRow, resultsOf } from '../store/result.store.ts'

const subjects = ['theory', 'practical', 'review'] as const

const standingOf = (
  candidates: readonly Candidate[],
  rows: readonly ResultRow[],
  violations: readonly ViolationFact[],
) => {
  const count = (has: (row: ResultRow) => boolean) => rows.filter(has).length
  const taking = (subject: (typeof subjects)[number]) =>
    candidates.filter((candidate) => candidate.subjects.includes(subject)).length
  return {
    candidates: candidates.length,
    withTheory: taking('theory'),
    theoryScored: count((row) => row.theoryStatus !== null),
    theoryToConfirm: count((row) => row.theoryStatus !== null && row.theoryConfirmedAt === null),
    theoryAbsent: count((row) => row.theoryStatus === 'absent'),
    withPractical: taking('practical'),
    practicalScored: count((row) => row.practicalStatus === 'scored'),
    practicalAbsent: count((row) => row.practicalStatus === 'absent'),
    cheating: count((row) => subjects.some((subject) => scoreOf(row, subject).status === 'cheating')),
    violations: violations.length,
    undecidedViolations: violations.filter(({ effect }) => effect === null).length,
    passed: count((row) => row.passed === true),
    failed: count((row) => row.passed === false),
  }
}

const statisticsBySubject = (rows: readonly ResultRow[], { passRule }: Scene) =>
  subjects.flatMap((subject) => {
    const scores = rows.flatMap((row) => {
      const { points, status } = scoreOf(row, subject)
      return status === 'scored' && points !== null ? [points] : []
    })
    if (scores.length === 0) return []
    const statistics = statisticsOf(scores, passRule.value)
    return [
      {
        subject,
        subjectName: subjectNames[subject],
        statistics: { ...statistics, bins: [...statistics.bins] },
      },
    ]
  })

const personOf = (name: string | null | undefined, at: Date | null | undefined) =>
  name == null ? null : { name, at: at?.toISOString() ?? null }

const entryOf = (row: ScoreEntryRow | undefined) => ({
  state: row?.state ?? 'unnamed',
  stateTitle: scoreEntryTitles[row?.state ?? 'unnamed'],
  version: row?.version ?? 0,
  responsible: row?.responsibleName ?? null,
  entered: row?.state === 'named' ? null : personOf(row?.enteredName, row?.enteredAt),
  checked: personOf(row?.checkedName, row?.checkedAt),
})

const decisionOf = ({ effect, ruleReference }: ViolationFact): string | null =>
  effect === null ? null : `${decisionTitles[effect]}（${ruleReference ?? ''}）`

const flaggedOf = (
  violations: readonly ViolationFact[],
  candidates: readonly Candidate[],
  rows: readonly ResultRow[],
) =>
  violations.map((violation) => {
    const { applicationId, subject, description } = violation
    return {
      applicationId,
      name: candidates.find(({ id }) => id === applicationId)?.name ?? '',
      subjectName: subjectNames[subject as keyof typeof subjectNames] ?? '',
      description,
      decision: decisionOf(violation),
      note: rows.find((row) => row.applicationId === applicationId)?.violationNote ?? null,
    }
  })

const linesOf = async (context: QueryContext, { organisationId, batch }: Scene) => {
  const forms = await formsOf(context, organisationId, batch.id)
  return Promise.all(
    batch.lines
      .filter((line) => line.subjects.includes('practical'))
      .map(async (line) => {
        const { id, occupationName, trade, level } = line
        const form = forms.find(({ lineId }) => lineId === id)?.form
        return {
          lineId: id,
          title: `${occupationName}${trade && `（${trade}）`} ${isLevel(level) ? levelName(level) : ''}`,
          form: form ? `${form.title}（${form.paperNo}）` : null,
          papers: [...(await practicalPapersFor(context.tx, organisationId, line))],
        }
      }),
  )
}

const theoryActions = (rows: readonly ResultRow[], roles: readonly string[]) => [
  ...(roles.includes('org-exam') && rows.every(({ state }) => state === 'open')
    ? [{ action: 'scoreTheory', title: '理论自动评分' }]
    : []),
  ...(rows.some((row) => row.theoryStatus !== null && row.theoryConfirmedAt === null) &&
  roles.includes('org-exam')
    ? [{ action: 'confirmTheory', title: '确认理论成绩' }]
    : []),
]

export const overviewHandler: QueryHandler<typeof overview> = async (context, { batchId }) => {
  const { tx, actor } = context
  const scene = await sceneOf(tx, ownOrganisation(actor), batchId)
  const { organisationId } = scene
  const at = { organisationId, batchId }
  const candidates = await candidatesOf(tx, organisationId, batchId)
  const rows = await resultsOf(tx, organisationId, batchId)
  const violations = await violationsOf(tx, organisationId, batchId)
  const entry = await scoreEntryOf(tx, at)
  const office = [
    ...(await staffWithRole(tx, organisationId, 'org-exam')),
    ...(await staffWithRole(tx, organisationId, 'org-head')),
  ]
  return accept({
    batchName: scene.batch.name,
    standing: standingOf(candidates, rows, violations),
    passMark: scene.passRule.value.passMark,
    statistics: statisticsBySubject(rows, scene),
    entry: entryOf(entry),
    flagged: flaggedOf(violations, candidates, rows),
    lines: await linesOf(context, scene),
    staff: [...new Map(office.map(({ accountId, name }) => [accountId, { accountId, name }])).values()],
    markingRecords: (await markingRecordsOf(tx, at)).map((record) => ({
      ...record,
      at: record.at.toISOString(),
    })),
    availableActions: [
      ...theoryActions(rows, actor.roles),
      ...scoreEntryMachine.available(entry?.state ?? 'unnamed', actor.roles),
      ...(entry?.state === 'verified' && actor.roles.some((role) => ['org-exam', 'org-head'].includes(role))
        ? [{ action: 'printSummary', title: '生成成绩汇总表' }]
        : []),
    ],
  })
}
