import type { Clock } from '../clock/clock.ts'
import type { Logger } from '../log/log.ts'

/**
 * What commands and queries may use besides the database. Each member is an interface of `platform`,
 * composed once in `apps/server/main.ts`; modules extend the list by declaration merging of their ports.
 */
export interface Services {
  readonly clock: Clock
  readonly log: Logger
}
