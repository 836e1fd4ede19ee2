import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import { askToJoinHandler } from './commands/ask-to-join.ts'
import { decideJoiningHandler } from './commands/decide-joining.ts'
import { showJoinCodeHandler } from './commands/show-join-code.ts'
import * as contract from './contract.ts'
import { joiningListHandler } from './queries/joining-list.ts'

/** What a server asks for that has a code; it comes by a way of its own. */
export const askToJoinEntry = handles(contract.askToJoin, askToJoinHandler)

/** Servers of exam rooms that join over the network. */
export const joiningEntries: readonly Entry[] = [
  handles(contract.showJoinCode, showJoinCodeHandler),
  askToJoinEntry,
  handles(contract.decideJoining, decideJoiningHandler),
  answers(contract.joiningList, joiningListHandler),
]
