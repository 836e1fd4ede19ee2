import type { QueryContext } from '#platform/command/context.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import { canonicalJson } from '../core/paper.ts'
import type { SittingStatus } from '../core/sitting.machine.ts'
import { statusOrder } from '../core/sitting-progress.ts'
import { findSitting, type SittingRow } from '../store.ts'
import type { noteReport } from './contract.ts'
import { listAssignments, type SittingNodeRow, saveReport } from './store.ts'

type Tx = QueryContext['tx']

export type Reported = InputOf<typeof noteReport>['sittings'][number]

/** What a server says of itself, signed with its key. */
export interface NodeReport {
  readonly organisationId: string
  readonly nodeId: string
  readonly build: string
  readonly sittings: readonly Reported[]
}

export interface SittingAnswer {
  readonly sittingId: string
  readonly assignment: number
  readonly hasPackage: boolean
  readonly build: string | null
  readonly rulesHash: string | null
  /** The hash of the result, once it has been taken in. */
  readonly receipt: string | null
}

/** Whether this server holds the sitting, alone or as the second of a pair. */
export const isHeldBy = (row: SittingNodeRow, nodeId: string): boolean =>
  row.nodeId === nodeId || row.standbyNodeId === nodeId

const sameCheck = (held: SittingNodeRow, { preflight }: Reported): boolean =>
  canonicalJson(held.preflight as never) === canonicalJson(preflight as never)

/** Whether the centre does not yet know what is reported of a sitting. */
export const isNews = (held: SittingNodeRow, row: SittingRow, reported: Reported): boolean =>
  held.installedAt === null ||
  !sameCheck(held, reported) ||
  statusOrder(reported.status as SittingStatus) > statusOrder(row.state) ||
  (reported.status !== row.state && row.state !== 'uploaded' && reported.status === 'suspended')

/** Keeps when a server was heard, and tells it how its sittings stand at the centre. */
export const hearReport = async (tx: Tx, report: NodeReport, heardAt: Date) => {
  const { organisationId, nodeId, build } = report
  await saveReport(tx, { organisationId, nodeId, build, heardAt })
  const held = (await listAssignments(tx, { organisationId })).filter((row) => isHeldBy(row, nodeId))
  const sittings: SittingAnswer[] = []
  let hasNews = false
  for (const one of held) {
    const { sittingId, assignment, rulesHash } = one
    const row = await findSitting(tx, { organisationId, sittingId })
    const reported = report.sittings.find((sitting) => sitting.sittingId === sittingId)
    hasNews ||= reported !== undefined && row.takenAt === null && isNews(one, row, reported)
    // The package is for the first server alone; the second is given the sitting by the first.
    const hasPackage = one.packageFileId !== null && one.nodeId === nodeId
    const receipt = row.takenAt === null ? null : row.bundleHash
    sittings.push({ sittingId, assignment, hasPackage, build: one.build, rulesHash, receipt })
  }
  return { hasNews, sittings }
}
