import { type Refusal, refuse } from '#platform/contract/verdict.ts'
import { exitLock, openingObstacle } from './incident-log.ts'
import type { RoomState } from './room-state.ts'

/** HN-3.1.6-10: while wrongly issued papers are about, nobody leaves the room. */
export const exitHeld = ({ log }: RoomState): Refusal<'exit-locked'> | undefined => {
  const lock = exitLock(log)
  return (
    lock &&
    refuse('exit-locked', {
      sentence: `第 ${lock.number} 号突发事件办结前，任何人不得离开考场。`,
      remedy: '请在座位上等候，由主考按办法处置并办结后再离场。',
      clauses: ['HN-3.1.6-10'],
    })
  )
}

/** HN-3.1.6-07: signs of an opened bag are recorded by the chief and the invigilators before it is opened. */
export const openingHeld = ({ log }: RoomState): Refusal<'joint-record-missing'> | undefined => {
  const obstacle = openingObstacle(log)
  return (
    obstacle &&
    refuse('joint-record-missing', {
      sentence: `第 ${obstacle.number} 号突发事件：试卷袋有拆封迹象，主考和监考人员尚未共同签名，不能启封。`,
      remedy: '请主考和监考人员核对异常情况，在该事件上分别签名后再启封。',
      clauses: ['HN-3.1.6-07'],
    })
  )
}
