import type * as practical from '#modules/scoring/practical.contract.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import type { Refusal } from '#platform/contract/verdict.ts'

export type SheetInput = InputOf<typeof practical.saveSheet>

/** One sheet that the server has not acknowledged yet; the newest state only, since each holds the whole sheet. */
export interface Waiting {
  /** Key of the intention: a sheet sent again after a lost answer is not written twice. */
  readonly key: string
  readonly input: SheetInput
  /** Set when the sheet is to be locked. */
  readonly signature: string | null
  /** Set when the server said no; it is not sent again until the examiner changes something. */
  readonly refusal: Refusal | null
}

export type Queue = { readonly [applicationId: string]: Waiting }

export const put = (queue: Queue, waiting: Waiting): Queue => ({
  ...queue,
  [waiting.input.applicationId]: waiting,
})

/** The server has taken `sent`: it leaves, unless the examiner has written on meanwhile, who then builds upon it. */
export const acknowledged = (queue: Queue, sent: Waiting, version: number): Queue => {
  const { applicationId } = sent.input
  const now = queue[applicationId]
  if (!now) return queue
  if (now.key !== sent.key) return put(queue, { ...now, input: { ...now.input, version } })
  const { [applicationId]: _taken, ...rest } = queue
  return rest
}

export const refused = (queue: Queue, sent: Waiting, refusal: Refusal): Queue =>
  queue[sent.input.applicationId]?.key === sent.key ? put(queue, { ...sent, refusal }) : queue

export const drop = (queue: Queue, applicationId: string): Queue => {
  const { [applicationId]: _gone, ...rest } = queue
  return rest
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

export const next = (queue: Queue): Waiting | undefined =>
  Object.values(queue).find(({ refusal }) => refusal === null)
