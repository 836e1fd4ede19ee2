import { type Entry, firstBrokenLink } from '#modules/delivery/core/journal.ts'
import { type CandidateEvent, decideAnswers } from '#modules/delivery/core/seat.rule.ts'
import type { Occasion } from '#modules/delivery/core/sitting.rule.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { formOnSeat, type LiveSitting, record } from './live-sitting.ts'
import type { Pair } from './pairing.ts'
import { askPeer, type PeerMessage } from './peer-channel.ts'
import { sm3 } from './sm3.ts'

const patience = 10_000

const notRefused = refuse('standby-not-refused', {
  sentence: '另一台主机没有因记录不一致被拒绝，不需要这项操作。',
  remedy: '请查看备机状态。',
  clauses: ['SDS-4.4-40'],
})

const unreachable = refuse('peer-unreachable', {
  sentence: '连接不上另一台主机，没有并入。',
  remedy: '请确认另一台主机已开机并连在同一网络后重试。',
  clauses: ['SDS-4.4-40'],
})

const reasonMissing = refuse('reason-missing', {
  sentence: '请填写原因。',
  remedy: '写明原因后重新提交，原因将记入考场情况记录。',
  clauses: ['SDS-4.4-30'],
  field: 'reason',
})

const eventOf = (entry: Entry): CandidateEvent | undefined => {
  if (entry.kind === 'answered') return { type: 'answered', ...entry.body, relayed: true }
  if (entry.kind === 'marked') return { type: 'marked', ...entry.body }
  return entry.kind === 'viewed' ? { type: 'viewed', ...entry.body } : undefined
}

/** What candidates did at the other node and have not sent here themselves, seat by seat, under the rules of late arrival. */
const takeInDeeds = async (sitting: LiveSitting, tail: readonly Entry[], now: Date): Promise<void> => {
  for (const seat of sitting.room.seats.values()) {
    const events = tail.filter((entry) => entry.seat === seat.seat).flatMap((entry) => eventOf(entry) ?? [])
    const items = formOnSeat(sitting, seat.seat)?.items
    if (events.length === 0 || !items) continue
    const verdict = decideAnswers(sitting.room, seat, { events, items, now: now.getTime() })
    if (!verdict.refused) await record(sitting, verdict.value, now)
  }
}

/** What the other node wrote alone since the take-over; empty where its journal parted before. */
const tailOf = async (
  pair: Pair,
  sitting: LiveSitting,
): Promise<{ readonly after: number; readonly entries: readonly Entry[] }> => {
  const { sittingId, takeovers } = sitting.room
  const after = takeovers.at(-1)?.after ?? 0
  const message: PeerMessage = { kind: 'tail', sittingId, from: after + 1 }
  const reply = await askPeer(pair, { message, patience })
  const entries = reply.kind === 'tail' ? reply.entries : []
  const head = { seq: after, hash: sitting.file.hashAt(after) ?? '' }
  return { after, entries: firstBrokenLink(entries, sm3, head) === undefined ? entries : [] }
}

/**
 * Lets a node whose journal went another way follow again: what it wrote alone becomes evidence in this journal, the
 * candidates' deeds in it that are missing here are taken in, and its file is put aside, not deleted.
 */
export const readmit = async (
  place: { readonly pair: Pair; readonly sitting: LiveSitting },
  on: Occasion & { readonly reason: string },
): Promise<Verdict<Record<string, never>>> => {
  const { pair, sitting } = place
  if (!on.reason.trim()) return reasonMissing
  if (sitting.second?.now()?.state !== 'refused') return notRefused
  const { sittingId } = sitting.room
  const now = new Date(on.now)
  try {
    const { after, entries } = await tailOf(pair, sitting)
    const body = { standby: pair.peer, after, reason: on.reason, entries }
    await record(sitting, [{ kind: 'tail-received', seat: null, actor: on.actor, body }], now)
    await takeInDeeds(sitting, entries, now)
    const { mark } = sitting.standing
    const reply = await askPeer(pair, { message: { kind: 'set-aside', sittingId, mark }, patience })
    return reply.kind === 'done' ? accept({}) : notRefused
  } catch {
    return unreachable
  }
}
