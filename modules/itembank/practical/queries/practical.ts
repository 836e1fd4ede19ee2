import { staffNames } from '#modules/party/facts.ts'
import { isLevel, levelName } from '#modules/policy/core/level.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type { practicalDetail, practicalList } from '../contract.ts'
import { offeredPracticalActions, practicalStateNames } from '../core/practical.machine.ts'
import { editionsOf, getPractical, listPracticals, type PracticalRow } from '../store/practical.store.ts'

type Names = ReadonlyMap<string, string>

const headOf = (row: PracticalRow, names: Names) => {
  const { id, state, level, authors, reviewedBy } = row
  const { version, paperNo, title, edition, occupationName, totalScore, totalMinutes, modules, problems } =
    row
  return {
    practicalId: id,
    ...{ version, paperNo, title, edition, occupationName, totalScore, totalMinutes, modules, problems },
    state,
    stateName: practicalStateNames[state],
    levelName: isLevel(level) ? levelName(level) : '未定',
    authorNames: authors.map((author) => names.get(author) ?? '—').join('、'),
    reviewedByName: reviewedBy === null ? null : (names.get(reviewedBy) ?? '—'),
  }
}

export const practicalListHandler: QueryHandler<typeof practicalList> = async (context, input) => {
  const { organisationId } = ownPlace(context)
  const { total, rows } = await listPracticals(context.tx, { ...input, organisationId })
  const names = await staffNames(context.tx, organisationId)
  return accept({ total, rows: rows.map((row) => headOf(row, names)) })
}

export const practicalDetailHandler: QueryHandler<typeof practicalDetail> = async (
  context,
  { practicalId },
) => {
  const { organisationId, accountId } = ownPlace(context)
  const row = await getPractical(context.tx, organisationId, practicalId)
  const editions = await editionsOf(context.tx, organisationId, row.seriesId)
  const isAuthor = context.actor.roles.includes('org-itembank')
  return accept({
    ...headOf(row, await staffNames(context.tx, organisationId)),
    contentHash: row.contentHash,
    editions: editions.map(({ id, edition, state }) => ({
      practicalId: id,
      edition,
      state,
      stateName: practicalStateNames[state],
    })),
    availableActions: isAuthor
      ? [...offeredPracticalActions({ ...row, hasProblems: row.problems > 0 }, accountId)]
      : [],
  })
}
