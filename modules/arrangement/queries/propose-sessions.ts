import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { proposeSessions } from '../contract.ts'
import { proposeSessions as propose } from '../core/session-proposal.ts'
import { lineTitle, loadScene, seatingCandidates, seatingRooms } from '../scene.ts'
import { ownOrganisation } from '../store.ts'

/** How many sessions the admitted people need in the exam days, from the rooms that may be used then. */
export const proposeSessionsHandler: QueryHandler<typeof proposeSessions> = async (context, input) => {
  const scene = await loadScene(context.tx, {
    organisationId: ownOrganisation(context),
    batchId: input.batchId,
  })
  const { sessions, unplaced } = propose({
    candidates: seatingCandidates(scene),
    rooms: seatingRooms(scene),
    restMinutes: input.restMinutes,
    examFrom: scene.batch.examFrom,
    examTo: scene.batch.examTo,
    windows: [
      { from: input.morningFrom, to: input.morningTo },
      { from: input.afternoonFrom, to: input.afternoonTo },
    ],
    minutes: { theory: input.theoryMinutes, practical: input.practicalMinutes, review: input.reviewMinutes },
    gapMinutes: input.gapMinutes,
  })
  const titles = new Map(scene.batch.lines.map((line) => [line.id, lineTitle(line)]))
  return accept({
    unplaced,
    sessions: sessions.map(({ lineId, subject, number, from, to }) => ({
      lineId,
      lineTitle: titles.get(lineId) ?? '',
      subject,
      number,
      startsAt: new Date(from).toISOString(),
      endsAt: new Date(to).toISOString(),
    })),
  })
}
