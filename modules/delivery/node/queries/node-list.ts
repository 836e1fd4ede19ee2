import { filedScopeOn } from '#modules/filing/facts.ts'
import { organisationFacts } from '#modules/party/facts.ts'
import { clausesOfPack } from '#modules/policy/core/own-clauses.ts'
import { statedValue } from '#modules/policy/core/parameter.ts'
import { roomNodeRules } from '#modules/policy/core/room-node.ts'
import { confirmedSites } from '#modules/site/facts.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { RoomPort } from '../../core/room.port.ts'
import { statusOrder } from '../../core/sitting-progress.ts'
import { ownOrganisation } from '../../own-organisation.ts'
import { listSittings, type SittingRow } from '../../store.ts'
import { type ArrivalRow, listArrivals } from '../arrival.store.ts'
import { lawOf } from '../arrivals.ts'
import { centreKeys } from '../centre-keys.ts'
import type { nodeList } from '../contract.ts'
import { centreFingerprint } from '../core/node-card.ts'
import { overdueMinutes } from '../core/overdue.ts'
import { digest } from '../digest.ts'
import { listAssignments, listNodes, listReports, type NodeRow, type SittingNodeRow } from '../store.ts'

type Reply = ReplyOf<typeof nodeList>
type Arrival = Reply['arrivals'][number]
type Decision = NonNullable<Arrival['decision']>['decision']
type Check = Reply['sittings'][number]['check']

/** How long a sitting that is over stays in the list. */
const shownDays = 30

interface Scene {
  readonly nodes: readonly NodeRow[]
  readonly held: readonly SittingNodeRow[]
  readonly now: Date
}

const nodeName = ({ nodes }: Scene, nodeId: string | null): string | null =>
  nodes.find(({ id }) => id === nodeId)?.name ?? null

const sittingLine = (row: SittingRow, scene: Scene): Reply['sittings'][number] => {
  const held = scene.held.find(({ sittingId }) => sittingId === row.id)
  const { organisationId, id: sittingId, title, siteName, roomName, state } = row
  const nodeId = held?.nodeId ?? null
  const file = held?.packageFileId ?? null
  return {
    ...{ sittingId, title, siteName, roomName, state, nodeId, nodeName: nodeName(scene, nodeId) },
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    standbyNodeId: held?.standbyNodeId ?? null,
    standbyName: nodeName(scene, held?.standbyNodeId ?? null),
    mayAssignStandby: nodeId !== null && row.takenAt === null,
    mayAssign: statusOrder(state) <= statusOrder('sealed-package-present') && row.endsAt > scene.now,
    packageAddress: nodeId === null || file === null ? null : `/api/files/${organisationId}/${file}`,
    packedAt: held?.packedAt?.toISOString() ?? null,
    installedAt: held?.installedAt?.toISOString() ?? null,
    check: (held?.preflight ?? null) as Check,
    takenAt: row.takenAt?.toISOString() ?? null,
    overdueMinutes:
      row.takenAt === null ? overdueMinutes(row.endsAt, scene.now, roomNodeRules.resultDueMinutes) : null,
  }
}

const proposalOf = (row: ArrivalRow): Arrival['proposal'] => {
  const { proposal, proposedByName: person, proposedAt, reason } = row
  if (proposal === null || person === null || proposedAt === null || row.decision !== null) return null
  return { decision: proposal as Decision, person, at: proposedAt.toISOString(), reason: reason ?? '' }
}

const decisionOf = ({
  decision,
  decidedByName: person,
  decidedAt,
  reason,
}: ArrivalRow): Arrival['decision'] => {
  if (decision === null || decidedAt === null) return null
  return {
    ...{ decision: decision as Decision, person: person ?? '', reason: reason ?? '' },
    at: decidedAt.toISOString(),
  }
}

/** Whether the law of the sitting wants two people for its results. */
const needsTwo = async (context: QueryContext, row: SittingRow | undefined): Promise<boolean> =>
  row !== undefined &&
  statedValue((await lawOf(context, row)).results.signatures)?.secondPersonChecks === true

const arrivalLine = async (
  context: QueryContext,
  row: ArrivalRow,
  { scene, sitting }: { readonly scene: Scene; readonly sitting: SittingRow | undefined },
): Promise<Arrival> => {
  const { roles } = context.actor
  const isOpen = row.outcome === 'conflict' && row.decision === null
  const mayDecide = roles.includes('org-exam') || roles.includes('org-head')
  return {
    ...{ arrivalId: row.id, version: row.version, receivedAt: row.receivedAt.toISOString() },
    ...{ receivedBy: row.receivedBy, via: row.via, fileName: row.fileName },
    nodeName: nodeName(scene, row.nodeId),
    roomName: sitting?.roomName ?? null,
    ...{ outcome: row.outcome, sentence: row.sentence, remedy: row.remedy },
    mayTake: row.fileId !== null && row.letGoAt === null && roles.includes('supervisor'),
    keepUntil: row.keepUntil?.toISOString() ?? null,
    mayDecide: isOpen && mayDecide,
    needsTwo: isOpen && (await needsTwo(context, sitting)),
    proposal: proposalOf(row),
    decision: decisionOf(row),
  }
}

const arrivalLines = async (
  context: QueryContext,
  { organisationId, scene }: { readonly organisationId: string; readonly scene: Scene },
  sittings: readonly SittingRow[],
): Promise<Reply['arrivals']> => {
  const lines: Arrival[] = []
  for (const row of await listArrivals(context.tx, { organisationId })) {
    const sitting = sittings.find(({ id }) => id === row.sittingId)
    lines.push(await arrivalLine(context, row, { scene, sitting }))
  }
  return lines
}

const nodeLines = async (
  { tx }: Pick<QueryContext, 'tx'>,
  organisationId: string,
  { scene, build }: { readonly scene: Scene; readonly build: string },
): Promise<Reply['nodes']> => {
  const reports = await listReports(tx, { organisationId })
  return scene.nodes.map((row) => {
    const report = reports.find(({ nodeId }) => nodeId === row.id)
    return {
      ...{ nodeId: row.id, version: row.version, name: row.name, siteName: row.siteName },
      ...{ fingerprint: row.fingerprint, registeredBy: row.registeredBy, state: row.state },
      registeredAt: row.registeredAt.toISOString(),
      heardAt: report?.heardAt.toISOString() ?? null,
      isSameBuild: report ? report.build === build : null,
      sittings: scene.held.filter(({ nodeId }) => nodeId === row.id).length,
    }
  })
}

/** What the lines of the head rest on, in every document that says so. */
const basis = {
  fingerprint: ['HN-2.3.1-02'],
  build: ['HN-1.8.4-13', 'SDS-4.4-16'],
  overdue: ['SDS-5.1-05'],
  refused: ['SDS-5.1-02', 'HN-1.8.3.7-04'],
} as const

/** Nobody is shown the rules of another document than his own. */
const clausesFor = async (context: QueryContext, organisationId: string): Promise<Reply['clauses']> => {
  const filed = await filedScopeOn(context.tx, organisationId, context.today)
  const own = (clauses: readonly string[]) => (filed ? [...clausesOfPack(filed.pack, clauses)] : [])
  return {
    ...{ fingerprint: own(basis.fingerprint), build: own(basis.build) },
    ...{ overdue: own(basis.overdue), refused: own(basis.refused) },
  }
}

/** Servers, what each holds, whose result is missing and for how long, and every file that came in. */
export const nodeListHandler =
  (room: RoomPort): QueryHandler<typeof nodeList> =>
  async (context) => {
    const { tx, now, actor, services } = context
    const organisationId = ownOrganisation(context)
    const build = await room.build()
    const from = new Date(now.getTime() - shownDays * 86_400_000)
    const sittings = await listSittings(tx, { organisationId, from })
    const scene: Scene = {
      nodes: await listNodes(tx, { organisationId }),
      held: await listAssignments(tx, { organisationId }),
      now,
    }
    const sites = await confirmedSites(tx, organisationId)
    const { name } = await organisationFacts(tx, organisationId)
    return accept({
      build,
      centreFingerprint: centreFingerprint(centreKeys(services, name), digest),
      clauses: await clausesFor(context, organisationId),
      mayRegister: actor.roles.includes('org-exam') || actor.roles.includes('site-chief'),
      mayWithdraw: actor.roles.includes('org-exam'),
      sites: sites.map((site) => ({ siteId: site.id, name: site.name })),
      nodes: await nodeLines(context, organisationId, { scene, build }),
      sittings: sittings.map((row) => sittingLine(row, scene)),
      arrivals: await arrivalLines(context, { organisationId, scene }, sittings),
    })
  }
