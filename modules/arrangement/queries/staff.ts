import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { drawHolds } from '../core/draw.ts'
import { provincialExaminerRequirements } from '../core/examiner-requirements.ts'
import { panelSize } from '../core/roster.rule.ts'
import { sha256 } from '../digest.ts'
import { examinerIneligibility, loadRoster, loadSessionRoster, supervisorIneligibility } from '../roster.ts'
import type { staffing, staffPool } from '../staff.contract.ts'
import { type DrawRow, drawsOfSession } from '../staff.store.ts'
import { lockSession, ownOrganisation } from '../store.ts'

const asReasons = (reasons: ReturnType<typeof examinerIneligibility>) =>
  reasons.map(({ code, sentence, clauses }) => ({ code, sentence, clauses: [...clauses] }))

export const staffPoolHandler: QueryHandler<typeof staffPool> = async (context, { batchId }) => {
  const roster = await loadRoster(context.tx, { organisationId: ownOrganisation(context), batchId })
  const avoidances = Map.groupBy(roster.avoidances, ({ staffId }) => staffId)
  const staff = roster.staff.map((each) => ({
    id: each.id,
    staffNumber: each.staffNumber,
    name: each.name,
    employer: each.employer,
    documentMasked: each.documentMasked,
    roles: [...each.roles],
    examiner: asReasons(examinerIneligibility(roster, each)),
    supervisor: asReasons(supervisorIneligibility(roster, each, roster.scene.batch.examFrom)),
    mustAvoid: (avoidances.get(each.id) ?? []).map(({ applicationId, candidateName, reason }) => ({
      applicationId,
      candidateName,
      reason,
    })),
    hasAccount: each.accountId !== null,
  }))
  const eligible = staff.filter(({ examiner }) => examiner.length === 0)
  const free = eligible.filter(({ mustAvoid }) => mustAvoid.length === 0)
  return accept({
    basis: provincialExaminerRequirements.reason,
    eligible: free.length,
    eligibleWithAvoidance: eligible.length - free.length,
    notEligible: staff.length - eligible.length,
    staff,
  })
}

/** The seed of a draw that has not taken place stays sealed; everything else of it is open. */
const drawView = (row: DrawRow) => ({
  drawId: row.id,
  version: row.version,
  siteId: row.siteId,
  role: row.role,
  number: row.number,
  state: row.state,
  label: row.label,
  commitment: row.commitment,
  announcedAt: row.announcedAt.toISOString(),
  seed: row.seed,
  drawnAt: row.drawnAt?.toISOString() ?? null,
  ledBy: row.ledBy,
  reason: row.reason,
  pool: [...row.pool],
  order: [...(row.result?.order ?? [])],
  holds:
    row.seed === null
      ? null
      : drawHolds(
          { seed: row.seed, label: row.label, pool: row.pool },
          { commitment: row.commitment, order: row.result?.order ?? [] },
          sha256,
        ),
})

export const staffingHandler: QueryHandler<typeof staffing> = async (context, { sessionId }) => {
  const organisationId = ownOrganisation(context)
  const session = await lockSession(context.tx, organisationId, { sessionId })
  const roster = await loadSessionRoster(context.tx, session)
  const numberOf = new Map(roster.staff.map(({ id, staffNumber }) => [id, staffNumber]))
  const { rooms, duties, numbers, problems } = roster
  const draws = await drawsOfSession(context.tx, organisationId, sessionId)
  return accept({
    sessionVersion: session.version,
    staffedAt: session.staffedAt?.toISOString() ?? null,
    startsAt: session.startsAt.toISOString(),
    subject: session.subject,
    problems: [...problems],
    sites: [...new Map(rooms.map(({ siteId, siteName }) => [siteId, siteName]))].map(
      ([siteId, siteName]) => ({ siteId, siteName }),
    ),
    rooms: rooms.map((room) => ({
      roomId: room.id,
      siteId: room.siteId,
      roomName: room.name,
      people: room.candidates,
      needed:
        room.subject === 'theory' ? numbers.invigilatorsPerRoom.count : panelSize(room.candidates, numbers),
    })),
    duties: duties.map((duty) => ({
      dutyId: duty.id,
      version: duty.version,
      role: duty.role,
      staffName: duty.staffName,
      staffNumber: numberOf.get(duty.staffId) ?? '',
      roomId: duty.roomId,
      siteId: duty.siteId,
      isLeader: duty.isLeader,
      drawn: duty.drawId !== null,
      reason: duty.reason,
    })),
    draws: draws.map(drawView),
    availableActions: [
      { action: 'arrangement.announceDraw', title: '公布抽签承诺', enabled: rooms.length > 0 },
      {
        action: 'arrangement.draw',
        title: '抽签',
        enabled: draws.some(({ state }) => state === 'announced'),
      },
      { action: 'arrangement.assignDuty', title: '安排人员', enabled: rooms.length > 0 },
      {
        action: 'arrangement.releaseDuties',
        title: '发布人员安排',
        enabled: problems.length === 0 && session.staffedAt === null,
      },
    ],
  })
}
