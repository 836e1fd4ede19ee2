import { accept, type Verdict } from '#platform/contract/verdict.ts'
import { inWorker, type Parser, type UploadCode } from '#platform/upload/in-worker.ts'
import { type LikePair, likePairs, type NearTwin, nearTwins, type Text } from './core/likeness.ts'

/** What the thread runs. */
export const comparePairs: Parser<readonly LikePair[], never> = (input) =>
  accept(likePairs(JSON.parse(Buffer.from(input).toString('utf8')) as readonly Text[]))

const limits = { bytes: 400_000_000, milliseconds: 300_000, memory: 1024 }
const module = new URL('./likeness.worker.ts', import.meta.url)

/** Compares a bank's items in a thread of its own; the texts never leave the process. */
export const pairsApart = (texts: readonly Text[]): Promise<Verdict<readonly LikePair[], UploadCode>> =>
  inWorker({ module, export: 'comparePairs', input: Buffer.from(JSON.stringify(texts)), limits })

interface Compared {
  readonly fresh: readonly Text[]
  readonly bank: readonly Text[]
}

/** What the thread runs for an import. */
export const compareNew: Parser<readonly NearTwin[], never> = (input) => {
  const { fresh, bank } = JSON.parse(Buffer.from(input).toString('utf8')) as Compared
  return accept(nearTwins(fresh, bank))
}

/** Compares new items with a bank's and with each other, in a thread of its own. */
export const nearTwinsApart = (of: Compared): Promise<Verdict<readonly NearTwin[], UploadCode>> =>
  inWorker({ module, export: 'compareNew', input: Buffer.from(JSON.stringify(of)), limits })
