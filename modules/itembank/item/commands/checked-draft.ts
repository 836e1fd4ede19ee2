import type { CommandContext } from '#platform/command/context.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import type { Item } from '../../core/item.ts'
import { picturesOf } from '../../core/rich.ts'
import { type Bank, bankNamed, treeOf } from '../../knowledge/store/bank.store.ts'
import { codeAt, codePrefix, fitsPrefix } from '../core/code.ts'
import { checkItem, type ItemDraft } from '../core/item.rule.ts'
import { textsOf } from '../core/secret.ts'
import { heldPictures, highestSequences, isCodeTaken, lockBank, sameContent } from '../store/draft.store.ts'
import { contentHashOf } from '../store/item.store.ts'

interface Place {
  readonly organisationId: string
  readonly bank: string
}

/** The draft's place in the bank: who has the code now, and whether it may change. */
interface Current {
  readonly id: string
  readonly code: string
  /** A later edition keeps the code of the first. */
  readonly isFixed: boolean
}

const withoutTree = (bank: string) =>
  refuse('BANK_WITHOUT_TREE', {
    sentence: `题库“${bank}”没有鉴定要素细目表，试题无从对应鉴定点。`,
    remedy: '请先导入鉴定要素细目表。',
    clauses: ['HN-1.8.3.5-04'],
    field: 'bank',
  })

/** The code as given, the one it had, or the next of its type and point. */
const codeFor = async (
  { tx }: CommandContext,
  place: Place,
  { draft, current }: { readonly draft: ItemDraft; readonly current: Current | null },
): Promise<string> => {
  if (draft.code.trim() !== '') return draft.code.trim()
  const prefix = codePrefix(draft.type, draft.pointCode)
  if (current && (current.isFixed || fitsPrefix(current.code, prefix))) return current.code
  const highest = (await highestSequences(tx, place, [prefix])).get(prefix) ?? 0
  return codeAt(prefix, highest + 1)
}

const unsound = (problems: ReturnType<typeof checkItem>['problems']) =>
  refuse('ITEM_UNSOUND', {
    sentence: `试题有${problems.length}处不符合要求：${problems[0]?.sentence ?? ''}`,
    remedy: problems[0]?.remedy ?? '请改正后保存。',
    clauses: problems.some(({ code }) => code === 'POINT_UNKNOWN') ? ['HN-1.8.3.5-04'] : [],
    field: problems[0]?.field ?? 'draft',
    details: {
      problems: problems.map(({ field, sentence, remedy }) => ({ field: field ?? '', sentence, remedy })),
    },
  })

const judgePictures = async ({ tx }: CommandContext, { organisationId }: Place, item: Item) => {
  const wanted = [...new Set(textsOf(item).flatMap(picturesOf))]
  if (wanted.length === 0) return undefined
  const held = await heldPictures(tx, organisationId, wanted)
  return wanted.every((digest) => held.has(digest))
    ? undefined
    : refuse('PICTURE_UNKNOWN', {
        sentence: '试题引用了题库中没有的图片。',
        remedy: '请重新上传图片。',
        clauses: [],
        field: 'stem',
      })
}

const judgePlace = async (
  context: CommandContext,
  place: Place,
  { item, current }: { readonly item: Item; readonly current: Current | null },
) => {
  const { tx } = context
  const { code } = item
  if (current?.isFixed && code !== current.code) {
    return refuse('CODE_FIXED', {
      sentence: '修订的试题沿用原编号，题型和鉴定点不能改变。',
      remedy: '请恢复题型和鉴定点，或另行录入新题。',
      clauses: ['HN-1.8.3.5-03'],
      field: 'pointCode',
    })
  }
  if (code !== current?.code && (await isCodeTaken(tx, place, { code, exceptId: current?.id ?? null }))) {
    return refuse('CODE_TAKEN', {
      sentence: `编号${code}已被使用。`,
      remedy: '请改用其他顺序号，或留空由系统编号。',
      clauses: [],
      field: 'code',
    })
  }
  const same = await sameContent(tx, place, { contentHash: contentHashOf(context, item), code })
  return same === undefined
    ? judgePictures(context, place, item)
    : refuse('ITEM_ALREADY_THERE', {
        sentence: `题库中已有题目相同的试题${same}。`,
        remedy: '请修改题目，或不再录入。',
        clauses: [],
        field: 'stem',
      })
}

/** A draft checked against the rules of items and against its bank; the bank stays locked, so the code is the draft's. */
export const checkedDraft = async (
  context: CommandContext,
  place: Place,
  { draft, current }: { readonly draft: ItemDraft; readonly current: Current | null },
) => {
  const { tx } = context
  const bank: Bank | undefined = await bankNamed(tx, place.organisationId, place.bank)
  const tree = await treeOf(tx, place.organisationId, place.bank)
  if (!bank || !tree) return withoutTree(place.bank)
  await lockBank(tx, place)
  const code = await codeFor(context, place, { draft, current })
  const points = new Set(tree.points.map((point) => point.code))
  const { item, problems } = checkItem({ ...draft, code }, points)
  if (!item) return unsound(problems)
  const refusal = await judgePlace(context, place, { item, current })
  return refusal ?? accept({ bank, item })
}
