import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import type { RoomPort } from '../core/room.port.ts'
import type { ConfirmedScores } from '../core/scores.port.ts'
import { assignNodeHandler } from './commands/assign-node.ts'
import { assignStandbyHandler } from './commands/assign-standby.ts'
import { decideConflictHandler } from './commands/decide-conflict.ts'
import { letArrivalGoHandler } from './commands/let-arrival-go.ts'
import { notePackedHandler } from './commands/note-packed.ts'
import { noteReportHandler } from './commands/note-report.ts'
import { registerNodeHandler } from './commands/register-node.ts'
import { withdrawNodeHandler } from './commands/withdraw-node.ts'
import * as contract from './contract.ts'
import { nodeListHandler } from './queries/node-list.ts'

/** Where a report brings news; servers send theirs by a way of their own. */
export const noteReportEntry = handles(contract.noteReport, noteReportHandler)

/** Exam room servers of their own: registered, supplied, followed, and what they bring back. */
export const nodeEntries = (room: RoomPort, scores: ConfirmedScores): readonly Entry[] => [
  handles(contract.registerNode, registerNodeHandler),
  handles(contract.withdrawNode, withdrawNodeHandler),
  handles(contract.assignNode, assignNodeHandler(room)),
  handles(contract.assignStandby, assignStandbyHandler),
  handles(contract.notePacked, notePackedHandler(room)),
  noteReportEntry,
  handles(contract.decideConflict, decideConflictHandler(scores)),
  handles(contract.letArrivalGo, letArrivalGoHandler),
  answers(contract.nodeList, nodeListHandler(room)),
]
