import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import { signUndertakingHandler } from './commands/sign.ts'
import * as undertakings from './contract.ts'
import { undertakingHandler } from './queries/undertaking.ts'

export const undertakingEntries: readonly Entry[] = [
  answers(undertakings.readUndertaking, undertakingHandler),
  handles(undertakings.signUndertaking, signUndertakingHandler),
]
