import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import {
  answerLines,
  coverNotes,
  type PrintedForm,
  type PrintedItem,
  type PrintedPaper,
  type PrintedPicture,
  pointsText,
  sectionGuidance,
} from './core/printed-paper.ts'
import { docxRich } from './rich-docx.ts'
import { picturesByDigest } from './set-paper.ts'

type Pictures = ReadonlyMap<string, PrintedPicture>
type Piece = Paragraph | Table

const numerals = [...'一二三四五六七八九十']
const body = { ascii: 'Times New Roman', eastAsia: '宋体', hAnsi: 'Times New Roman' }
const heading = { ascii: 'Arial', eastAsia: '黑体', hAnsi: 'Arial' }

export const centred = (text: string, size = 21, bold = false) =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { after: 60 },
    children: [new TextRun({ text, size, bold, ...(bold && { font: heading }) })],
  })

export const heavyLine = (text: string) =>
  new Paragraph({
    heading: HeadingLevel.HEADING_2,
    keepNext: true,
    spacing: { before: 200, after: 100 },
    children: [new TextRun({ text, bold: true, size: 21, font: heading, color: '000000' })],
  })

/** A bordered table of plain words; `widths` in per cent. */
export const docxTable = (rows: readonly (readonly string[])[], widths: readonly number[]) =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: rows.map(
      (row, at) =>
        new TableRow({
          tableHeader: at === 0,
          cantSplit: true,
          children: row.map(
            (words, column) =>
              new TableCell({
                width: { size: widths[column] ?? 10, type: WidthType.PERCENTAGE },
                margins: { top: 50, bottom: 50, left: 80, right: 80 },
                children: words
                  .split('\n')
                  .map((line) => new Paragraph({ children: [new TextRun({ text: line, bold: at === 0 })] })),
              }),
          ),
        }),
    ),
  })

/** One document of A4 pages; each part begins on a new one. */
export const docxOf = (
  parts: readonly (readonly Piece[])[],
  about: { readonly title: string; readonly foot: string; readonly landscape?: boolean },
): Promise<Uint8Array> => {
  const document = new Document({
    title: about.title,
    creator: '匠衡',
    styles: {
      default: { document: { run: { font: body, size: 21 }, paragraph: { spacing: { line: 300 } } } },
    },
    sections: parts.map((children) => ({
      properties: {
        page: {
          size: { width: 11_906, height: 16_838, ...(about.landscape && { orientation: 'landscape' }) },
          margin: { top: 1000, bottom: 1000, left: 1100, right: 1000 },
        },
      },
      footers: {
        default: new Footer({
          children: [
            new Paragraph({
              alignment: AlignmentType.CENTER,
              children: [
                new TextRun({ size: 16, text: `${about.foot}　第 ` }),
                new TextRun({ size: 16, children: [PageNumber.CURRENT] }),
                new TextRun({ size: 16, text: ' 页 共 ' }),
                new TextRun({ size: 16, children: [PageNumber.TOTAL_PAGES] }),
                new TextRun({ size: 16, text: ' 页' }),
              ],
            }),
          ],
        }),
      },
      children: [...children],
    })),
  })
  return Packer.toBuffer(document)
}

const rule = { style: BorderStyle.DOTTED, size: 6, space: 4, color: '000000' }

const headOf = ({ head }: PrintedPaper, form: PrintedForm, subtitle = ''): readonly Piece[] => [
  centred(head.organisation),
  centred(`${head.title}${form.name === '' ? '' : `　${form.name}卷`}`, 34, true),
  ...(subtitle === '' ? [] : [centred(subtitle, 26, true)]),
  centred(
    `${head.occupation}　${head.level}　${head.subject}　时间：${head.minutes}分钟　满分：${pointsText(head.points)}分`,
  ),
]

const cover = (paper: PrintedPaper, form: PrintedForm): readonly Piece[] => {
  const columns = form.sections.map((_, at) => numerals[at] ?? '')
  const blank = columns.map(() => '')
  return [
    new Paragraph({
      border: { bottom: rule },
      spacing: { after: 120 },
      children: [
        new TextRun(
          '姓名：____________　准考证号：________________　身份证号：____________________　单位：____________',
        ),
      ],
    }),
    centred('密　　　　封　　　　线', 16),
    ...headOf(paper, form),
    centred('注 意 事 项', 21, true),
    ...coverNotes(paper.head.minutes).map((note, at) => new Paragraph(`${at + 1}. ${note}`)),
    new Paragraph(''),
    docxTable(
      [
        ['题　号', ...columns, '总　分', '统分人'],
        ['得　分', ...blank, '', ''],
        ['评卷人', ...blank, '', ''],
      ],
      [14],
    ),
  ]
}

const question = (item: PrintedItem, lead: string, pictures: Pictures): readonly Piece[] => [
  ...docxRich(item.stem, pictures, lead),
  ...item.options.flatMap(({ label, content }) => docxRich(content, pictures, `　　${label}．`)),
  ...Array.from({ length: answerLines(item) }, () => new Paragraph('')),
]

const itemOf = (item: PrintedItem, showPoints: boolean, pictures: Pictures): readonly Piece[] => {
  const points = (each: PrintedItem) => (showPoints ? `（${pointsText(each.points)}分）` : '')
  return [
    ...question(item, `${item.number}. ${points(item)}`, pictures),
    ...item.parts.flatMap((part) => question(part, `（${part.number}）${points(part)}`, pictures)),
  ]
}

const sectionTitle = (section: PrintedForm['sections'][number], at: number) =>
  heavyLine(`${numerals[at] ?? ''}、${section.typeName}${sectionGuidance(section)}`)

/** The paper, form by form. Throws Unsettable. */
export const paperDocx = (paper: PrintedPaper, foot: string): Promise<Uint8Array> => {
  const pictures = picturesByDigest(paper)
  const parts = paper.forms.map((form) => [
    ...cover(paper, form),
    ...form.sections.flatMap((section, at) => [
      sectionTitle(section, at),
      ...section.items.flatMap((item) => itemOf(item, section.pointsEach === null, pictures)),
    ]),
  ])
  return docxOf(parts, { title: paper.head.title, foot })
}

const answerOf = (item: PrintedItem, lead: string, pictures: Pictures): readonly Piece[] => [
  ...docxRich(item.answer, pictures, lead),
  ...(item.explanation.length > 0 ? docxRich(item.explanation, pictures, '解析：') : []),
]

/** 标准答案及评分标准, form by form. Throws Unsettable. */
export const answerKeyDocx = (paper: PrintedPaper, foot: string): Promise<Uint8Array> => {
  const pictures = picturesByDigest(paper)
  const parts = paper.forms.map((form) => [
    ...headOf(paper, form, '标准答案及评分标准'),
    ...form.sections.flatMap((section, at) => [
      sectionTitle(section, at),
      ...section.items.flatMap((item) => [
        ...answerOf(item, `${item.number}. `, pictures),
        ...item.parts.flatMap((part) =>
          answerOf(part, `（${part.number}）（${pointsText(part.points)}分）`, pictures),
        ),
      ]),
    ]),
  ])
  return docxOf(parts, { title: `${paper.head.title}标准答案`, foot: `机密　${foot}` })
}
