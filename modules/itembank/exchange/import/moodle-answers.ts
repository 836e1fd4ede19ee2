import { childOf, elementsOf, type XmlElement, xmlTextOf } from '#platform/xml/tree.ts'
import { plain } from '../../core/rich.ts'
import type { ReadingProblem } from '../core/parsed.ts'
import { acceptedTexts, type Choice, choiceKey } from './choice-key.ts'
import { emptyQuestion, type SeenQuestion } from './file-items.ts'
import { type MoodleTexts, moodleRich, moodleText } from './moodle-text.ts'
import { wordTable } from './word-table.ts'

export interface MoodleContext extends MoodleTexts {
  readonly problems: ReadingProblem[]
}

type Answers = Omit<SeenQuestion, 'stem'>

const weightOf = (answer: XmlElement): number => Number(answer.attributes.fraction ?? 0) || 0

const loseFeedback = (answer: XmlElement, { losses }: MoodleContext): void => {
  const feedback = moodleText(childOf(answer, 'feedback')).trim()
  if (feedback !== '') losses.add('选项反馈', feedback)
}

const choicesOf = (question: XmlElement, context: MoodleContext): readonly Choice[] =>
  elementsOf(question, 'answer').map((answer) => {
    loseFeedback(answer, context)
    return { weight: weightOf(answer), content: moodleRich(answer, context) }
  })

const isSingle = (question: XmlElement): boolean =>
  !['false', '0'].includes(xmlTextOf(childOf(question, 'single')).trim())

/** Accepted answers are plain text whatever the format says. */
const shortAnswer = (question: XmlElement, context: MoodleContext): Answers => {
  const choices = elementsOf(question, 'answer').map((answer) => {
    loseFeedback(answer, context)
    return { weight: weightOf(answer), content: plain(moodleText(answer)) }
  })
  return { type: 'T', options: [], key: plain(acceptedTexts(choices, context.losses).join('|')) }
}

const numerical = (question: XmlElement, context: MoodleContext): Answers => {
  for (const answer of elementsOf(question, 'answer')) {
    const tolerance = xmlTextOf(childOf(answer, 'tolerance')).trim()
    if (Number(tolerance || 0) !== 0) context.losses.add('数值误差范围', `${moodleText(answer)}±${tolerance}`)
  }
  return shortAnswer(question, context)
}

const trueFalse = (question: XmlElement, context: MoodleContext): Answers => {
  choicesOf(question, context)
  const right = elementsOf(question, 'answer').find((answer) => weightOf(answer) > 0)
  const word = moodleText(right).trim().toLowerCase()
  return { type: 'C', options: [], key: plain(word === 'true' ? '正确' : word === 'false' ? '错误' : word) }
}

const notHeld = wordTable<string>({
  matching: '匹配题',
  randomsamatch: '随机匹配题',
  ddwtos: '拖放填空题',
  ddimageortext: '拖放图片题',
  ddmarker: '拖放标记题',
  gapselect: '选词填空题',
  ordering: '排序题',
  calculated: '公式计算题',
  calculatedsimple: '简单公式计算题',
  calculatedmulti: '公式选择题',
  random: '随机抽题',
})

const refused = (question: XmlElement, type: string, context: MoodleContext): Answers => {
  const name = notHeld[type] ?? `“${type.slice(0, 40)}”题`
  const pairs = elementsOf(question, 'subquestion').map(
    (one) => `${moodleText(one)}→${moodleText(childOf(one, 'answer'))}`,
  )
  if (pairs.length > 0) context.losses.add('匹配题的配对', pairs.join('；'))
  context.problems.push({ field: 'type', sentence: `${name}不在国家题库的题型之列，请改写为其他题型。` })
  return emptyQuestion
}

/** What a question's answers say, by its type. */
export const moodleAnswers = (question: XmlElement, context: MoodleContext): Answers => {
  const type = question.attributes.type ?? ''
  switch (type) {
    case 'multichoice':
    case 'multichoiceset':
      return choiceKey(
        choicesOf(question, context),
        isSingle(question) && type === 'multichoice',
        context.losses,
      )
    case 'truefalse':
      return trueFalse(question, context)
    case 'shortanswer':
      return shortAnswer(question, context)
    case 'numerical':
      return numerical(question, context)
    case 'essay':
      return { type: 'D', options: [], key: moodleRich(childOf(question, 'graderinfo'), context) }
    default:
      return refused(question, type, context)
  }
}
