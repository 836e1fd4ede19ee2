import { isDeepStrictEqual } from 'node:util'
import type { Item, Part } from '../../core/item.ts'
import { isPlain, plain, type Rich, textOf } from '../../core/rich.ts'
import { blanksText, idOfPart, literalStars, tagsOfItem, tagsOfPart } from '../core/own-data.ts'
import type { ItemsToWrite, WrittenFile } from '../core/written.ts'
import { sectionsHtml } from '../import/html-sections.ts'
import { base64Of, HtmlWriter } from './export-pictures.ts'

const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\\:#={}~]/g, '\\$&')
    .replace(/\r\n?|\n/g, '\\n')

/** Plain text where it comes back as it is, otherwise HTML. */
const fieldOf = (rich: Rich, writer: HtmlWriter): string =>
  isPlain(rich) && isDeepStrictEqual(plain(textOf(rich)), rich)
    ? `[plain]${escaped(textOf(rich))}`
    : `[html]${escaped(writer.html(rich))}`

/** Moodle knows shares of a hundred with five places. */
const shareOf = (count: number): string => String(Math.round(10_000_000 / count) / 100_000)

const choices = (question: Item | Part, writer: HtmlWriter): string => {
  const right = question.key.kind === 'choice' ? question.key.labels : []
  const mark = (isRight: boolean) => {
    if (right.length === 1) return isRight ? '=' : '~'
    return isRight ? `~%${shareOf(right.length)}%` : '~%-100%'
  }
  return question.options
    .map(({ label, content }) => `\n${mark(right.includes(label))}${fieldOf(content, writer)}`)
    .join('')
}

interface Section {
  readonly answers: string
  readonly general: string
}

const sectionOf = (question: Item | Part, explanation: Rich, writer: HtmlWriter): Section => {
  const general = explanation.length === 0 ? '' : `\n####${fieldOf(explanation, writer)}`
  switch (question.key.kind) {
    case 'choice':
      return { answers: choices(question, writer), general }
    case 'judgement':
      return { answers: question.key.correct ? 'T' : 'F', general }
    case 'blanks':
      return { answers: `\n=[plain]${escaped(literalStars(blanksText(question.key.blanks)))}`, general }
    default: {
      const answer = question.key.kind === 'text' ? writer.html(question.key.content) : ''
      const sections = sectionsHtml({ answer, explanation: writer.html(explanation) })
      return { answers: '', general: `\n####[html]${escaped(sections)}` }
    }
  }
}

const blockOf = (
  _question: Item | Part,
  about: { id: string; tags: readonly string[] },
  body: string,
): string => {
  const tags = about.tags.map((tag) => ` [tag:${tag}]`).join('')
  return `// [id:${about.id}]${tags}\n::${escaped(about.id)}::${body}\n`
}

const questionBlock = (
  question: Item | Part,
  about: { id: string; tags: readonly string[]; explanation: Rich },
  writer: HtmlWriter,
): string => {
  const { answers, general } = sectionOf(question, about.explanation, writer)
  const end = answers.startsWith('\n') || general !== '' ? '\n' : ''
  return blockOf(question, about, `${fieldOf(question.stem, writer)}{${answers}${general}${end}}`)
}

const materialBlock = (
  item: Item,
  about: { id: string; tags: readonly string[] },
  writer: HtmlWriter,
): string => {
  const sections = { stem: writer.html(item.stem), explanation: writer.html(item.explanation) }
  const body =
    item.explanation.length === 0 ? fieldOf(item.stem, writer) : `[html]${escaped(sectionsHtml(sections))}`
  return blockOf(item, about, body)
}

const blocksOf = (item: Item, writer: HtmlWriter): readonly string[] => {
  writer.begin(item)
  const about = { id: item.code, tags: tagsOfItem(item), explanation: item.explanation }
  if (item.type !== 'F') return [questionBlock(item, about, writer)]
  const parts = item.parts.map((part, at) =>
    questionBlock(part, { id: idOfPart(item.code, at), tags: tagsOfPart(part), explanation: [] }, writer),
  )
  return [materialBlock(item, about, writer), ...parts]
}

const categoryOf = (bank: string, { pointCode }: Item): string =>
  `$CATEGORY: $course$/top/${[bank.trim() || '题库', pointCode].map((name) => name.replaceAll('/', '//')).join('/')}\n`

/** Items as a GIFT file that Moodle takes and that reads back to the same items. */
export const writeGift = (given: ItemsToWrite): WrittenFile => {
  const writer = new HtmlWriter(
    given,
    'latex',
    ({ mediaType, bytes }) => `data:${mediaType};base64,${base64Of(bytes)}`,
  )
  const blocks: string[] = []
  let category = ''
  for (const item of given.items) {
    const next = categoryOf(given.bank, item)
    if (next !== category) blocks.push(next)
    category = next
    blocks.push(...blocksOf(item, writer))
  }
  return {
    extension: 'txt',
    mediaType: 'text/plain',
    bytes: new TextEncoder().encode(blocks.join('\n')),
    losses: writer.losses,
  }
}
