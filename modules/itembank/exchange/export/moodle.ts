import { xmlElement, xmlText } from '#platform/xml/write.ts'
import { type Item, itemTypes, type Part } from '../../core/item.ts'
import { inlinesOf, type Rich } from '../../core/rich.ts'
import type { NewPicture } from '../../item/store/picture.store.ts'
import { blanksText, idOfPart, literalStars, tagsOfItem, tagsOfPart } from '../core/own-data.ts'
import type { ItemsToWrite, WrittenFile } from '../core/written.ts'
import { blankHtml } from '../import/moodle-cloze.ts'
import { base64Of, HtmlWriter, pictureName } from './export-pictures.ts'

/** A text field with the pictures it shows beside it. */
class FieldWriter {
  readonly writer: HtmlWriter
  #shown = new Map<string, NewPicture>()

  constructor(given: ItemsToWrite) {
    this.writer = new HtmlWriter(given, 'latex', (picture) => {
      const name = pictureName(picture)
      this.#shown.set(name, picture)
      return `@@PLUGINFILE@@/${name}`
    })
  }

  field(
    tag: string,
    rich: Rich,
    more: { attributes?: Record<string, string>; html?: (html: string) => string } = {},
  ) {
    this.#shown = new Map()
    const html = this.writer.html(rich)
    const files = [...this.#shown].map(([name, { bytes }]) =>
      xmlElement('file', { name, path: '/', encoding: 'base64' }, base64Of(bytes)),
    )
    const text = xmlElement('text', {}, xmlText(more.html?.(html) ?? html))
    return xmlElement(tag, { ...more.attributes, format: 'html' }, `${text}${files.join('')}`)
  }
}

const shareOf = (count: number): string => String(Math.round(10_000_000 / count) / 100_000)

const textAnswer = (fraction: string, text: string): string =>
  xmlElement('answer', { fraction, format: 'plain_text' }, xmlElement('text', {}, xmlText(text)))

const choiceAnswers = ({ key, options }: Item | Part, fields: FieldWriter): string => {
  const right = key.kind === 'choice' ? key.labels : []
  const single = right.length === 1
  const fraction = (isRight: boolean) => (isRight ? shareOf(right.length) : single ? '0' : '-100')
  return options
    .map(({ label, content }) =>
      fields.field('answer', content, { attributes: { fraction: fraction(right.includes(label)) } }),
    )
    .join('')
}

const clozeField = (accepted: readonly string[]): string =>
  `{1:SHORTANSWER:${accepted.map((one) => `=${xmlText(literalStars(one).replace(/[}#~/"\\]/g, '\\$&'))}`).join('~')}}`

/** Each blank of the stem becomes a field; what only looks like one is written as a character number. */
const withFields = (blanks: readonly (readonly string[])[]) => (html: string) => {
  let at = 0
  return html
    .replace(/\{(?=\d{0,3}:)/g, '&#123;')
    .replaceAll(blankHtml, () => clozeField(blanks[at++] ?? ['']))
}

const isCloze = ({ key, stem }: Item | Part): boolean =>
  key.kind === 'blanks' && inlinesOf(stem).filter(({ kind }) => kind === 'blank').length === key.blanks.length

const typeOf = (question: Item | Part): string => {
  switch (itemTypes[question.type].key) {
    case 'one':
    case 'several':
      return 'multichoice'
    case 'judgement':
      return 'truefalse'
    case 'blanks':
      return isCloze(question) ? 'cloze' : 'shortanswer'
    case 'text':
      return 'essay'
    case 'parts':
      return 'description'
  }
}

const answersOf = (question: Item | Part, fields: FieldWriter): string => {
  const { key } = question
  switch (key.kind) {
    case 'choice':
      return `<single>${key.labels.length === 1}</single><shuffleanswers>false</shuffleanswers><answernumbering>ABCD</answernumbering>${choiceAnswers(question, fields)}`
    case 'judgement':
      return textAnswer(key.correct ? '100' : '0', 'true') + textAnswer(key.correct ? '0' : '100', 'false')
    case 'blanks': {
      if (isCloze(question)) return ''
      const [accepted = [], ...more] = key.blanks
      const texts = more.length === 0 ? accepted : [blanksText(key.blanks)]
      return `<usecase>0</usecase>${texts.map((text) => textAnswer('100', literalStars(text))).join('')}`
    }
    case 'text':
      return fields.field('graderinfo', key.content)
    case 'parts':
      return ''
  }
}

interface About {
  readonly id: string
  readonly tags: readonly string[]
  readonly grade: number
  readonly explanation: Rich
}

const questionXml = (question: Item | Part, about: About, fields: FieldWriter): string => {
  const { key, stem } = question
  const html = key.kind === 'blanks' && isCloze(question) ? { html: withFields(key.blanks) } : {}
  const content = [
    xmlElement('name', {}, xmlElement('text', {}, xmlText(about.id))),
    fields.field('questiontext', stem, html),
    fields.field('generalfeedback', about.explanation),
    `<defaultgrade>${about.grade}</defaultgrade><penalty>0</penalty><hidden>0</hidden>`,
    xmlElement('idnumber', {}, xmlText(about.id)),
    answersOf(question, fields),
    xmlElement('tags', {}, about.tags.map((tag) => `<tag><text>${xmlText(tag)}</text></tag>`).join('')),
  ]
  return xmlElement('question', { type: typeOf(question) }, `\n${content.filter(Boolean).join('\n')}\n`)
}

const itemXml = (item: Item, fields: FieldWriter): readonly string[] => {
  fields.writer.begin(item)
  const { code, explanation } = item
  const grade = item.type === 'F' ? 0 : 1
  return [
    questionXml(item, { id: code, tags: tagsOfItem(item), grade, explanation }, fields),
    ...item.parts.map((part, at) =>
      questionXml(
        part,
        { id: idOfPart(code, at), tags: tagsOfPart(part), grade: part.share, explanation: [] },
        fields,
      ),
    ),
  ]
}

const categoryXml = (path: readonly string[]): string => {
  const text = ['$course$', 'top', ...path.map((name) => name.replaceAll('/', '//'))].join('/')
  return xmlElement('question', { type: 'category' }, `<category><text>${xmlText(text)}</text></category>`)
}

/** Items as Moodle XML that Moodle takes and that reads back to the same items. */
export const writeMoodle = (given: ItemsToWrite): WrittenFile => {
  const fields = new FieldWriter(given)
  const questions: string[] = []
  let point = ''
  for (const item of given.items) {
    if (item.pointCode !== point) questions.push(categoryXml([given.bank.trim() || '题库', item.pointCode]))
    point = item.pointCode
    questions.push(...itemXml(item, fields))
  }
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${questions.join('\n')}\n</quiz>\n`
  return {
    extension: 'xml',
    mediaType: 'application/xml',
    bytes: new TextEncoder().encode(xml),
    losses: fields.writer.losses,
  }
}
