import { headWords } from '#modules/delivery/core/head-words.ts'
import type { MissingHead } from '#modules/delivery/core/room-state.ts'
import { mayTakeOver } from '#modules/delivery/core/standby.rule.ts'
import { epochOf } from '#modules/delivery/core/standby-folds.ts'
import type { DutyCommandType, PairView } from '../room.port.ts'
import type { LiveSitting } from './live-sitting.ts'

const whatToDo = {
  beyond: '主机曾单独保存，作答由考试机补传。',
  differs: '考场记录可能被改动或丢失，请保留现场并报告。',
} as const

const alarmSentence = (missing: MissingHead): string =>
  `${headWords(`${missing.witness} 号座位`, missing)}：${whatToDo[missing.finding]}`

/** The chief, or who is in charge of the room in his place. */
export const mayLead = ({ preparation }: LiveSitting, id: string): boolean => {
  const duty = preparation.duties.find((line) => line.id === id)
  return duty !== undefined && mayTakeOver(duty, preparation.duties)
}

export const pairActions = (sitting: LiveSitting, id: string): readonly DutyCommandType[] =>
  sitting.second?.now()?.state === 'refused' && mayLead(sitting, id) ? ['readmit-standby'] : []

/** What the desk shows of the two nodes, and whoever was shown an entry that the journal does not have. */
export const pairView = ({ room, second, standing }: LiveSitting): PairView => {
  return {
    standby: second?.now() ?? null,
    epoch: epochOf(room),
    mark: standing.mark,
    nodes: second?.addresses ?? [],
    takenOverAt: room.takeovers.at(-1)?.at ?? null,
    alarms: room.missingHeads.map((missing) => ({
      at: missing.at,
      isAltered: missing.finding === 'differs',
      sentence: alarmSentence(missing),
    })),
  }
}
