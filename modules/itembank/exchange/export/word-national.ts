import {
  Document,
  type FileChild,
  ImageRun,
  Packer,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { type Item, optionLabels } from '../../core/item.ts'
import { type Block, type Inline, plain, type Rich, type TextRun as Run } from '../../core/rich.ts'
import type { ItemDraft, QuestionDraft } from '../../item/core/item.rule.ts'
import type { NewPicture } from '../../item/store/picture.store.ts'
import { draftOfItem } from '../core/item-draft.ts'
import { flat } from '../core/lines.ts'
import { lossTally } from '../core/tally.ts'
import { beginsNational } from '../core/word-national.ts'
import { optionsOn } from '../core/word-question.ts'
import {
  besideOf,
  drawsBlank,
  fold,
  looksLikeFormula,
  writeFormula,
  writeText,
} from '../core/written-text.ts'
import type { WrittenFile } from './excel-items.ts'
import { pictureBook } from './picture-book.ts'

export interface WordExport {
  readonly items: readonly Item[]
  readonly pictures: readonly NewPicture[]
  /** The line above the items. */
  readonly title: string
}

type Tally = ReturnType<typeof lossTally>

const runOf = (text: string, marks: Run['marks'] = []): TextRun =>
  new TextRun({
    text,
    bold: marks.includes('bold'),
    italics: marks.includes('italic'),
    ...(marks.includes('underline') && { underline: {} }),
    superScript: marks.includes('superscript'),
    subScript: marks.includes('subscript'),
  })

class ItemWriter {
  readonly #book: ReturnType<typeof pictureBook>
  readonly #tally: Tally
  readonly children: FileChild[] = []
  #code = ''

  constructor(pictures: readonly NewPicture[], tally: Tally) {
    this.#book = pictureBook(pictures, tally)
    this.#tally = tally
  }

  #lose(what: string) {
    this.#tally.add(what, this.#code)
  }

  async #picture(inline: Extract<Inline, { kind: 'picture' }>): Promise<ParagraphChild[]> {
    const print = await this.#book(inline)
    if (!print) return []
    const transformation = { width: print.width, height: print.height }
    const altText = { name: '图', description: inline.alt, title: '' }
    const type = print.mediaType === 'image/png' ? 'png' : 'jpg'
    return [new ImageRun({ type, data: print.bytes, transformation, altText })]
  }

  async #inline(inline: Inline, beside: ReturnType<typeof besideOf>): Promise<ParagraphChild[]> {
    switch (inline.kind) {
      case 'text':
        if (looksLikeFormula(inline.text)) this.#lose('像公式的文字')
        return [runOf(writeText(inline.text), inline.marks)]
      case 'formula': {
        const written = writeFormula(inline.latex, beside)
        if (written === undefined) this.#lose('公式（保留文字）')
        return [runOf(written ?? writeText(inline.latex))]
      }
      case 'picture':
        return this.#picture(inline)
      case 'blank':
        return [runOf('____')]
      case 'break':
        return [new TextRun({ break: 1 })]
    }
  }

  async #line(content: readonly Inline[]): Promise<ParagraphChild[]> {
    const children: ParagraphChild[] = []
    for (const [at, inline] of content.entries())
      children.push(...(await this.#inline(inline, besideOf(content, at))))
    return children
  }

  async #table({ rows }: Extract<Block, { kind: 'table' }>): Promise<Table> {
    const made: TableRow[] = []
    for (const row of rows) {
      const cells: TableCell[] = []
      for (const { content, columns, rows: down } of row) {
        const children = [new Paragraph({ children: await this.#line(content) })]
        cells.push(new TableCell({ children, columnSpan: columns ?? 1, rowSpan: down ?? 1 }))
      }
      made.push(new TableRow({ children: cells }))
    }
    return new Table({ rows: made, width: { size: 100, type: WidthType.PERCENTAGE } })
  }

  /** A mark and what it marks; a paragraph within that looks like a mark itself would be read as one. */
  async #marked(mark: string, rich: Rich) {
    const [first, ...rest] = rich
    const leads = first?.kind === 'paragraph'
    const lead = leads ? await this.#line(first.content) : []
    this.children.push(new Paragraph({ children: [runOf(mark), ...lead] }))
    for (const block of leads ? rest : rich) {
      if (block.kind === 'table') this.children.push(await this.#table(block))
      else if (block.kind === 'list') await this.#list(block.items)
      else {
        if (beginsNational(flat(block.content))) this.#lose('像标记的段落（再导入时会误认）')
        this.children.push(new Paragraph({ children: await this.#line(block.content) }))
      }
    }
  }

  async #list(items: readonly (readonly Inline[])[]) {
    this.#lose('列表（改为分段）')
    for (const content of items) this.children.push(new Paragraph({ children: await this.#line(content) }))
  }

  async #question(question: QuestionDraft) {
    if (drawsBlank(question.stem)) this.#lose('题干中的下划线（再导入时成为空）')
    await this.#marked('{A}', question.stem)
    for (const [at, option] of question.options.entries()) {
      const label = `（${optionLabels[at] ?? '?'}）`
      const [first] = option
      if (first?.kind === 'paragraph' && optionsOn(fold(label) + flat(first.content)).length > 1)
        this.#lose('选项中像选项标记的文字（再导入时会误认）')
      await this.#marked(label, option)
    }
    if (question.key.length > 0) await this.#marked('{B}', question.key)
  }

  async item(draft: ItemDraft) {
    this.#code = draft.code
    const header = [draft.pointCode, draft.type, draft.difficulty, draft.consistency].join('  ')
    this.children.push(new Paragraph({ children: [runOf(header)] }))
    await this.#question(draft)
    for (const [at, part] of draft.parts.entries()) {
      this.children.push(new Paragraph({ children: [runOf(`{小题${at + 1}} ${part.type} ${part.share}`)] }))
      await this.#question(part)
    }
    if (draft.source !== '') await this.#marked('出处：', plain(draft.source))
    if (draft.explanation.length > 0) await this.#marked('解析：', draft.explanation)
    if (draft.figure !== '') this.#lose('【图】及位置')
    this.#lose('试题ID中的顺序号')
    this.children.push(new Paragraph({}))
  }
}

const documentOf = (title: string, children: readonly FileChild[]): Document =>
  new Document({
    styles: { default: { document: { run: { font: '宋体', size: 21 } } } },
    sections: [{ children: [new Paragraph({ children: [runOf(title, ['bold'])] }), ...children] }],
  })

/** Writes items as a .docx in the national grammar; formulas stand as `$LaTeX$`. What it cannot hold is listed. */
export const writeWordNational = async ({ items, pictures, title }: WordExport): Promise<WrittenFile> => {
  const tally = lossTally()
  const writer = new ItemWriter(pictures, tally)
  for (const item of items) await writer.item(draftOfItem(item))
  const packed = await Packer.toBuffer(documentOf(title, writer.children))
  return { bytes: new Uint8Array(packed), losses: tally.losses() }
}
