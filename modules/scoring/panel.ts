import { dutiesOf, type PlacementFact, placementsOf, type SessionFact } from '#modules/arrangement/facts.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { Panellist } from './core/panel.rule.ts'

type Tx = QueryContext['tx']

/** The duty as the roster of the arrangement names it. */
const examinerDuty = '考评人员'

export interface PanelAt {
  readonly organisationId: string
  readonly batchId: string
  readonly sessionId: string
  readonly roomId: string
}

/** The examiners on duty in a room during a session. */
export const panelOf = async (tx: Tx, at: PanelAt): Promise<readonly Panellist[]> =>
  (await dutiesOf(tx, at.organisationId, at))
    .filter(({ role }) => role === examinerDuty)
    .map(({ accountId, staffName, isLeader }) => ({ accountId, name: staffName, isLeader }))

/** Where an account is examiner within a batch. */
export const roomsOfExaminer = async (
  tx: Tx,
  at: { readonly organisationId: string; readonly batchId: string },
  accountId: string,
): Promise<readonly (PanelAt & { readonly isLeader: boolean })[]> =>
  (await dutiesOf(tx, at.organisationId, { batchId: at.batchId })).flatMap((duty) =>
    duty.accountId === accountId && duty.role === examinerDuty && duty.roomId !== null
      ? [{ ...at, sessionId: duty.sessionId, roomId: duty.roomId, isLeader: duty.isLeader }]
      : [],
  )

/** The candidates of a panel, by seat. */
export const placedAt = (tx: Tx, at: PanelAt): Promise<PlacementFact[]> =>
  placementsOf(tx, at.organisationId, {
    batchId: at.batchId,
    sessionId: at.sessionId,
    roomId: at.roomId,
  })

/** The rooms in which somebody is examined or heard: each has a panel that has to sign. */
export const occupiedPanels = async (
  tx: Tx,
  at: { readonly organisationId: string; readonly batchId: string },
  sessions: readonly SessionFact[],
): Promise<readonly (PanelAt & { readonly placements: readonly PlacementFact[] })[]> => {
  const judged = new Set(sessions.filter(({ subject }) => subject !== 'theory').map(({ id }) => id))
  const placements = (await placementsOf(tx, at.organisationId, { batchId: at.batchId })).filter(
    ({ sessionId }) => judged.has(sessionId),
  )
  const rooms = Map.groupBy(placements, ({ sessionId, roomId }) => `${sessionId}/${roomId}`)
  return [...rooms.values()].map((placed) => ({
    ...at,
    sessionId: placed[0]!.sessionId,
    roomId: placed[0]!.roomId,
    placements: placed,
  }))
}
