import { type Item, isItemType, parseItemCode } from '../../core/item.ts'
import { bareCode, checkItem, type ItemDraft } from '../../item/core/item.rule.ts'
import type { ParsedItem } from './parsed.ts'

/** Something that keeps a staged row from being imported, in the users' words. */
export interface RowProblem {
  readonly code: string
  readonly field: string
  readonly sentence: string
  readonly remedy: string
  readonly clauses: readonly string[]
}

export interface JudgedDraft {
  /** Null while anything is wrong. */
  readonly item: Item | null
  readonly problems: readonly RowProblem[]
  /** The file gives no code: one is given when the item is written. */
  readonly codeGiven: boolean
}

const pointForm = /^[A-Z]+-[A-Z]+-[A-Z]+-\d{3}$/

/** Type, point and code as far as they are of the right form; nothing else of a draft may lie in clear. */
export const bareFieldsOf = ({ type, pointCode, code }: ItemDraft) => ({
  type: isItemType(bareCode(type)) ? bareCode(type) : null,
  pointCode: pointForm.test(pointCode.trim()) ? pointCode.trim() : null,
  code: parseItemCode(code.trim()) ? code.trim() : null,
})

/** A draft without a code is judged under one that fits its type and point; the real one is given on writing. */
const underSomeCode = (draft: ItemDraft): ItemDraft => {
  if (draft.code.trim() !== '') return draft
  const { type, pointCode } = bareFieldsOf(draft)
  return { ...draft, code: type && pointCode ? `${type}-${pointCode}-001` : '' }
}

const pointMissing: RowProblem = {
  code: 'POINT_MISSING',
  field: 'pointCode',
  sentence: '没有对应的鉴定点。',
  remedy: '请在“知识点对应”中指定，或在本题中选择鉴定点。',
  clauses: ['HN-1.8.3.5-04'],
}

/** Without a type or a point there can be no code yet; that it is missing is then no problem of its own. */
const follows = (code: string, draft: ItemDraft) =>
  (code === 'CODE_MALFORMED' && draft.code.trim() === '') ||
  (code === 'POINT_UNKNOWN' && draft.pointCode.trim() === '') ||
  (code === 'POINT_CODE_MISMATCH' && draft.pointCode.trim() === '')

/**
 * Judges one question of a file: what its reader found, and all that the rules of an item find. HN-1.8.3.5-04: an
 * item without a point of the bank's tree is refused, whatever the format.
 */
export const judgeDraft = (
  { draft, problems }: Pick<ParsedItem, 'draft' | 'problems'>,
  points: ReadonlySet<string>,
): JudgedDraft => {
  const checked = checkItem(underSomeCode(draft), points)
  const found: RowProblem[] = [
    ...problems.map(({ field, sentence }) => ({
      ...{ code: 'READING', field, sentence },
      ...{ remedy: '请对照原文改正本题。', clauses: [] },
    })),
    ...(draft.pointCode.trim() === '' ? [pointMissing] : []),
    ...checked.problems
      .filter(({ code }) => !follows(code, draft))
      .map(({ code, field, sentence, remedy, clauses }) => ({
        ...{ code, field: field ?? '', sentence, remedy },
        clauses: code === 'POINT_UNKNOWN' ? ['HN-1.8.3.5-04'] : clauses,
      })),
  ]
  const item = found.length === 0 ? (checked.item ?? null) : null
  return { item, problems: found, codeGiven: draft.code.trim() === '' }
}

/** What the person may say of a row: that it is another question after all, or the next edition of the bank's item. */
export type Acceptance = 'near' | 'edition'

/** What a row asks nearly in the same words as: an item of the bank, or another row of the file. */
export interface NearFound {
  readonly where: 'bank' | 'file'
  readonly code: string
  readonly place: string
  /** The file's row, or null. */
  readonly ordinal: number | null
  /** 0 to 1. */
  readonly similarity: number
}

/** What a row repeats: an item of the bank, or an earlier row of the file. */
export interface SameAs {
  readonly where: 'bank' | 'file'
  readonly kind: 'same-code' | 'same-content' | 'near'
  /** Of what is near. */
  readonly similarity?: number
  /** The bank's item, or empty. */
  readonly code: string
  /** The file's row, or empty. */
  readonly place: string
}

export type RowState = 'good' | 'problem' | 'duplicate' | 'near-duplicate' | 'excluded'

/** SDS-5.1-05: what stands in the bank is not changed by an import. */
export const codeTaken = (code: string, where: SameAs['where']): RowProblem => ({
  code: where === 'bank' ? 'CODE_TAKEN' : 'CODE_TWICE',
  field: 'code',
  sentence:
    where === 'bank'
      ? `试题${code}已在题库中，但内容或答案与题库不同；未经批准不能用导入改动。`
      : `编号${code}在文件前面已用于另一道题。`,
  remedy:
    where === 'bank'
      ? '请核对；修订原题的请选择“作为新版本”，确是新题的请清空编号，由系统编号。'
      : '请改正编号，或清空后由系统编号。',
  clauses: where === 'bank' ? ['SDS-5.1-05'] : [],
})

/** The same question with two answers: a person must say which is right. */
export const keyConflict = (other: string): RowProblem => ({
  code: 'KEY_CONFLICT',
  field: 'key',
  sentence: `与${other}题目相同，但答案不同。`,
  remedy: '请核对两题的答案，改正后再导入，或排除本题。',
  clauses: [],
})

export interface Counts {
  readonly found: number
  readonly good: number
  readonly problem: number
  readonly duplicate: number
  readonly near: number
  readonly excluded: number
}

export const noCounts: Counts = { found: 0, good: 0, problem: 0, duplicate: 0, near: 0, excluded: 0 }

/**
 * What an import ends with: `found` = `imported` + `refused` + `duplicate`. Of the refused some were left out by hand,
 * and some are near another item and nobody said that they are to be imported all the same.
 */
export const reportOf = ({ found, good, problem, duplicate, near, excluded }: Counts) => ({
  found,
  imported: good,
  refused: problem + excluded + near,
  duplicate,
  excluded,
  near,
})

/** Codes of one type and point are numbered on from the highest that the bank or the file has. */
export const codeSequences = (highest: ReadonlyMap<string, number>) => {
  const next = new Map(highest)
  return (type: string, pointCode: string): string => {
    const stem = `${type}-${pointCode}`
    const at = (next.get(stem) ?? 0) + 1
    next.set(stem, at)
    return `${stem}-${String(at).padStart(3, '0')}`
  }
}
