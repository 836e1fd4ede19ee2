import { picturesOf } from '../../core/rich.ts'
import type { NewPicture } from '../../item/store/picture.store.ts'
import type { Format } from '../core/parsed.ts'
import type { RowState, SameAs } from '../core/staged.rule.ts'
import type { StagedRow } from '../store/staged-row.store.ts'
import { type RefusedItem, writeErrorWorkbook } from './error-workbook.ts'

const stateWords: { readonly [S in RowState]: string } = {
  good: '可导入',
  problem: '有误',
  duplicate: '重复',
  'near-duplicate': '相近',
  excluded: '已排除',
}

const kindWords: { readonly [K in SameAs['kind']]: string } = {
  'same-code': '编号相同',
  'same-content': '题目相同',
  near: '题目相近',
}

const sameWords = ({ where, kind, code, place, similarity }: SameAs): string => {
  const share = similarity === undefined ? '' : `（${Math.round(similarity * 100)}%）`
  return `与${where === 'bank' ? `题库中的${code}` : `文件中的${place}`}${kindWords[kind]}${share}。`
}

const refusedItem = ({ place, state, content }: StagedRow): RefusedItem => {
  const { problems, sameAs, source, draft, losses, knowledge } = content
  const other = sameAs ? sameWords(sameAs) : ''
  return {
    item: { place, source, draft, problems: [], losses, knowledge },
    reasons:
      problems.length > 0
        ? problems
        : [
            {
              sentence: `${stateWords[state]}。${other}`,
              remedy: state === 'near-duplicate' ? '确是另一道题的，请选择“仍要导入”。' : '',
              clauses: [],
            },
          ],
  }
}

/** Digests of the pictures that these rows show. */
export const picturesOfRows = (rows: readonly StagedRow[]): readonly string[] =>
  rows
    .flatMap(({ content: { draft } }) => [
      draft.explanation,
      ...[draft, ...draft.parts].flatMap(({ stem, options, key }) => [stem, ...options, key]),
    ])
    .flatMap(picturesOf)

/** Every question that was not imported, in the columns of its own template where it has one, with the reasons. */
export const errorWorkbook = (
  of: { readonly format: Format; readonly bank: string; readonly pictures: readonly NewPicture[] },
  rows: readonly StagedRow[],
): Promise<Uint8Array<ArrayBuffer>> => writeErrorWorkbook({ ...of, refused: rows.map(refusedItem) })
