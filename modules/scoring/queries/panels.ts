import { sessionsOf } from '#modules/arrangement/facts.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { panelMachine } from '../core/marking.machine.ts'
import { panelTitles } from '../core/titles.ts'
import { occupiedPanels, panelOf } from '../panel.ts'
import type { absentProposals, panelList } from '../practical.contract.ts'
import { candidatesOf, ownOrganisation } from '../scene.ts'
import { panelsOf, sheetsOf } from '../store/practical.store.ts'
import { resultsOf } from '../store/result.store.ts'
import { reviewSheetsOf } from '../store/review.store.ts'

export const panelListHandler: QueryHandler<typeof panelList> = async ({ tx, actor }, { batchId }) => {
  const at = { organisationId: ownOrganisation(actor), batchId }
  const { organisationId } = at
  const sessions = await sessionsOf(tx, organisationId, batchId)
  const records = await panelsOf(tx, organisationId, batchId)
  const sheets = [
    ...(await sheetsOf(tx, organisationId, { batchId })),
    ...(await reviewSheetsOf(tx, { organisationId, batchId })),
  ].filter(({ state }) => state === 'locked')
  const results = new Map(
    (await resultsOf(tx, organisationId, batchId)).map((row) => [row.applicationId, row]),
  )
  const panels = []
  for (const room of await occupiedPanels(tx, at, sessions)) {
    const session = sessions.find(({ id }) => id === room.sessionId)!
    const record = records.find((each) => each.sessionId === room.sessionId && each.roomId === room.roomId)
    const subject = session.subject === 'review' ? ('review' as const) : ('practical' as const)
    const isAbsent = (applicationId: string) => results.get(applicationId)?.[`${subject}Status`] === 'absent'
    const state = record?.state ?? 'scoring'
    panels.push({
      panelId: record?.id ?? null,
      version: record?.version ?? 0,
      sessionId: room.sessionId,
      roomId: room.roomId,
      sessionNumber: session.number,
      startsAt: session.startsAt.toISOString(),
      candidates: room.placements.length,
      absent: room.placements.filter(({ applicationId }) => isAbsent(applicationId)).length,
      examiners: (await panelOf(tx, room)).map(({ accountId, name, isLeader }) => ({
        name,
        isLeader,
        locked: sheets.filter(
          (sheet) =>
            sheet.examinerAccountId === accountId &&
            sheet.sessionId === room.sessionId &&
            sheet.roomId === room.roomId,
        ).length,
      })),
      state,
      stateTitle: panelTitles[state],
      leaderName: record?.leaderName ?? null,
      supervisorName: record?.supervisorName ?? null,
      scores: record
        ? room.placements.map(({ applicationId, name, seatNumber }) => ({
            name,
            seatNumber,
            score: results.get(applicationId)?.[subject] ?? null,
            absent: isAbsent(applicationId),
          }))
        : [],
      availableActions: [...panelMachine.available(state, actor.roles)].filter(
        ({ action }) => action === 'countersign',
      ),
    })
  }
  return accept({ panels })
}

/** Whom nobody has scored in practice: those absent in theory come first, as a proposal for a person to confirm. */
export const absentProposalsHandler: QueryHandler<typeof absentProposals> = async (
  { tx, actor },
  { batchId },
) => {
  const organisationId = ownOrganisation(actor)
  const results = new Map(
    (await resultsOf(tx, organisationId, batchId)).map((row) => [row.applicationId, row]),
  )
  const scored = new Set(
    (await sheetsOf(tx, organisationId, { batchId })).map(({ applicationId }) => applicationId),
  )
  const open = (await candidatesOf(tx, organisationId, batchId)).filter(
    ({ id, subjects }) =>
      subjects.includes('practical') && !scored.has(id) && results.get(id)?.practicalStatus == null,
  )
  const candidates = open.map(({ id, name, documentMasked }) => ({
    applicationId: id,
    name,
    documentMasked,
    absentInTheory: results.get(id)?.theoryStatus === 'absent',
  }))
  return accept({
    candidates: candidates.sort((a, b) => Number(b.absentInTheory) - Number(a.absentInTheory)),
  })
}
