import type { Actor } from '../command/context.ts'
import type { Services } from '../command/services.ts'
import type { InputOf, Outcome } from '../contract/contract.ts'
import type { Connection } from '../db/connect.ts'

/** What background tasks are made with. */
export interface TaskDeps {
  readonly connection: Connection
  readonly services: Services
  /**
   * Issues a command as `actor`. Give every step its own `commandId`, derived from the job's id with `stepId`:
   * a step that was committed before a crash then answers again instead of happening twice.
   */
  carryOut<S extends { readonly name: string }>(
    spec: S,
    input: InputOf<S>,
    as: { readonly actor: Actor; readonly commandId?: string },
  ): Promise<Outcome<S>>
  /** The account that started the job, as an actor; the system when nobody did. */
  actorOf(accountId: string | null): Promise<Actor>
}
