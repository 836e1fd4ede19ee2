import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import type { RoomPort } from '../core/room.port.ts'
import { prepareTrial, trialList } from './contract.ts'
import { prepareTrialHandler } from './prepare-trial.ts'
import { trialListHandler } from './trial-list.ts'

export const trialEntries = (room: RoomPort): readonly Entry[] => [
  handles(prepareTrial, prepareTrialHandler),
  answers(trialList, trialListHandler(room)),
]
