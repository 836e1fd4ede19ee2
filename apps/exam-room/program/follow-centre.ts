import type { Reported, SittingAnswer } from '#modules/delivery/node/reports.ts'
import { roomNodeRules } from '#modules/policy/core/room-node.ts'
import type { Clock } from '#platform/clock/clock.ts'
import type { CentreLink } from './centre-link.ts'
import { type Installing, installPackage } from './install.ts'
import type { ResultFiles } from './result-file.ts'

/** How this server stands with the centre; nothing in a room ever waits for it. */
export interface CentreStanding {
  /** When it last answered, ISO 8601; null before. */
  heardAt: string | null
  /** Milliseconds that the centre's clock is ahead of ours. */
  offset: number | null
  /** What was wrong the last time, in words for the operator. */
  trouble: string | null
  /** The fingerprint of a centre that waits for the operator's word. */
  unconfirmed: { readonly fingerprint: string; readonly organisation: string } | null
  /** A result on its way up. */
  sending: { readonly sent: number; readonly size: number } | null
  /** Results that the centre did not take, with its words, and when it was asked. */
  readonly notTaken: Map<string, { readonly at: number; readonly words: string }>
  /** What the operator confirmed. */
  confirmed: string | undefined
  readonly answers: Map<string, SittingAnswer>
}

export const newCentreStanding = (): CentreStanding => ({
  ...{ heardAt: null, offset: null, trouble: null, unconfirmed: null, confirmed: undefined },
  ...{ sending: null, notTaken: new Map() },
  answers: new Map(),
})

export interface Following extends Installing {
  readonly link: CentreLink
  readonly results: ResultFiles
  readonly standing: CentreStanding
  readonly clock: Clock
  readonly build: () => Promise<string>
}

const reported = ({ node }: Following): Reported[] =>
  node.held().flatMap((sittingId) => {
    const standing = node.standing(sittingId)
    const origin = node.origin(sittingId)
    // The one that serves speaks for both.
    if (!standing || !origin || !node.serves(sittingId)) return []
    const { status, head } = standing
    return [{ sittingId, status, head, preflight: node.lastCheck(sittingId) ?? null }]
  })

/** Fetches what the centre has newer than we do. */
const fetchPackage = async (following: Following, answer: SittingAnswer): Promise<void> => {
  const { node, link, standing } = following
  const { sittingId, assignment, hasPackage } = answer
  if (!hasPackage || answer.receipt !== null || node.origin(sittingId)?.assignment === assignment) return
  const bytes = await link.roomPackage(sittingId)
  if (!bytes) return
  const installed = await installPackage(following, bytes, standing.confirmed)
  standing.unconfirmed = null
  if (!installed.refused) return
  const { code, details, sentence } = installed
  if (code === 'centre-unconfirmed')
    standing.unconfirmed = {
      fingerprint: String(details?.fingerprint),
      organisation: String(details?.organisation),
    }
  else standing.trouble = sentence
}

/** Whether the centre's no is so fresh that asking again would only bring the same file once more. */
const isStillNo = ({ standing, clock }: Following, sittingId: string): boolean => {
  const no = standing.notTaken.get(sittingId)
  if (!no || clock.wall().getTime() - no.at > roomNodeRules.askAgainMinutes * 60_000) return false
  standing.trouble = no.words
  return true
}

/** Brings a sealed result up, and notes in the room that it has arrived. Sent twice it changes nothing. */
const bringResult = async (following: Following, { sittingId, receipt }: SittingAnswer): Promise<void> => {
  const { node, link, results, standing, clock } = following
  if (node.status(sittingId) !== 'sealed' || !node.serves(sittingId)) return
  if (receipt !== null) return node.uploaded(sittingId, receipt)
  if (isStillNo(following, sittingId)) return
  const file = results.file(sittingId)
  if (file.refused) return
  const size = file.value.bytes.length
  const sent = await link
    .sendResult(file.value, (sent) => {
      standing.sending = { sent, size }
    })
    .finally(() => {
      standing.sending = null
    })
  if (sent.refused) standing.trouble = sent.sentence
  else if (sent.value.receipt !== null) await node.uploaded(sittingId, sent.value.receipt)
  else {
    const words = `${sent.value.sentence}${sent.value.remedy}`
    standing.trouble = words
    standing.notTaken.set(sittingId, { at: clock.wall().getTime(), words })
  }
}

/** A sitting that the centre has since given to another server; a person must know before he opens it here. */
const givenAway = ({ node, standing }: Following): string | undefined => {
  const lost = node
    .held()
    .find(
      (id) =>
        node.serves(id) &&
        node.origin(id) &&
        !standing.answers.has(id) &&
        node.status(id) === 'sealed-package-present',
    )
  return lost && `${node.place(lost)?.roomName ?? ''}本场已由中心改派其他服务器，请勿在本机开考。`
}

/** One round: report, fetch, bring. */
const round = async (following: Following): Promise<void> => {
  const { link, standing, clock } = following
  const asked = clock.wall().getTime()
  const answer = await link.report({ build: await following.build(), sittings: reported(following) })
  const answered = clock.wall().getTime()
  standing.trouble = null
  if (answer.refused) {
    standing.trouble = `${answer.sentence}${answer.remedy}`
    return
  }
  standing.heardAt = clock.now().toISOString()
  standing.offset = Date.parse(answer.value.serverTime) - (clock.now().getTime() - (answered - asked) / 2)
  standing.answers.clear()
  for (const sitting of answer.value.sittings) standing.answers.set(sitting.sittingId, sitting)
  standing.trouble = givenAway(following) ?? null
  for (const sitting of answer.value.sittings) {
    await fetchPackage(following, sitting)
    await bringResult(following, sitting)
  }
}

/** Keeps in touch with the centre as long as the server runs; out of reach is no fault. */
export const followCentre = (following: Following) => {
  let running: Promise<void> | undefined
  const turn = () => {
    running ??= round(following)
      .catch(() => {
        following.standing.trouble = '暂时联系不上中心，考试不受影响；恢复后自动上报。'
      })
      .finally(() => {
        running = undefined
      })
    return running
  }
  const timer = setInterval(turn, roomNodeRules.reportSeconds * 1000)
  timer.unref()
  turn()
  return {
    turn,
    stop: async () => {
      clearInterval(timer)
      await running
    },
  }
}
