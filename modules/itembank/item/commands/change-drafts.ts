import type { CommandContext } from '#platform/command/context.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { Grade, Item } from '../../core/item.ts'
import { treeOf } from '../../knowledge/store/bank.store.ts'
import type { changeDrafts } from '../contract.ts'
import { codeAt, codePrefix } from '../core/code.ts'
import { type VisibleItem, viewerOf } from '../store/access.store.ts'
import { highestSequences, lockBank, updateContent } from '../store/draft.store.ts'
import { itemOf } from '../store/item.store.ts'
import { lockTarget } from './move-items.ts'

type Input = InputOf<typeof changeDrafts>

/** Gives out codes of one bank in turn. */
type Numbering = (type: string, pointCode: string) => Promise<string>

const numberingOf = ({ tx }: CommandContext, place: VisibleItem): Numbering => {
  const highest = new Map<string, number>()
  return async (type, pointCode) => {
    const prefix = codePrefix(type, pointCode)
    const known = highest.get(prefix) ?? (await highestSequences(tx, place, [prefix])).get(prefix) ?? 0
    highest.set(prefix, known + 1)
    return codeAt(prefix, known + 1)
  }
}

/** Why a draft cannot be given the new point. */
const obstacle = (row: VisibleItem, { pointCode }: Input, points: ReadonlySet<string>): string | null => {
  if (row.state !== 'draft') return '不是草稿，未修改。'
  if (pointCode === undefined) return null
  if (!points.has(pointCode)) return `鉴定点${pointCode}不在该题库的鉴定要素细目表中。`
  return row.predecessorId !== null && row.pointCode !== pointCode ? '修订稿沿用原鉴定点，未修改。' : null
}

const changed = async (item: Item, input: Input, numbering: Numbering): Promise<Item> => {
  const difficulty = (input.difficulty as Grade | undefined) ?? item.difficulty
  const { pointCode } = input
  if (pointCode === undefined || pointCode === item.pointCode) return { ...item, difficulty }
  const code = await numbering(item.type, pointCode)
  return { ...item, difficulty, pointCode, code, sequence: Number(code.split('-').at(-1)) }
}

const changeInBank = async (context: CommandContext, rows: readonly VisibleItem[], input: Input) => {
  const place = rows[0]!
  await lockBank(context.tx, place)
  const tree = await treeOf(context.tx, place.organisationId, place.bank)
  const points = new Set(tree?.points.map(({ code }) => code))
  const numbering = numberingOf(context, place)
  const outcomes = []
  for (const row of rows) {
    const sentence = obstacle(row, input, points)
    if (sentence === null)
      await updateContent(context, row, await changed(itemOf(context, row), input, numbering))
    outcomes.push({ itemId: row.id, code: row.code, sentence })
  }
  return outcomes
}

/** Gives many drafts another point or difficulty; a new point brings a new code. */
export const changeDraftsHandler: CommandHandler<typeof changeDrafts> = async (context, input) => {
  const viewer = viewerOf(context)
  const rows = await lockTarget(context, viewer, input.of)
  const outcomes = []
  for (const ofBank of Map.groupBy(rows, ({ bank }) => bank).values())
    outcomes.push(...(await changeInBank(context, ofBank, input)))
  const done = outcomes.filter(({ sentence }) => sentence === null)
  context.recordAll({
    ...{ type: 'item-changed', table: 'item', organisationId: viewer.organisationId },
    ids: done.map(({ itemId }) => itemId),
    data: {
      ...(input.pointCode !== undefined && { pointCode: input.pointCode }),
      ...(input.difficulty !== undefined && { difficulty: input.difficulty }),
    },
    clauses: ['HN-1.8.3.5-04'],
  })
  return accept({ done: done.length, refused: outcomes.length - done.length, outcomes })
}
