import type { QueryContext } from '#platform/command/context.ts'
import type { Item } from '../../core/item.ts'
import { likenessText } from '../../item/core/likeness.ts'
import { contentHashOf, contentText } from '../../item/store/item.store.ts'
import {
  type Acceptance,
  bareFieldsOf,
  codeTaken,
  type JudgedDraft,
  judgeDraft,
  keyConflict,
  type NearFound,
  type RowProblem,
  type RowState,
  type SameAs,
} from '../core/staged.rule.ts'
import {
  readRows,
  type StagedContent,
  type StagedRow,
  type Staging,
  type Twin,
  twinsInFile,
} from '../store/staged-row.store.ts'
import { type Candidate, findLikeness, keyText, type Likeness } from './find-likeness.ts'

/** What rows are judged against. */
export interface Judging {
  readonly staging: Staging
  readonly bank: string
  /** Codes of the points of the bank's tree. */
  readonly points: ReadonlySet<string>
  /** The file's rows so far, where the caller keeps them; otherwise they are looked up among the written ones. */
  readonly soFar?: TwinList
}

interface Sought {
  readonly codes: readonly string[]
  readonly hashes: readonly string[]
}

/** Rows to be imported, by code and content: small enough to be kept for a whole file. */
export interface TwinList {
  find(sought: Sought): readonly Twin[]
  add(row: Twin): void
}

export const twinList = (): TwinList => {
  const byCode = new Map<string, Twin>()
  const byHash = new Map<string, Twin>()
  return {
    find: ({ codes, hashes }) => {
      const found = [...codes.map((code) => byCode.get(code)), ...hashes.map((hash) => byHash.get(hash))]
      return [...new Set(found)].flatMap((twin) => twin ?? [])
    },
    add: (row) => {
      if (row.code !== null && !byCode.has(row.code)) byCode.set(row.code, row)
      if (row.contentHash !== null && !byHash.has(row.contentHash)) byHash.set(row.contentHash, row)
    },
  }
}

export interface UnjudgedRow {
  readonly ordinal: number
  readonly place: string
  readonly knowledge: string | null
  readonly excluded: boolean
  readonly content: Omit<StagedContent, 'problems' | 'sameAs'>
}

interface Decision {
  readonly state: RowState
  readonly problems: readonly RowProblem[]
  readonly sameAs: SameAs | null
  readonly sameOrdinal: number | null
}

const good: Decision = { state: 'good', problems: [], sameAs: null, sameOrdinal: null }

const againstBank = ({ kind, code, hindrance }: Likeness, accepted: readonly Acceptance[]): Decision => {
  const sameAs = (as: SameAs['kind']): SameAs => ({ where: 'bank', kind: as, code, place: '' })
  const problem = (one: RowProblem, as: SameAs['kind']): Decision => ({
    ...{ state: 'problem', problems: [one], sameAs: sameAs(as), sameOrdinal: null },
  })
  switch (kind) {
    case 'same-code':
      return { ...good, state: 'duplicate', sameAs: sameAs('same-code') }
    case 'same-content':
      return { ...good, state: 'duplicate', sameAs: sameAs('same-content') }
    case 'same-code-changed':
      if (!accepted.includes('edition')) return problem(codeTaken(code, 'bank'), 'same-code')
      if (hindrance) return problem({ ...hindrance, field: 'code' }, 'same-code')
      return { ...good, sameAs: sameAs('same-code') }
    case 'same-content-other-key':
      return problem(keyConflict(`题库中的${code}`), 'same-content')
  }
}

/** What is near something else is imported when the person says so, and not otherwise. */
const againstNear = (near: NearFound | null | undefined, accepted: readonly Acceptance[]): Decision => {
  if (!near) return good
  const { where, code, place, ordinal, similarity } = near
  return {
    state: accepted.includes('near') ? 'good' : 'near-duplicate',
    problems: [],
    sameAs: { where, kind: 'near', code, place, similarity },
    sameOrdinal: ordinal,
  }
}

/** A row of the same file that is to be imported, with what it must be compared by. */
interface Earlier {
  readonly ordinal: number
  readonly place: string
  readonly item: Item
  readonly contentHash: string
  readonly codeGiven: boolean
}

const againstEarlier = ({ item, codeGiven }: Candidate, earlier: Earlier): Decision => {
  const { place, ordinal } = earlier
  const sameCode = !codeGiven && !earlier.codeGiven && earlier.item.code === item.code
  const kind = sameCode ? 'same-code' : 'same-content'
  const found = { sameAs: { where: 'file', kind, code: '', place } as const, sameOrdinal: ordinal }
  const same = sameCode
    ? contentText(earlier.item) === contentText(item)
    : keyText(earlier.item) === keyText(item)
  if (same) return { state: 'duplicate', problems: [], ...found }
  const problem = sameCode ? codeTaken(item.code, 'file') : keyConflict(`文件中${place}的题`)
  return { state: 'problem', problems: [problem], ...found }
}

const earlierOf = async (
  context: QueryContext,
  { staging, points }: Judging,
  twins: readonly Twin[],
): Promise<Earlier[]> => {
  const ordinals = twins.map(({ ordinal }) => ordinal)
  const rows = await readRows(context, staging, { ordinals, limit: ordinals.length })
  return rows.flatMap(({ ordinal, place, contentHash, content }) => {
    const { item, codeGiven } = judgeDraft({ draft: content.draft, problems: [] }, points)
    return item && contentHash ? [{ ordinal, place, item, contentHash, codeGiven }] : []
  })
}

/** Rows to be imported so far, found by code and by content. */
const fileIndex = () => {
  const byCode = new Map<string, Earlier>()
  const byHash = new Map<string, Earlier>()
  return {
    add: (row: Earlier) => {
      if (!row.codeGiven && !byCode.has(row.item.code)) byCode.set(row.item.code, row)
      if (!byHash.has(row.contentHash)) byHash.set(row.contentHash, row)
    },
    find: ({ item, contentHash, codeGiven }: Candidate): Earlier | undefined =>
      (codeGiven ? undefined : byCode.get(item.code)) ?? byHash.get(contentHash),
  }
}

const candidatesOf = (
  context: QueryContext,
  judged: readonly { readonly row: UnjudgedRow; readonly verdict: JudgedDraft }[],
): Candidate[] =>
  judged.flatMap(({ row, verdict: { item, codeGiven } }) =>
    item && !row.excluded
      ? [{ ordinal: row.ordinal, item, codeGiven, contentHash: contentHashOf(context, item) }]
      : [],
  )

const indexOf = async (context: QueryContext, judging: Judging, candidates: readonly Candidate[]) => {
  const ours = new Set(candidates.map(({ ordinal }) => ordinal))
  const sought = {
    codes: candidates.flatMap(({ item, codeGiven }) => (codeGiven ? [] : [item.code])),
    hashes: candidates.map(({ contentHash }) => contentHash),
  }
  const { soFar, staging } = judging
  const twins = soFar ? soFar.find(sought) : await twinsInFile(context.tx, staging, sought)
  const index = fileIndex()
  const others = twins.filter(({ ordinal }) => !ours.has(ordinal))
  for (const each of await earlierOf(context, judging, others)) index.add(each)
  return index
}

/**
 * Judges rows of one import as they stand now: by the rules of an item, against the bank, and against the other rows
 * of the file that are to be imported. Rows come in the order of the file; nothing is written.
 */
export const judgeRows = async (
  context: QueryContext,
  judging: Judging,
  rows: readonly UnjudgedRow[],
): Promise<StagedRow[]> => {
  const judged = rows.map((row) => ({
    row,
    verdict: judgeDraft({ draft: row.content.draft, problems: row.content.reading }, judging.points),
  }))
  const candidates = candidatesOf(context, judged)
  const byOrdinal = new Map(candidates.map((each) => [each.ordinal, each]))
  const { organisationId } = judging.staging
  const likeness = await findLikeness(context, { organisationId, bank: judging.bank }, candidates)
  const index = await indexOf(context, judging, candidates)
  const decide = (row: UnjudgedRow, { problems }: JudgedDraft): Decision => {
    if (row.excluded) return { ...good, state: 'excluded', problems }
    const candidate = byOrdinal.get(row.ordinal)
    if (!candidate) return { ...good, state: 'problem', problems }
    const earlier = index.find(candidate)
    if (earlier) return againstEarlier(candidate, earlier)
    const alike = likeness.get(row.ordinal)
    const { near, accepted = [] } = row.content
    const decision = alike ? againstBank(alike, accepted) : againstNear(near, accepted)
    if (decision.state !== 'good' && decision.state !== 'near-duplicate') return decision
    const { ordinal, place } = row
    index.add({ ...candidate, place })
    const code = candidate.codeGiven ? null : candidate.item.code
    judging.soFar?.add({ ordinal, place, code, contentHash: candidate.contentHash })
    return decision
  }
  return judged.map(({ row, verdict }) => {
    const { state, problems, sameAs, sameOrdinal } = decide(row, verdict)
    const { ordinal, place, knowledge, content } = row
    return {
      ...{ ordinal, place, state, knowledge },
      // A row with other problems still follows the row that it is near.
      sameOrdinal: sameOrdinal ?? content.near?.ordinal ?? null,
      ...bareFieldsOf(content.draft),
      contentHash: byOrdinal.get(ordinal)?.contentHash ?? null,
      content: { ...content, problems, sameAs },
    }
  })
}

export interface RowChange {
  readonly draft?: StagedContent['draft']
  readonly settled?: boolean
  readonly excluded?: boolean
  readonly accepted?: readonly Acceptance[]
  /** Whether what it is near is to be asked again. */
  readonly anew?: boolean
}

const asksTheSame = (before: StagedContent['draft'], after: StagedContent['draft']): boolean =>
  before === after || likenessText(before) === likenessText(after)

/** A staged row as it is judged anew, with another draft where one is given. */
export const unjudged = (
  { ordinal, place, knowledge, state, content }: StagedRow,
  change: RowChange,
): UnjudgedRow => {
  const { problems: _problems, sameAs: _sameAs, near, accepted, ...kept } = content
  const draft = change.draft ?? content.draft
  const isSame = asksTheSame(content.draft, draft)
  return {
    ...{ ordinal, place, knowledge, excluded: change.excluded ?? state === 'excluded' },
    content: {
      ...kept,
      draft,
      near: isSame && !change.anew && change.excluded !== false ? near : undefined,
      // What was said was said of this question under this code.
      accepted: change.accepted ?? (isSame && draft.code === content.draft.code ? accepted : []),
      // Who writes the whole question anew has seen what the reader could not make out.
      reading: change.settled ? [] : content.reading,
    },
  }
}
