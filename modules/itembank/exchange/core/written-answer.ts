import { type ItemType, isItemType, itemTypes } from '../../core/item.ts'
import { plain, type Rich, textOf } from '../../core/rich.ts'
import { bareCode } from '../../item/core/item.rule.ts'
import { fold } from './written-text.ts'

/** Names that papers and platforms give to the types, besides the national ones. */
const synonyms: Readonly<Record<string, ItemType>> = {
  单项选择题: 'B',
  单选: 'B',
  选择题: 'B',
  判断: 'C',
  是非题: 'C',
  判断改错题: 'C',
  多项选择题: 'G',
  不定项选择题: 'G',
  多选: 'G',
  填空: 'T',
  简答: 'D',
  问答题: 'D',
  名词解释: 'D',
  名词解释题: 'D',
  计算: 'U',
  论述: 'W',
  案例: 'E',
  案例分析题: 'E',
  案例分析: 'E',
  分析题: 'E',
  综合: 'F',
  材料题: 'F',
}

const byName = new Map<string, ItemType>([
  ...Object.entries(synonyms),
  ...Object.entries(itemTypes).map(([code, { name }]) => [name as string, code as ItemType] as const),
])

/** The type that a code or a name means, `B（单选题）` and `单项选择题` alike; undefined when it is none. */
export const typeNamed = (written: string): ItemType | undefined => {
  const code = bareCode(written)
  if (isItemType(code)) return code
  return byName.get(written.normalize('NFKC').replace(/\(.*$/, '').replace(/\s/g, ''))
}

const grades: Readonly<Record<string, string>> = {
  很易: '1',
  很容易: '1',
  容易: '1',
  易: '2',
  较易: '2',
  简单: '2',
  中: '3',
  中等: '3',
  适中: '3',
  一般: '3',
  较难: '4',
  难: '4',
  很难: '5',
  困难: '5',
}

/** A grade given in words as its digit; anything else as written. */
export const gradeWritten = (written: string): string => {
  const bare = written.normalize('NFKC').replace(/\s/g, '')
  return (Object.hasOwn(grades, bare) ? grades[bare] : undefined) ?? written.trim()
}

const judgements: readonly (readonly [RegExp, string])[] = [
  [/^(正确|对|是|√|✓|✔|☑|T|TRUE|Y|YES|V)$/, '正确'],
  [/^(错误|错|不对|不正确|否|非|×|✗|✘|☒|X|F|FALSE|N|NO)$/, '错误'],
]

/** Brackets, an introducing word and a closing full stop around a short answer. */
const bare = (text: string): string =>
  fold(text)
    .normalize('NFKC')
    .replace(/^\s*(正确|参考|标准)?答案\s*[::]?/, '')
    .replace(/[()[\]{}【】〔〕<>《》"'“”‘’]/g, ' ')
    .trim()
    .replace(/[。.;;!]+$/, '')
    .trim()
    .toUpperCase()

/** The judgement that a text means, or undefined. */
export const judgementWritten = (text: string): '正确' | '错误' | undefined =>
  judgements.find(([pattern]) => pattern.test(bare(text)))?.[1] as '正确' | '错误' | undefined

/** The letters of a choice, or undefined when the text is anything else. */
export const lettersWritten = (text: string): string | undefined => {
  const joined = bare(text)
    .replace(/^(选择?|应选|故选)\s*/, '')
    .replace(/(选项|项)$/, '')
    .replace(/[\s,，、;；。./|+&\\:和及与]/g, '')
  return /^[A-Z]{1,26}$/.test(joined) ? joined : undefined
}

/**
 * A key in the form the rules of an item know: `（Ａ）、（Ｃ）。` as `AC`, `√。` as 正确. What it cannot make out stays
 * as written, and the rules will say so.
 */
export const keyWritten = (type: string, written: Rich): Rich => {
  const known = typeNamed(type)
  const kind = known && itemTypes[known].key
  const text = textOf(written)
  if (kind === 'judgement') return plain(judgementWritten(text) ?? text)
  if (kind === 'one' || kind === 'several') return plain(lettersWritten(text) ?? text)
  return written
}
