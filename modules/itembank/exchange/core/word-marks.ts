import { typeNamed } from './written-answer.ts'

/** The words by which papers mark what follows them; texts come folded to half width. */
export type Mark =
  | 'key'
  | 'explanation'
  | 'difficulty'
  | 'consistency'
  | 'point'
  | 'knowledge'
  | 'type'
  | 'source'
  | 'code'
  | 'score'

const names: Readonly<Record<Mark, string>> = {
  key: '(?:正确|参考|标准|试题)?答\\s*案',
  explanation: '(?:试题|答案)?解\\s*析',
  difficulty: '难度(?:代码|等级|系数)?|难易(?:程度|度)',
  consistency: '一致性(?:代码)?',
  point: '(?:认定点|鉴定点)(?:代码)?',
  knowledge: '知识点|考点',
  type: '题型(?:代码)?',
  source: '出处|来源',
  code: '试题\\s*ID|ID|试题编号',
  score: '分值|分数',
}
const marks = Object.keys(names) as Mark[]
const alternatives = marks.map((mark) => `(?<${mark}>${names[mark]})`).join('|')
/** Bracketed anywhere, otherwise at the beginning or after white space, with a colon. */
const pattern = new RegExp(
  `(?:[【[]\\s*(?:${alternatives})\\s*[】\\]]\\s*:?|(?<![^\\s;。])(?:${alternatives.replaceAll('?<', '?<x')})\\s*:)[ \\t]*`,
  'g',
)
/** `答案 C` without a colon, as a line of its own. */
const bareKey = /^\s*(?:正确|参考|标准)?答\s*案\s+(?=[A-H√×对错正]{1,8}[\s。]*$)|^\s*答\s*:\s*/

export interface MarkedPiece {
  readonly mark: Mark
  readonly from: number
  readonly to: number
}

export interface MarkedLine {
  /** Where the text before the first mark ends. */
  readonly lead: number
  readonly pieces: readonly MarkedPiece[]
}

const markOf = (groups: Readonly<Record<string, string | undefined>> | undefined): Mark | undefined =>
  marks.find((mark) => groups?.[mark] !== undefined || groups?.[`x${mark}`] !== undefined)

/** Cuts a line at its marks: `答案：C 【解析】…`. A mark without brackets must begin the line or follow another. */
export const marksOn = (text: string): MarkedLine => {
  const bare = bareKey.exec(text)
  if (bare) return { lead: 0, pieces: [{ mark: 'key', from: bare[0].length, to: text.length }] }
  const pieces: MarkedPiece[] = []
  let lead = text.length
  for (const match of text.matchAll(pattern)) {
    const mark = markOf(match.groups)
    const begins =
      pieces.length > 0 || /^[\s]*[【[]/.test(match[0]) || text.slice(0, match.index).trim() === ''
    if (!mark || !begins) continue
    if (pieces.length === 0) lead = match.index
    else pieces[pieces.length - 1] = { ...pieces.at(-1)!, to: match.index }
    pieces.push({ mark, from: match.index + match[0].length, to: text.length })
  }
  return { lead, pieces }
}

const typeWords =
  '(?:单项选择|多项选择|不定项选择|单选|多选|选择|判断|是非|填空|名词解释|简答|问答|计算|论述|案例分析|案例|综合|分析)'
const headingForm = new RegExp(
  `^\\s*(?:第?[一二三四五六七八九十]{1,3}(?:部分|大题)?\\s*[、.:\\s])\\s*[^。]{0,10}?(${typeWords}题?)`,
)
const tagForm = new RegExp(`^\\s*[【[(]\\s*(${typeWords}题?)\\s*[】\\])]\\s*`)

export interface Heading {
  /** Empty where the heading names no type. */
  readonly type: string
}

const longestHeading = 200

/** `一、单项选择题（每题1分）`: what follows are items of that type. */
export const headingOf = (text: string): Heading | undefined => {
  if (text.length > longestHeading) return undefined
  const named = headingForm.exec(text)?.[1]
  if (named !== undefined) return { type: typeNamed(named) ?? typeNamed(`${named}题`) ?? '' }
  return /^\s*第?[一二三四五六七八九十]{1,3}(?:部分|大题)?\s*[、.:\s]\s*[^。]*(?:题|分)[^。]*$/.test(text)
    ? { type: '' }
    : undefined
}

/** `[判断题]` before a stem: the type and how long the tag is. */
export const typeTag = (text: string): { readonly type: string; readonly length: number } | undefined => {
  const match = tagForm.exec(text)
  return match
    ? { type: typeNamed(match[1]!) ?? typeNamed(`${match[1]}题`) ?? '', length: match[0].length }
    : undefined
}

export interface Numbered {
  readonly number: number
  readonly length: number
  /** Digits follow at once: `1.5`, perhaps a quantity and no number of an item. */
  readonly doubtful: boolean
}

const numberForm =
  /^\s*(?:第\s*(\d{1,4})\s*题\s*[.、:)]?|[【[(]\s*(\d{1,4})\s*[】\])]\s*[.、:]?|(\d{1,4})\s*[.、:)])\s*/

/** The number that begins a line, or undefined. */
export const numberOf = (text: string): Numbered | undefined => {
  const match = numberForm.exec(text)
  if (!match) return undefined
  const doubtful = /[.:]$/.test(match[0]) && /^\d/.test(text.slice(match[0].length))
  return { number: Number(match[1] ?? match[2] ?? match[3]), length: match[0].length, doubtful }
}
