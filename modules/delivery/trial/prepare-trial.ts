import { v7 as uuid } from 'uuid'
import { dayOf } from '#platform/clock/day.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { ownOrganisation } from '../own-organisation.ts'
import { listSittings, type SittingRow } from '../store.ts'
import type { prepareTrial } from './contract.ts'
import { insertTrials, trialsOf } from './store.ts'

const clauses = ['HN-1.8.4-17']

const notPrepared = refuse('ROOMS_NOT_PREPARED', {
  sentence: '本场尚未下发考场，不能安排试考。',
  remedy: '请先下发考场，试考使用同一考场、座位和考场口令。',
  clauses,
})

const notBefore = ({ startsAt }: SittingRow) =>
  refuse('TRIAL_NOT_BEFORE', {
    sentence: `试考须安排在考试日之前，本场考试日为 ${dayOf(startsAt)}。`,
    remedy: '请选择考前1天（或更早）且尚未到来的时间。',
    clauses,
    field: 'startsAt',
  })

const otherwise = refuse('TRIAL_OTHERWISE', {
  sentence: '本场已安排试考，时间与本次不同。',
  remedy: '已下发的试考不能改期；考生未参加试考不影响考试。',
  clauses,
})

/** A trial for every room of a session. The same again changes nothing. */
export const prepareTrialHandler: CommandHandler<typeof prepareTrial> = async (context, input) => {
  const organisationId = ownOrganisation(context)
  const { batchId, sessionId } = input
  const sittings = (await listSittings(context.tx, { organisationId, batchId })).filter(
    (row) => row.sessionId === sessionId,
  )
  const [first] = sittings
  if (!first) return notPrepared
  const startsAt = new Date(input.startsAt)
  const endsAt = new Date(startsAt.getTime() + input.minutes * 60_000)
  const had = await trialsOf(context.tx, { organisationId, batchId, sessionId })
  if (had.length > 0) {
    const isSame = had.every((one) => one.startsAt.getTime() === startsAt.getTime())
    return isSame ? accept({ rooms: had.length, jobId: null }) : otherwise
  }
  if (startsAt <= context.now || dayOf(endsAt) >= dayOf(first.startsAt)) return notBefore(first)
  const trials = sittings.map(({ id: sittingId, roomName }) => ({
    ...{ organisationId, id: uuid(), batchId, sessionId, sittingId, roomName, startsAt, endsAt },
  }))
  await insertTrials(context.tx, trials)
  const ids = trials.map(({ id }) => id)
  context.recordAll({ type: 'trial-arranged', table: 'trialSitting', organisationId, ids, clauses })
  const jobId = await context.startJob({
    kind: 'delivery.fillTrial',
    title: `下发上机试考（${trials.length} 个考场）`,
    organisationId,
    payload: { trialIds: ids },
    total: trials.length,
  })
  return accept({ rooms: trials.length, jobId })
}
