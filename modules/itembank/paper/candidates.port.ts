import type { CommandContext, QueryContext } from '#platform/command/context.ts'

/** A room in which a session is sat. */
export interface RoomOfSession {
  readonly roomId: string
  readonly name: string
  readonly candidates: number
}

/** What an answer sheet can be prefilled with. */
export interface SeatedCandidate {
  readonly seatNumber: number
  readonly name: string
  readonly ticketNumber: string
  readonly documentNumber: string
  readonly region: string
}

/**
 * Who sits where. Seats are arranged further down the chain, so the composition hands this in. Naming the candidates
 * with their document numbers is put on record by the one who names them.
 */
export interface SeatedCandidates {
  rooms(tx: QueryContext['tx'], organisationId: string, sessionId: string): Promise<readonly RoomOfSession[]>
  /** In the order of seats. */
  inRoom(
    context: CommandContext,
    organisationId: string,
    of: { readonly sessionId: string; readonly roomId: string },
  ): Promise<readonly SeatedCandidate[]>
}
