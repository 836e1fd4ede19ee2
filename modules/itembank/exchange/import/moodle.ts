import type { Verdict } from '#platform/contract/verdict.ts'
import { childOf, elementsOf, readXmlTree, type XmlElement, xmlTextOf } from '#platform/xml/tree.ts'
import { readOwnData, typeFor } from '../core/own-data.ts'
import type { ParsedFile, ReadingProblem } from '../core/parsed.ts'
import { emptyQuestion, type FileQuestion, namedBank, parsedFile } from './file-items.ts'
import { fileRefusalOf, type ItemFileCode, refuseFile } from './file-refusal.ts'
import { fileText } from './file-text.ts'
import { categoryPath } from './gift-blocks.ts'
import { PictureShelf } from './html-pictures.ts'
import { LossList } from './losses.ts'
import { type MoodleContext, moodleAnswers } from './moodle-answers.ts'
import { cutFields, readCloze } from './moodle-cloze.ts'
import { listSettings } from './moodle-losses.ts'
import { moodleRich, moodleText } from './moodle-text.ts'
import { shownHtml, shownSource } from './shown-source.ts'

const sourceOf = (question: XmlElement): string =>
  shownSource(
    [
      moodleText(childOf(question, 'name')),
      shownHtml(moodleText(childOf(question, 'questiontext'))),
      ...elementsOf(question, 'answer').map(
        (answer) => `${answer.attributes.fraction ?? ''}%　${shownHtml(moodleText(answer))}`,
      ),
    ].join('\n'),
  )

type Asked = Pick<FileQuestion, 'question' | 'parts'>

const cloze = (question: XmlElement, context: MoodleContext): Asked => {
  const text = childOf(question, 'questiontext')
  const { html, fields } = cutFields(moodleText(text))
  const stem = moodleRich(text, context, html)
  if (fields.length === 0) {
    context.problems.push({ field: 'key', sentence: '完形填空题中没有可以识别的空。' })
    return { question: { ...emptyQuestion, stem } }
  }
  const { question: read, parts } = readCloze(fields, context.losses)
  return { question: { ...read, stem }, parts }
}

const asked = (question: XmlElement, isComposite: boolean, context: MoodleContext): Asked => {
  const type = question.attributes.type
  if (type === 'cloze' || type === 'multianswer') return cloze(question, context)
  const stem = moodleRich(childOf(question, 'questiontext'), context)
  if (type !== 'description') return { question: { ...moodleAnswers(question, context), stem } }
  if (!isComposite) context.problems.push({ field: 'type', sentence: '这是说明文字，不是试题。' })
  return { question: { ...emptyQuestion, type: isComposite ? 'F' : undefined, stem } }
}

const readQuestion = (
  question: XmlElement,
  about: Pick<FileQuestion, 'place' | 'knowledge'>,
  shelf: PictureShelf,
): FileQuestion => {
  const losses = new LossList()
  const problems: ReadingProblem[] = []
  const tags = elementsOf(childOf(question, 'tags'), 'tag').map(moodleText)
  const { own, foreign } = readOwnData(xmlTextOf(childOf(question, 'idnumber')).trim(), tags)
  for (const tag of foreign) losses.add('标签或编号', tag)
  const context: MoodleContext = { shelf, losses, problems }
  const { question: read, parts } = asked(question, own.type === 'F', context)
  const isOwn = own.code !== '' || own.partOf !== ''
  const name = moodleText(childOf(question, 'name')).trim()
  if (!isOwn && name !== '' && !moodleText(childOf(question, 'questiontext')).includes(name))
    losses.add('题目名称', name)
  listSettings(question, own.partOf !== '' || own.type === 'F', losses)
  const type = read.type && typeFor(own.type, read.type)
  const explanation = moodleRich(childOf(question, 'generalfeedback'), context)
  return {
    ...about,
    source: sourceOf(question),
    question: { ...read, type },
    explanation,
    own,
    problems,
    losses: losses.list(),
    knowledge: about.knowledge,
    ...(parts && { parts }),
  }
}

const readQuiz = (quiz: XmlElement, shelf: PictureShelf, losses: LossList): readonly FileQuestion[] => {
  const reads: FileQuestion[] = []
  let knowledge: readonly string[] = []
  for (const element of elementsOf(quiz)) {
    if (element.name !== 'question') losses.add('其他内容', `<${element.name}>`)
    else if (element.attributes.type === 'category')
      knowledge = categoryPath(moodleText(childOf(element, 'category')))
    else {
      const place = `第${reads.length + 1}题（第${element.line}行）`
      reads.push(readQuestion(element, { place, knowledge }, shelf))
    }
  }
  return reads
}

/** Reads a file of questions in Moodle XML. */
export const readMoodleItems = async (bytes: Uint8Array): Promise<Verdict<ParsedFile, ItemFileCode>> => {
  const text = fileText(bytes)
  if (text.refused) return text
  try {
    const quiz = readXmlTree(text.value)
    if (quiz.name !== 'quiz') return refuseFile('file-wrong-type', { root: quiz.name.slice(0, 40) })
    const shelf = new PictureShelf()
    const losses = new LossList()
    const reads = readQuiz(quiz, shelf, losses)
    return parsedFile({ format: 'moodle-xml', bank: namedBank(reads), reads, losses: losses.list(), shelf })
  } catch (error) {
    return fileRefusalOf(error)
  }
}
