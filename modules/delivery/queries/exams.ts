import { arrangedBatches, sessionsOf } from '#modules/arrangement/facts.ts'
import { batchFacts } from '#modules/plan/facts.ts'
import type { Regime } from '#modules/policy/core/regime.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { printGap } from '../build-sittings.ts'
import type { examList, examSessions } from '../contract.ts'
import { ownOrganisation } from '../own-organisation.ts'
import { batchScene, type SessionScene } from '../session-scene.ts'
import { sittingPlaces } from '../store.ts'

export const examListHandler: QueryHandler<typeof examList> = async (context) => {
  const { tx } = context
  const organisationId = ownOrganisation(context)
  const rows = []
  for (const { batchId } of await arrangedBatches(tx, organisationId)) {
    const { name, examFrom, examTo } = await batchFacts(tx, organisationId, batchId)
    const sessions = await sessionsOf(tx, organisationId, batchId)
    const sittings = await sittingPlaces(tx, organisationId, batchId)
    rows.push({
      ...{ batchId, name, examFrom, examTo },
      sessions: sessions.filter(({ subject }) => subject === 'theory').length,
      sittings: sittings.length,
      taken: sittings.filter(({ takenAt }) => takenAt !== null).length,
    })
  }
  return accept({ total: rows.length, rows })
}

const obstaclesOf = (scene: SessionScene, { delivery }: Regime) => {
  const print = printGap(scene)
  return print ? [{ sentence: print, clauses: [...delivery.theoryMode.clauses] }] : unreadiness(scene)
}

const unreadiness = ({ gaps, paper }: SessionScene) => [
  ...gaps.map(({ sentence, clause }) => ({ sentence, clauses: [clause] })),
  ...(paper ? [] : [{ sentence: '试卷尚未密封', clauses: ['SDS-4.2-03', 'SDS-4.2-09'] }]),
]

export const examSessionsHandler: QueryHandler<typeof examSessions> = async (context, { batchId }) => {
  const organisationId = ownOrganisation(context)
  const { batch, regime, sessions } = await batchScene(context.tx, organisationId, { batchId })
  const places = await sittingPlaces(context.tx, organisationId, batchId)
  const shown = sessions.map((scene) => {
    const { session, rooms, title } = scene
    const prepared = places.filter(({ sessionId }) => sessionId === session.id).length
    return {
      ...{ sessionId: session.id, number: session.number, title, prepared },
      startsAt: session.startsAt.toISOString(),
      endsAt: session.endsAt.toISOString(),
      rooms: rooms.length,
      candidates: rooms.reduce((sum, { placements }) => sum + placements.length, 0),
      obstacles: prepared === rooms.length ? [] : obstaclesOf(scene, regime),
    }
  })
  const ready = shown.some(({ rooms, prepared, obstacles }) => prepared < rooms && obstacles.length === 0)
  const prepare = { action: 'delivery.prepareSittings', title: '下发考场', enabled: ready }
  const mayPrepare = context.actor.roles.includes('org-exam')
  return accept({
    batchName: batch.name,
    sessions: shown,
    availableActions: mayPrepare
      ? [ready ? prepare : { ...prepare, refusal: '没有人员和试卷都已就绪的待下发场次。' }]
      : [],
  })
}
