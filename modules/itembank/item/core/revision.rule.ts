import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { type ItemState, mayRevise, stateNames } from './item.machine.ts'

export interface EditionRow {
  readonly id: string
  readonly edition: number | null
  readonly state: ItemState
}

const beingWritten: readonly ItemState[] = ['draft', 'first-review', 'second-review']

/** HN-1.8.3.5-03: whether a new edition may follow this one of an item's editions, and its number. */
export const judgeRevision = (
  { code, state }: { readonly code: string; readonly state: ItemState },
  editions: readonly EditionRow[],
): Verdict<number, 'ITEM_NOT_IN_USE' | 'REVISION_OPEN'> => {
  if (!mayRevise(state)) {
    return refuse('ITEM_NOT_IN_USE', {
      sentence: `试题现为“${stateNames[state]}”，不能修订为新版本。`,
      remedy: '草稿可以直接修改；已退出的试题请另行录入。',
      clauses: ['HN-1.8.3.5-03'],
    })
  }
  const open = editions.find((edition) => beingWritten.includes(edition.state))
  if (open) {
    return refuse('REVISION_OPEN', {
      sentence: `试题${code}已有正在修订的第${open.edition ?? 1}版。`,
      remedy: '请继续修改该修订稿。',
      clauses: ['HN-1.8.3.5-03'],
    })
  }
  return accept(Math.max(...editions.map(({ edition }) => edition ?? 1)) + 1)
}
