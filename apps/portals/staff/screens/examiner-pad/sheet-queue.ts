import type * as practical from '#modules/scoring/practical.contract.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import type { Refusal } from '#platform/contract/verdict.ts'

export type SheetInput = InputOf<typeof practical.saveSheet>

/** One sheet that the server has not acknowledged yet; each holds the whole sheet. */
export interface Waiting {
  /** Key of the intention: a sheet sent again after a lost answer is not written twice. */
  readonly key: string
  readonly input: SheetInput
  /** Set when the sheet is to be locked. */
  readonly signature: string | null
  /** Set when the server said no; it is not sent again until the examiner changes something. */
  readonly refusal: Refusal | null
}

/** What of one candidate's sheet is still on its way. */
export interface Pending {
  readonly latest: Waiting
  /**
   * Sent, answer unknown: it goes again under its own key before anything newer, since the server may have taken it
   * and everything newer builds upon it. Null when nothing is under way, or when the latest itself is.
   */
  readonly sent: Waiting | null
}

export type Queue = { readonly [applicationId: string]: Pending }

const idOf = ({ input }: Waiting): string => input.applicationId
const withOne = (queue: Queue, pending: Pending): Queue => ({ ...queue, [idOf(pending.latest)]: pending })

/** The examiner has written on; what is under way stays so. */
export const put = (queue: Queue, waiting: Waiting): Queue =>
  withOne(queue, { latest: waiting, sent: queue[idOf(waiting)]?.sent ?? null })

/** `waiting` is about to be sent; kept as such before it is. */
export const sending = (queue: Queue, waiting: Waiting): Queue => {
  const now = queue[idOf(waiting)]
  return now ? withOne(queue, { ...now, sent: waiting }) : queue
}

export const drop = (queue: Queue, applicationId: string): Queue => {
  const { [applicationId]: _gone, ...rest } = queue
  return rest
}

/** The server has taken `sent`: it leaves, and what the examiner has written meanwhile builds upon it. */
export const acknowledged = (queue: Queue, sent: Waiting, version: number): Queue => {
  const now = queue[idOf(sent)]
  if (!now) return queue
  if (now.latest.key === sent.key) return drop(queue, idOf(sent))
  return withOne(queue, { latest: { ...now.latest, input: { ...now.latest.input, version } }, sent: null })
}

/** A refused sheet stays to be looked at, unless the examiner has written on: then the newer one is tried. */
export const refused = (queue: Queue, sent: Waiting, refusal: Refusal): Queue => {
  const now = queue[idOf(sent)]
  if (!now) return queue
  if (now.latest.key !== sent.key) return withOne(queue, { ...now, sent: null })
  return withOne(queue, { latest: { ...sent, refusal }, sent: null })
}

/**
 * What the examiner writes on next: the sheet still waiting, else the later of the one last taken and the one last
 * read. A reading may be older than what was taken since, and points must not fall back to it.
 */
export const newest = (
  waiting: Waiting | undefined,
  taken: SheetInput | undefined,
  readLast: SheetInput,
): SheetInput => waiting?.input ?? (taken && taken.version >= readLast.version ? taken : readLast)

/** What goes next: whatever is under way, else what has not been refused. */
export const next = (queue: Queue): Waiting | undefined => {
  const pending = Object.values(queue).find(({ latest, sent }) => sent !== null || latest.refusal === null)
  return pending && (pending.sent ?? pending.latest)
}
