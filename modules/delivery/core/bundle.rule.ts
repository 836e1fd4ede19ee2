import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { bundleOf, bundleText, type ResultBundle } from './bundle.ts'
import { type Digest, type Entry, firstBrokenLink } from './journal.ts'

/** What the centre knows of a sitting without its room. */
export interface PreparedFacts {
  readonly sittingId: string
  readonly roomName: string
  readonly preparationHash: string
  /** SM3 of the sealed package, hexadecimal. */
  readonly packageHash: string
  readonly seats: readonly { readonly seat: string; readonly candidate: string }[]
  /** The last journal entry that the centre has seen; null when the room was out of reach. */
  readonly seen: { readonly seq: number; readonly hash: string } | null
}

const altered = ({ roomName }: PreparedFacts, what: string): Refusal<'BUNDLE_ALTERED'> =>
  refuse('BUNDLE_ALTERED', {
    sentence: `${roomName}的答卷包未予接收：${what}。`,
    remedy: '请保留考场服务器原状，停止使用该答卷包，登记异常并报告考点负责人和督导人员。',
    clauses: ['SDS-5.1-02', 'SDS-4.4-30'],
    details: { what },
  })

/**
 * Whether the journal has an entry that was seen of it: itself, or in what a node that was replaced had written alone and
 * handed over, whose chain must be whole and begin in this journal.
 */
const hasSeen = (
  entries: readonly Entry[],
  seen: NonNullable<PreparedFacts['seen']>,
  digest: Digest,
): boolean => {
  if (entries[seen.seq - 1]?.hash === seen.hash) return true
  return entries.some((entry) => {
    if (entry.kind !== 'tail-received') return false
    const { after } = entry.body
    const tail = entry.body.entries as readonly Entry[]
    const head = { seq: after, hash: entries[after - 1]?.hash ?? '' }
    const isThere = tail.some(({ seq, hash }) => seq === seen.seq && hash === seen.hash)
    return isThere && firstBrokenLink(tail, digest, head) === undefined
  })
}

const findingIn = (
  entries: readonly Entry[],
  prepared: PreparedFacts,
  digest: Digest,
): string | undefined => {
  const [first] = entries
  if (first?.kind !== 'sitting-prepared') return '记录不是从下发开始的'
  if (first.body.sittingId !== prepared.sittingId) return '它属于另一场考试'
  if (first.body.preparationHash !== prepared.preparationHash) return '考生名单、人员或规则与下发时不一致'
  const seats = JSON.stringify(first.body.seats.map(({ seat, candidate }) => [seat, candidate]))
  if (seats !== JSON.stringify(prepared.seats.map(({ seat, candidate }) => [seat, candidate])))
    return '座位与考生的对应关系与下发时不一致'
  const received = entries.find(({ kind }) => kind === 'package-received')
  if (received?.kind !== 'package-received' || received.body.packageHash !== prepared.packageHash)
    return '试卷密封包与下发时不一致'
  const opened = entries.find(({ kind }) => kind === 'paper-opened')
  if (opened?.kind === 'paper-opened' && opened.body.packageHash !== prepared.packageHash)
    return '启封的不是下发的试卷'
  const { seen } = prepared
  if (seen && !hasSeen(entries, seen, digest)) return `第 ${seen.seq} 条记录与考试期间上报的不一致`
  return entries.at(-1)?.kind === 'sealed' ? undefined : '记录没有以封存结束'
}

/**
 * SDS-5.1-02: whether a bundle is what its room sealed. The chain must be whole, go on from what the centre has
 * seen, begin with what was handed out, and its summary must be the one the journal gives.
 */
export const checkBundle = (
  bundle: ResultBundle,
  prepared: PreparedFacts,
  digest: Digest,
): Verdict<null, 'BUNDLE_ALTERED'> => {
  const broken = firstBrokenLink(bundle.events, digest)
  if (broken !== undefined) return altered(prepared, `第 ${broken} 条考场记录被改动或缺失`)
  const finding = findingIn(bundle.events, prepared, digest)
  if (finding) return altered(prepared, finding)
  return bundleText(bundleOf(bundle.events)) === bundleText(bundle)
    ? accept(null)
    : altered(prepared, '作答汇总与考场记录不一致')
}
