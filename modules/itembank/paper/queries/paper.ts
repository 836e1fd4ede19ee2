import { staffNames } from '#modules/party/facts.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { RangeQuota } from '../../assembly/core/rules.ts'
import { getAssembly } from '../../assembly/store/assembly.store.ts'
import { getRules } from '../../assembly/store/rules.store.ts'
import { itemTypes, rangeOfPoint } from '../../core/item.ts'
import { custodiansOf } from '../../custody/store/custodian.store.ts'
import { packagesOf } from '../../custody/store/package.store.ts'
import { placedItems, sharedWithOthers } from '../../item/store/paper-item.store.ts'
import { treeOf } from '../../knowledge/store/bank.store.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type { paperDetail, paperList } from '../contract.ts'
import { judgeMedium } from '../core/medium.rule.ts'
import { offeredActions } from '../core/paper.duties.ts'
import { stateNames } from '../core/paper.machine.ts'
import type { TheorySession, TheorySessions } from '../sessions.port.ts'
import { getPaper, listPapers, type PaperRow, servedSessions } from '../store/paper.store.ts'

const bindingOf = ({ batchId, sessionId, batchName, number, startsAt }: TheorySession) => ({
  ...{ batchId, sessionId, batchName, number },
  startsAt: startsAt.toISOString(),
})

const boundTo = (sessions: readonly TheorySession[], { sessionId }: PaperRow) => {
  const session = sessions.find((one) => one.sessionId === sessionId)
  return session ? bindingOf(session) : null
}

export const paperListHandler =
  (sessionsOf: TheorySessions): QueryHandler<typeof paperList> =>
  async (context, input) => {
    const { organisationId } = ownPlace(context)
    const { total, rows } = await listPapers(context.tx, { ...input, organisationId })
    const sessions = await sessionsOf(context.tx, organisationId)
    const names = await staffNames(context.tx, organisationId)
    return accept({
      total,
      rows: rows.map((row) => ({
        paperId: row.id,
        title: row.title,
        state: row.state,
        stateName: stateNames[row.state],
        totalPoints: Number(row.totalPoints),
        minutes: row.minutes,
        assembledByName: names.get(row.assembledBy) ?? '—',
        binding: boundTo(sessions, row),
      })),
    })
  }

/** The rules by which a paper was made; undefined for one from outside the bank. */
const rulesOfPaper = async ({ tx }: QueryContext, { organisationId, assemblyId }: PaperRow) => {
  if (assemblyId === null) return undefined
  const { ruleSetId } = await getAssembly(tx, organisationId, assemblyId)
  return (await getRules(tx, organisationId, ruleSetId)).rules
}

type Placed = Awaited<ReturnType<typeof placedItems>>

/** Asked and drawn, by range and type; nothing of it tells a question. */
const distributionOf = async (context: QueryContext, row: PaperRow, drawn: Placed) => {
  const rules = await rulesOfPaper(context, row)
  if (!rules) return []
  const tree = await treeOf(context.tx, row.organisationId, row.bank)
  const inRange = Map.groupBy(drawn, ({ pointCode }) => rangeOfPoint(pointCode))
  const ranges: readonly Pick<RangeQuota, 'code' | 'counts'>[] =
    rules.ranges.length > 0 ? rules.ranges : [...inRange.keys()].sort().map((code) => ({ code, counts: {} }))
  return ranges.flatMap(({ code, counts }) =>
    rules.types.map(({ type, points }) => {
      const count = inRange.get(code)?.filter((item) => item.type === type).length ?? 0
      return {
        rangeCode: code,
        rangeName: tree?.ranges.find((range) => range.code === code)?.name ?? code,
        typeName: itemTypes[type].name,
        asked: rules.ranges.length > 0 ? (counts[type] ?? 0) : count,
        drawn: count,
        points: count * points,
      }
    }),
  )
}

/** The sessions this paper could still be given: of its occupation and level, to come, without a paper. */
const openTo = async (context: QueryContext, row: PaperRow, sessions: readonly TheorySession[]) => {
  const served = await servedSessions(context.tx, row.organisationId)
  return sessions
    .filter(
      (session) =>
        session.occupationCode === row.occupationCode &&
        session.level === row.level &&
        session.startsAt.getTime() > context.now.getTime() &&
        judgeMedium(row.medium, session) === undefined &&
        !served.has(`${session.sessionId}/${row.occupationCode}/${row.level}`),
    )
    .map(bindingOf)
}

const standingOf = (
  row: PaperRow,
  facts: { readonly custodians: number; readonly hasPackages: boolean; readonly satByHand: boolean },
) => ({
  state: row.state,
  medium: row.medium,
  assembledBy: row.assembledBy,
  isBound: row.sessionId !== null,
  hasRehearsal: row.rehearsalFileId !== null,
  ...facts,
})

const contentFacts = async (context: QueryContext, row: PaperRow) => {
  const { organisationId, id } = row
  const drawn = await placedItems(context.tx, organisationId, [id])
  return {
    distribution: await distributionOf(context, row, drawn),
    difficulty: [1, 2, 3, 4, 5].map((grade) => drawn.filter(({ difficulty }) => difficulty === grade).length),
    sharedItems: await sharedWithOthers(context.tx, organisationId, id),
  }
}

const carriers = ['org-secrecy', 'site-chief']

/** The package's address, for those whose duty it is to carry it. */
const packageOf = ({ sealedFileId, organisationId }: PaperRow, roles: readonly string[]) =>
  sealedFileId !== null && carriers.some((role) => roles.includes(role))
    ? { organisationId, fileId: sealedFileId }
    : null

const headOf = (row: PaperRow, names: ReadonlyMap<string, string>) => ({
  paperId: row.id,
  version: row.version,
  title: row.title,
  bank: row.bank,
  state: row.state,
  stateName: stateNames[row.state],
  seed: row.seed,
  contentHash: row.contentHash,
  totalPoints: Number(row.totalPoints),
  minutes: row.minutes,
  assembledByName: names.get(row.assembledBy) ?? '—',
  reviewedByName: row.reviewedBy === null ? null : (names.get(row.reviewedBy) ?? '—'),
  earliestOpening: row.earliestOpening?.toISOString() ?? null,
  inPrint: row.medium === 'print',
})

/** Everything about a paper except what it asks. */
export const paperDetailHandler =
  (sessionsOf: TheorySessions): QueryHandler<typeof paperDetail> =>
  async (context, { paperId }) => {
    const { organisationId } = ownPlace(context)
    const { tx, actor } = context
    const row = await getPaper(tx, organisationId, paperId)
    const sessions = await sessionsOf(tx, organisationId)
    const custodians = await custodiansOf(tx, organisationId, paperId)
    const packages = await packagesOf(tx, organisationId, paperId)
    const hasPackages = packages.some(({ kind }) => kind === 'printed')
    const satByHand = sessions.find(({ sessionId }) => sessionId === row.sessionId)?.medium === 'print'
    const standing = standingOf(row, { custodians: custodians.length, hasPackages, satByHand })
    return accept({
      ...headOf(row, await staffNames(tx, organisationId)),
      ...(await contentFacts(context, row)),
      sealedFile: packageOf(row, actor.roles),
      binding: boundTo(sessions, row),
      custodians: custodians.map(({ id, name, takenAt, accountId }) => ({
        custodianId: id,
        name,
        takenAt: takenAt.toISOString(),
        isMe: accountId === actor.accountId,
      })),
      hasRehearsal: row.rehearsalFileId !== null,
      openSessions: row.sessionId === null ? await openTo(context, row, sessions) : [],
      availableActions: [...offeredActions(standing, actor)],
    })
  }
