import { plain, type Rich } from '../../core/rich.ts'
import type { ReadingProblem } from '../core/parsed.ts'
import { acceptedTexts, type Choice, choiceKey } from './choice-key.ts'
import { emptyQuestion, type SeenQuestion } from './file-items.ts'
import { giftText, putBack } from './gift-text.ts'
import { formattedToRich, type TextFormat } from './html-or-plain.ts'
import type { PictureSource } from './html-sink.ts'
import type { LossList } from './losses.ts'

export interface AnswerContext {
  readonly format: TextFormat
  readonly picture: PictureSource
  readonly losses: LossList
  readonly problems: ReadingProblem[]
}

/** What an answer section says, without the stem. */
export type GiftAnswers = Omit<SeenQuestion, 'stem'>

const weightMark = /^%(-?\d{1,3}(?:\.\d+)?)%/
const none: GiftAnswers = emptyQuestion

/** The answer before the first `#`; what comes after it is feedback. */
const withoutFeedback = (raw: string, context: AnswerContext): string => {
  const hash = raw.indexOf('#')
  if (hash < 0) return raw
  const feedback = putBack(raw.slice(hash + 1)).trim()
  if (feedback !== '') context.losses.add('选项反馈', feedback)
  return raw.slice(0, hash)
}

const contentOf = (raw: string, context: AnswerContext): Rich => {
  const { rich, losses } = formattedToRich(
    giftText(withoutFeedback(raw, context), context.format),
    context.picture,
  )
  context.losses.addAll(losses)
  return rich
}

/** `=right %50%half ~wrong`: what stands before the first mark is no answer. */
const choicesOf = (section: string, context: AnswerContext): readonly Choice[] => {
  const [before = '', ...marked] = section.split(/(?=[=~])/)
  const all = /^[=~]/.test(before) ? [before, ...marked] : marked
  return all.map((raw) => {
    const body = raw.slice(1).trim()
    const written = weightMark.exec(body)
    const weight = written ? Number(written[1]) : raw[0] === '=' ? 100 : 0
    return { weight, content: contentOf(written ? body.slice(written[0].length) : body, context) }
  })
}

const multipleChoice = (section: string, context: AnswerContext): GiftAnswers => {
  const choices = choicesOf(section, context)
  return choiceKey(choices, section.includes('='), context.losses)
}

const shortAnswer = (section: string, context: AnswerContext): GiftAnswers => {
  const choices = choicesOf(/^[=~]/.test(section) ? section : `=${section}`, context)
  return { type: 'T', options: [], key: plain(acceptedTexts(choices, context.losses).join('|')) }
}

const numberMark = /^([-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)(?::(\d*(?:\.\d+)?))?$/

const numerical = (section: string, context: AnswerContext): GiftAnswers => {
  const answers = section.split(/(?=[=~])/).map((raw) => raw.replace(/^[=~]/, '').replace(weightMark, ''))
  const values = answers.flatMap((raw) => {
    const text = putBack(withoutFeedback(raw, context)).trim().replace(weightMark, '')
    if (text === '') return []
    const [, value, tolerance = '0'] = numberMark.exec(text) ?? []
    if (value === undefined || Number(tolerance || 0) !== 0) context.losses.add('数值误差范围', text)
    return value === undefined ? [] : [value]
  })
  return { type: 'T', options: [], key: plain(values.join('|')) }
}

const trueFalse = /^(T|TRUE|F|FALSE)\s*(?:#|$)/i

const judgement = (section: string, context: AnswerContext): GiftAnswers => {
  withoutFeedback(section, context)
  return { type: 'C', options: [], key: plain(/^T/i.test(section) ? '正确' : '错误') }
}

/** By the shape of the section, in the order in which Moodle tells the types apart. */
export const giftAnswers = (section: string, context: AnswerContext): GiftAnswers => {
  if (section === '') return { ...none, type: 'D' }
  if (section.startsWith('#')) return numerical(section.slice(1), context)
  if (section.includes('~')) return multipleChoice(section, context)
  if (section.includes('=') && section.includes('->')) {
    context.losses.add('匹配题的配对', putBack(section))
    context.problems.push({ field: 'type', sentence: '匹配题不在国家题库的题型之列，请改写为其他题型。' })
    return none
  }
  return trueFalse.test(section) ? judgement(section, context) : shortAnswer(section, context)
}
