import type { Verdict } from '#platform/contract/verdict.ts'
import { plain, type Rich, tidy } from '../../core/rich.ts'
import { type OwnData, readOwnData, typeFor } from '../core/own-data.ts'
import type { ParsedFile, ReadingProblem } from '../core/parsed.ts'
import { emptyQuestion, type FileQuestion, namedBank, parsedFile } from './file-items.ts'
import type { ItemFileCode } from './file-refusal.ts'
import { fileText } from './file-text.ts'
import { type AnswerContext, giftAnswers } from './gift-answers.ts'
import { categoryPath, type GiftBlock, giftBlocks } from './gift-blocks.ts'
import { giftText, putBack, setAside } from './gift-text.ts'
import { type FormattedText, formattedToRich } from './html-or-plain.ts'
import { PictureShelf } from './html-pictures.ts'
import { sectionsOf } from './html-sections.ts'
import { LossList } from './losses.ts'
import { shownSource } from './shown-source.ts'

interface Cut {
  readonly stem: string
  /** Text after the answer: the stem goes on, and the answer is a blank in it. */
  readonly after: string
  /** Undefined for a description. */
  readonly answers: string | undefined
  readonly general: string
}

/** Title, stem, answers and general feedback; undefined when a brace is missing. */
const cut = (text: string): { readonly title: string; readonly cut: Cut | undefined } => {
  const titled = /^\s*::([\s\S]*?)::/.exec(text)
  const title = putBack(titled?.[1] ?? '').trim()
  const body = titled ? text.slice(titled[0].length) : text
  const [open, close] = [body.indexOf('{'), body.indexOf('}')]
  if (open < 0 && close < 0) return { title, cut: { stem: body, after: '', answers: undefined, general: '' } }
  if (open < 0 || close < open) return { title, cut: undefined }
  const section = body.slice(open + 1, close)
  const general = section.lastIndexOf('####')
  return {
    title,
    cut: {
      stem: body.slice(0, open),
      after: body.slice(close + 1),
      answers: (general < 0 ? section : section.slice(0, general)).trim(),
      general: general < 0 ? '' : section.slice(general + 4),
    },
  }
}

const titleLoss = (title: string, stem: string, losses: LossList) => {
  if (title !== '' && !stem.includes(title)) losses.add('题目标题', title)
}

const blank = { kind: 'blank' } as const
const space = { kind: 'text', text: ' ' } as const

/** The stem, with a blank where the answers stood when it goes on behind them. */
const stemOf = ({ stem, after }: Cut, { format }: AnswerContext, rich: (of: FormattedText) => Rich): Rich => {
  const head = rich(giftText(stem, 'moodle'))
  if (after.trim() === '') return head
  const tail = rich({ format, text: putBack(after) })
  const [last, first] = [head.at(-1), tail[0]]
  const [ofLast, ofFirst] = [last, first].map((block) =>
    block?.kind === 'paragraph' ? block.content : undefined,
  )
  const gap = [...(/\s$/.test(stem) ? [space] : []), blank, ...(/^\s/.test(after) ? [space] : [])]
  return tidy([
    ...(ofLast ? head.slice(0, -1) : head),
    { kind: 'paragraph', content: [...(ofLast ?? []), ...gap, ...(ofFirst ?? [])] },
    ...(ofFirst ? tail.slice(1) : tail),
  ])
}

const material = (text: FormattedText, own: OwnData, rich: (of: FormattedText) => Rich) => {
  const sections = own.type === 'F' ? sectionsOf(text.text, ['stem', 'explanation']) : undefined
  const [stem, explanation] = sections?.map((html) => rich({ format: 'html', text: html })) ?? [
    rich(text),
    [],
  ]
  return {
    question: { ...emptyQuestion, type: own.type === 'F' ? ('F' as const) : undefined, stem: stem! },
    explanation: explanation!,
  }
}

const describes = { field: 'type', sentence: '没有答案部分，是说明文字而不是试题。' }
const unclosed = { field: 'key', sentence: '答案的花括号不成对。' }

type Asked = Pick<FileQuestion, 'question' | 'explanation'>

/** A question with an answer section. The general feedback of ours holds the reference answer before the explanation. */
const asked = (found: Cut & { readonly answers: string }, own: OwnData, context: AnswerContext): Asked => {
  const rich = (of: FormattedText): Rich => {
    const { rich: read, losses } = formattedToRich(of, context.picture)
    context.losses.addAll(losses)
    return read
  }
  const answers = giftAnswers(found.answers, context)
  const general = giftText(found.general, context.format)
  const sections = answers.type === 'D' ? sectionsOf(general.text, ['answer', 'explanation']) : undefined
  const [key, explanation] = sections?.map((html) => rich({ format: 'html', text: html })) ?? [
    answers.key,
    rich(general),
  ]
  const type = answers.type && typeFor(own.type, answers.type)
  return {
    question: { ...answers, type, key: key!, stem: stemOf(found, context, rich) },
    explanation: explanation!,
  }
}

const readBlock = (block: GiftBlock, shelf: PictureShelf): FileQuestion => {
  const losses = new LossList()
  const problems: ReadingProblem[] = []
  const picture = (src: string) => shelf.takeAddress(src)
  const { own, foreign } = readOwnData(block.id, block.tags)
  for (const tag of foreign) losses.add('标签或编号', tag)
  const { title, cut: found } = cut(setAside(block.text))
  const text = giftText(found?.stem ?? '', 'moodle')
  const context: AnswerContext = { format: text.format, picture, losses, problems }
  if (own.code === '' && own.partOf === '') titleLoss(title, text.text, losses)
  const read = (): Asked => {
    if (!found) {
      problems.push(unclosed)
      return { question: { ...emptyQuestion, stem: plain(putBack(setAside(block.text))) }, explanation: [] }
    }
    const { answers } = found
    if (answers !== undefined) return asked({ ...found, answers }, own, context)
    if (own.type !== 'F') problems.push(describes)
    return material(text, own, (of) => {
      const { rich, losses: lost } = formattedToRich(of, context.picture)
      losses.addAll(lost)
      return rich
    })
  }
  return {
    place: `第${block.line}行`,
    source: shownSource(block.text),
    own,
    knowledge: categoryPath(block.category),
    ...read(),
    problems,
    losses: losses.list(),
  }
}

/** Reads a GIFT file. */
export const readGiftItems = async (bytes: Uint8Array): Promise<Verdict<ParsedFile, ItemFileCode>> => {
  const text = fileText(bytes)
  if (text.refused) return text
  const shelf = new PictureShelf()
  const { blocks, comments } = giftBlocks(text.value)
  const reads = blocks.map((block) => readBlock(block, shelf))
  const losses = new LossList()
  for (const comment of comments) losses.add('注释', comment)
  return parsedFile({ format: 'gift', bank: namedBank(reads), reads, losses: losses.list(), shelf })
}
