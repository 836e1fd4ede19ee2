import { dutiesOf, placementsOf, sessionsOf } from '#modules/arrangement/facts.ts'
import { batchFacts } from '#modules/plan/facts.ts'
import { statedValue } from '#modules/policy/core/parameter.ts'
import { regime } from '#modules/policy/core/regime.ts'
import { roomFacts } from '#modules/site/facts.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { ownOrganisation } from '../../own-organisation.ts'
import { dutyIn, lineTitle, peopleIn, sceneOfSession } from '../../practical/scene.ts'
import { checksOf } from '../../practical/store.ts'
import type { defence, defences } from '../contract.ts'
import type { ReviewContent } from '../core/scheme.rule.ts'
import { questionsOf, receiptsOf, schemesOf, turnsOf } from '../store.ts'

const shown = (contents: readonly ReviewContent[] = []) =>
  contents.map(({ name, weight, focus }) => ({ name, weight, focus: [...focus] }))

export const defenceHandler: QueryHandler<typeof defence> = async (context, input) => {
  const { tx, actor } = context
  const { organisationId, batch, session, line, rules } = await sceneOfSession(context, input.sessionId)
  const at = { organisationId, batchId: batch.id, sessionId: session.id, roomId: input.roomId }
  const turns = await turnsOf(tx, at)
  const people = await peopleIn(context, at)
  const questions = await questionsOf(tx, at)
  const checks = (await checksOf(tx, at)).filter(({ form }) => form === 'review-room')
  const receipts = await receiptsOf(tx, at)
  const panel = (await dutiesOf(tx, organisationId, at)).filter(({ role }) => role === '考评人员')
  const scheme = (await schemesOf(tx, organisationId, batch.id)).find(({ lineId }) => lineId === line.id)
  const [room] = await roomFacts(tx, organisationId, [input.roomId])
  return accept({
    ...{ batchId: batch.id, batchName: batch.name, lineTitle: lineTitle(line), mode: line.reviewMode },
    ...{ siteName: room!.siteName, roomName: room!.name, startsAt: session.startsAt.toISOString() },
    clerk: turns[0]?.clerk ?? null,
    panel: panel.map(({ staffName, isLeader }) => ({ name: staffName, isLeader })),
    contents: shown(scheme?.contents),
    roomChecks: (statedValue(rules.reviewRoomChecks) ?? []).map((item) => ({
      item,
      checkedBy: checks.find((check) => check.item === item)?.checkedName ?? null,
    })),
    receipts: receipts.map(({ name }) => name),
    hasReceived: receipts.some(({ accountId }) => accountId === actor.accountId),
    isOnPanel: (await dutyIn(context, at)) !== null,
    turns: turns.map((turn) => {
      const person = people.find(({ applicationId }) => applicationId === turn.applicationId)
      return {
        ...{ applicationId: turn.applicationId, position: turn.position, minutes: turn.minutes },
        ...{ name: person?.name ?? '', ticketNumber: person?.ticketNumber ?? '' },
        ...{ startsAt: turn.startsAt.toISOString(), endsAt: turn.endsAt.toISOString() },
        materials: [...turn.materials],
        questions: questions
          .filter(({ applicationId }) => applicationId === turn.applicationId)
          .map(({ question, answer, askedBy }) => ({ question, answer, askedBy })),
      }
    }),
  })
}

export const defencesHandler: QueryHandler<typeof defences> = async (context, { batchId }) => {
  const { tx, actor } = context
  const organisationId = ownOrganisation(context)
  const batch = await batchFacts(tx, organisationId, batchId)
  const { reviewContents, reviewRoomChecks } = regime(batch.pack, batch.createdOn).practical
  const asked = statedValue(reviewContents)
  const schemes = await schemesOf(tx, organisationId, batchId)
  const turns = await turnsOf(tx, { organisationId, batchId })
  const rooms = []
  for (const session of await sessionsOf(tx, organisationId, batchId)) {
    if (session.subject !== 'review') continue
    const line = batch.lines.find(({ id }) => id === session.lineId)!
    const of = { batchId, sessionId: session.id }
    const placed = Map.groupBy(await placementsOf(tx, organisationId, of), ({ roomId }) => roomId)
    const checks = await checksOf(tx, { organisationId, sessionId: session.id })
    for (const room of await roomFacts(tx, organisationId, [...placed.keys()])) {
      const people = placed.get(room.id) ?? []
      const done = checks.filter(({ form, roomId }) => form === 'review-room' && roomId === room.id)
      rooms.push({
        ...{ sessionId: session.id, roomId: room.id, number: session.number, lineTitle: lineTitle(line) },
        ...{ startsAt: session.startsAt.toISOString(), siteName: room.siteName, roomName: room.name },
        candidates: people.map(({ applicationId, name }) => ({ applicationId, name })),
        scheduled: turns.filter((turn) => turn.sessionId === session.id && turn.roomId === room.id).length,
        openChecks: (statedValue(reviewRoomChecks) ?? []).length - done.length,
      })
    }
  }
  return accept({
    batchName: batch.name,
    askedContents: [...(asked?.contents ?? [])],
    askedFocus: [...(asked?.focus ?? [])],
    lines: batch.lines
      .filter(({ subjects }) => subjects.includes('review'))
      .map((line) => ({
        lineId: line.id,
        title: lineTitle(line),
        contents: shown(schemes.find(({ lineId }) => lineId === line.id)?.contents),
      })),
    rooms,
    mayPlan: actor.roles.includes('org-exam'),
  })
}
