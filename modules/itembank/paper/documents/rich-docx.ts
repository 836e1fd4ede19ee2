import {
  ImageRun,
  Math as OfficeMath,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type { Block, Inline, Rich, TextRun as Run } from '../../core/rich.ts'
import type { PrintedPicture } from './core/printed-paper.ts'
import { mathOfLatex } from './math-docx.ts'
import { Unsettable } from './rich-typst.ts'

type Pictures = ReadonlyMap<string, PrintedPicture>

/** Width of the text in CSS pixels. */
const widest = 600

const run = ({ text, marks = [] }: Run) =>
  new TextRun({
    text,
    bold: marks.includes('bold'),
    italics: marks.includes('italic'),
    ...(marks.includes('underline') && { underline: {} }),
    superScript: marks.includes('superscript'),
    subScript: marks.includes('subscript'),
  })

const image = (piece: Extract<Inline, { kind: 'picture' }>, pictures: Pictures) => {
  const picture = pictures.get(piece.digest)
  if (!picture) throw new Unsettable(`图片“${piece.alt || '未命名'}”不在题库中`)
  if (picture.mediaType === 'image/webp')
    throw new Unsettable(`图片“${piece.alt || '未命名'}”为 WebP 格式，DOCX 不能使用`)
  const width = Math.min(piece.width ?? picture.width, widest)
  const height = Math.max(1, Math.round((picture.height * width) / picture.width))
  return new ImageRun({
    type: picture.mediaType === 'image/jpeg' ? 'jpg' : 'png',
    data: Buffer.from(picture.bytes),
    transformation: { width, height },
    altText: { name: piece.alt || '图', description: piece.alt, title: piece.alt },
  })
}

const child = (piece: Inline, pictures: Pictures): ParagraphChild => {
  switch (piece.kind) {
    case 'text':
      return run(piece)
    case 'formula':
      return new OfficeMath({ children: [...mathOfLatex(piece.latex)] })
    case 'picture':
      return image(piece, pictures)
    case 'blank':
      return new TextRun({ text: '　'.repeat(6), underline: {} })
    case 'break':
      return new TextRun({ break: 1 })
  }
}

/** Pieces of a line; what cannot be written is an `Unsettable`. */
const docxLine = (pieces: readonly Inline[], pictures: Pictures): ParagraphChild[] =>
  pieces.map((piece) => child(piece, pictures))

const tableOf = (block: Extract<Block, { kind: 'table' }>, pictures: Pictures) =>
  new Table({
    width: { size: 90, type: WidthType.PERCENTAGE },
    rows: block.rows.map(
      (row) =>
        new TableRow({
          children: row.map(
            ({ content, columns, rows }) =>
              new TableCell({
                ...(columns !== undefined && { columnSpan: columns }),
                ...(rows !== undefined && { rowSpan: rows }),
                children: [new Paragraph({ children: docxLine(content, pictures) })],
              }),
          ),
        }),
    ),
  })

const indented = { left: 420, hanging: 420 }

const blockOf = (block: Block, pictures: Pictures): readonly (Paragraph | Table)[] => {
  switch (block.kind) {
    case 'paragraph':
      return [new Paragraph({ indent: { left: 420 }, children: docxLine(block.content, pictures) })]
    case 'table':
      return [tableOf(block, pictures)]
    case 'list':
      return block.items.map(
        (item, at) =>
          new Paragraph({
            indent: { left: 840, hanging: 420 },
            children: [new TextRun(block.ordered ? `${at + 1}. ` : '• '), ...docxLine(item, pictures)],
          }),
      )
  }
}

/** Rich text as paragraphs and tables; `lead` stands before the first words in the same line. */
export const docxRich = (rich: Rich, pictures: Pictures, lead = ''): readonly (Paragraph | Table)[] => {
  const [first, ...rest] = rich
  const opening = first?.kind === 'paragraph' ? first.content : []
  const begun =
    lead !== '' || first?.kind === 'paragraph'
      ? [
          new Paragraph({
            indent: indented,
            children: [...(lead === '' ? [] : [new TextRun(lead)]), ...docxLine(opening, pictures)],
          }),
        ]
      : []
  const others = first?.kind === 'paragraph' ? rest : rich
  return [...begun, ...others.flatMap((block) => blockOf(block, pictures))]
}
