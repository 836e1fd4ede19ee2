import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import type { RoomPort } from '../core/room.port.ts'
import { decideLikenessHandler } from './commands/decide-likeness.ts'
import { decideResitHandler } from './commands/decide-resit.ts'
import { findLikenessHandler } from './commands/find-likeness.ts'
import { followIncidentHandler, openIncidentHandler } from './commands/follow-incident.ts'
import { noteIncidentsHandler } from './commands/note-incidents.ts'
import * as contract from './contract.ts'
import { incidentListHandler } from './queries/incident-list.ts'
import { interruptionLedgerHandler } from './queries/interruption-ledger.ts'
import { likenessListHandler } from './queries/likeness-list.ts'

/** Incidents of the day and after it, lost time, who sits again, and scripts that are too much alike. */
export const incidentEntries = (room: RoomPort): readonly Entry[] => [
  handles(contract.noteIncidents, noteIncidentsHandler(room)),
  handles(contract.openIncident, openIncidentHandler),
  handles(contract.followIncident, followIncidentHandler),
  handles(contract.decideResit, decideResitHandler),
  handles(contract.findLikeness, findLikenessHandler),
  handles(contract.decideLikeness, decideLikenessHandler),
  answers(contract.incidentList, incidentListHandler),
  answers(contract.interruptionLedger, interruptionLedgerHandler),
  answers(contract.likenessList, likenessListHandler),
]
