import { sql } from 'kysely'
import { canonicalJson } from '#platform/audit/chain.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { Refusal } from '#platform/contract/verdict.ts'
import { type Item, itemTypes, type Part, type Question } from '../../core/item.ts'
import { textOf } from '../../core/rich.ts'
import { judgeRevision } from '../../item/core/revision.rule.ts'
import { contentText, itemsByCode } from '../../item/store/item.store.ts'
import { editionsByCode } from '../store/bank-items.store.ts'

type Hindrance = Pick<Refusal, 'code' | 'sentence' | 'remedy' | 'clauses'>

/** An item on its way into a bank. */
export interface Candidate {
  readonly ordinal: number
  readonly item: Item
  readonly contentHash: string
  /** The item has no code of its own yet; `item.code` says nothing. */
  readonly codeGiven: boolean
}

export interface Likeness {
  /** `same-code-changed`: the code is another item's. `same-content-other-key`: it asks the same and answers otherwise. */
  readonly kind: 'same-code' | 'same-code-changed' | 'same-content' | 'same-content-other-key'
  /** Code of the bank's item. */
  readonly code: string
  /** Of changed content: why it cannot become the next edition of the bank's item. */
  readonly hindrance?: Hindrance | undefined
}

const letters = (text: string) => text.normalize('NFKC').replace(/\s/g, '')

const keyOf = ({ type, key, options }: Question & { readonly type: Item['type'] | Part['type'] }): string => {
  if (key.kind === 'choice')
    return options
      .filter(({ label }) => key.labels.includes(label))
      .map(({ content }) => letters(textOf(content)))
      .sort()
      .join('\u0000')
  // What people mark by eye may be worded in many ways.
  return itemTypes[type].key === 'text' || key.kind === 'text'
    ? ''
    : letters(canonicalJson(JSON.parse(JSON.stringify(key))))
}

/** Equal for items whose keys are the same answers, wherever their options stand. */
export const keyText = (item: Item): string => [keyOf(item), ...item.parts.map(keyOf)].join('\u0001')

interface Place {
  readonly organisationId: string
  readonly bank: string
}

const matching = ({ tx }: QueryContext, { organisationId, bank }: Place, wanted: readonly Candidate[]) => {
  const codes = wanted.flatMap(({ item, codeGiven }) => (codeGiven ? [] : [item.code]))
  const hashes = wanted.map(({ contentHash }) => contentHash)
  return tx
    .selectFrom('item')
    .select(['code', 'contentHash'])
    .where('organisationId', '=', organisationId)
    .where('bank', '=', bank)
    .where(sql<boolean>`(code = ANY(${codes}::text[]) OR content_hash = ANY(${hashes}::text[]))`)
    .execute()
}

/** Why changed content cannot become the next edition of an item, for each code; undefined where it can. */
const hindrances = async (
  { tx }: QueryContext,
  place: Place,
  known: ReadonlyMap<string, { readonly id: string }>,
): Promise<(code: string, same: string | undefined) => Hindrance | undefined> => {
  const editions = await editionsByCode(tx, place, [...known.keys()])
  return (code, same) => {
    if (same !== undefined && same !== code) {
      return {
        code: 'ITEM_ALREADY_THERE',
        sentence: `题库中已有题目相同的试题${same}。`,
        remedy: '请改正或排除本题。',
        clauses: [],
      }
    }
    const all = editions.get(code) ?? []
    const current = all.find(({ id }) => id === known.get(code)?.id)
    if (!current) return undefined
    const verdict = judgeRevision({ code, state: current.state }, all)
    return verdict.refused ? verdict : undefined
  }
}

/**
 * What of these the bank has already, by ordinal: the same code, or the same question under another code. What is only
 * near is `findNear`'s.
 */
export const findLikeness = async (
  context: QueryContext,
  place: Place,
  candidates: readonly Candidate[],
): Promise<ReadonlyMap<number, Likeness>> => {
  const found = new Map<number, Likeness>()
  const rows = await matching(context, place, candidates)
  if (rows.length === 0) return found
  const known = await itemsByCode(
    context,
    place,
    rows.map(({ code }) => code),
  )
  const byHash = new Map(rows.map(({ code, contentHash }) => [contentHash, code]))
  const hindranceOf = await hindrances(context, place, known)
  for (const { ordinal, item, contentHash, codeGiven } of candidates) {
    const there = codeGiven ? undefined : known.get(item.code)
    const other = byHash.get(contentHash)
    if (there) {
      const same = contentText(there) === contentText(item)
      const { code } = there
      if (same) found.set(ordinal, { kind: 'same-code', code })
      else found.set(ordinal, { kind: 'same-code-changed', code, hindrance: hindranceOf(code, other) })
    } else if (other !== undefined) {
      const same = keyText(known.get(other)!) === keyText(item)
      found.set(ordinal, { kind: same ? 'same-content' : 'same-content-other-key', code: other })
    }
  }
  return found
}
