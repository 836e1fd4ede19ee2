import type { SeatedCandidates } from '#modules/itembank/facts.ts'
import { clearIdentitiesOf, organisationFacts } from '#modules/party/facts.ts'
import { roomFacts } from '#modules/site/facts.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import { type PlacementFact, placementsOf, sessionBatch } from './facts.ts'

const placedIn = async (
  tx: Parameters<SeatedCandidates['rooms']>[0],
  organisationId: string,
  of: { readonly sessionId: string; readonly roomId?: string },
): Promise<readonly PlacementFact[]> => {
  const batchId = await sessionBatch(tx, organisationId, of.sessionId)
  return placementsOf(tx, organisationId, { batchId, ...of })
}

/** Who sits where in a session, for the answer sheets of the item bank, which stands before this module. */
export const seatedCandidates: SeatedCandidates = {
  async rooms(tx, organisationId, sessionId) {
    const byRoom = Map.groupBy(await placedIn(tx, organisationId, { sessionId }), ({ roomId }) => roomId)
    const rooms = await roomFacts(tx, organisationId, [...byRoom.keys()])
    const names = new Map(rooms.map(({ id, code, name }) => [id, `${code} ${name}`]))
    return [...byRoom]
      .map(([roomId, people]) => ({ roomId, name: names.get(roomId) ?? '', candidates: people.length }))
      .sort((one, other) => one.name.localeCompare(other.name, 'zh-CN', { numeric: true }))
  },
  async inRoom(context, organisationId, of) {
    const placed = await placedIn(context.tx, organisationId, of)
    const documents = await clearIdentitiesOf(
      context,
      placed.map(({ personId }) => personId),
      { organisationId, reason: '打印答题纸' },
    )
    const { cityName } = await organisationFacts(context.tx, organisationId)
    return placed.map(({ personId, seatNumber, name, ticketNumber }) => {
      const document = documents.get(personId)
      if (!document) throw new MissingRow()
      return {
        ...{ seatNumber, name, ticketNumber },
        documentNumber: document.documentNumber,
        region: cityName ?? '',
      }
    })
  },
}
