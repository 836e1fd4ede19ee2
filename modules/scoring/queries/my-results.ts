import { batchFacts } from '#modules/plan/facts.ts'
import { isLevel, levelName } from '#modules/policy/core/level.ts'
import type { Subject } from '#modules/policy/core/parameters.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { type EnteredScores, scoreOf } from '../core/entry.rule.ts'
import { subjectNames } from '../core/result.rule.ts'
import { objectionTitles } from '../core/titles.ts'
import type { myResults } from '../publicity.contract.ts'
import { rulesOf } from '../scene.ts'
import { type ObjectionState, objectionsOfPerson } from '../store/publicity.store.ts'
import { resultsOfPerson } from '../store/result.store.ts'

/** A candidate's own results once on display, and the objections raised while logged in. */
export const myResultsHandler: QueryHandler<typeof myResults> = async ({ tx, actor }) => {
  if (actor.personId === null) throw new MissingRow()
  const results = []
  for (const row of await resultsOfPerson(tx, actor.personId)) {
    const { passRule } = rulesOf(await batchFacts(tx, row.organisationId, row.batchId))
    results.push({
      resultId: row.id,
      publicityId: row.publicityId,
      batchName: row.batchName,
      organisationName: row.organisationName,
      occupation: row.occupationName,
      levelName: isLevel(row.level) ? levelName(row.level) : '',
      subjects: (row.subjects as Subject[]).map((subject) => {
        const { points, status } = scoreOf(row as EnteredScores, subject)
        return { subject, name: subjectNames[subject], points, status }
      }),
      passed: row.passed,
      passMark: passRule.value.passMark,
      startsOn: row.startsOn,
      endsOn: row.endsOn,
      open: row.closedAt === null,
    })
  }
  const objections = (await objectionsOfPerson(tx, actor.personId)).map((row) => ({
    objectionId: row.id,
    number: row.number,
    statement: row.statement,
    stateTitle: objectionTitles[row.state as ObjectionState],
    createdAt: row.createdAt.toISOString(),
    decision: row.decision,
  }))
  return accept({ results, objections })
}
