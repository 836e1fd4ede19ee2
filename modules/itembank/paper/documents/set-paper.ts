import type { Json } from '#platform/contract/verdict.ts'
import {
  answerLines,
  coverNotes,
  optionsInRow,
  type PrintedForm,
  type PrintedItem,
  type PrintedPaper,
  type PrintedPicture,
  type PrintedSection,
  pointsText,
  sectionGuidance,
} from './core/printed-paper.ts'
import { pictureFile, typstRich } from './rich-typst.ts'

type Pictures = ReadonlyMap<string, PrintedPicture>

export const picturesByDigest = ({ pictures }: PrintedPaper): Pictures =>
  new Map(pictures.map((picture) => [picture.digest, picture]))

const itemData = (item: PrintedItem, pictures: Pictures): Json => ({
  number: `${item.number}${item.parts.length > 0 || /^\d+$/.test(item.number) ? '.' : ''}`,
  points: pointsText(item.points),
  stem: [...typstRich(item.stem, pictures)],
  options: item.options.map(({ label, content }) => ({ label, content: [...typstRich(content, pictures)] })),
  inRow: optionsInRow(item.options),
  lines: answerLines(item),
  parts: item.parts.map((part) => ({
    ...(itemData(part, pictures) as { [key: string]: Json }),
    number: part.number,
  })),
})

const sectionData = (section: PrintedSection, pictures: Pictures): Json => ({
  typeName: section.typeName,
  guidance: sectionGuidance(section),
  showPoints: section.pointsEach === null,
  items: section.items.map((item) => itemData(item, pictures)),
})

/** One form for `paper.typ`. Throws Unsettable. */
export const formData = ({ name, sections }: PrintedForm, pictures: Pictures): Json => ({
  name,
  sections: sections.map((section) => sectionData(section, pictures)),
})

const keyItem = (item: PrintedItem, pictures: Pictures): Json => ({
  number: item.number,
  points: pointsText(item.points),
  answer: [...typstRich(item.answer, pictures)],
  explanation: [...typstRich(item.explanation, pictures)],
  parts: item.parts.map((part) => keyItem(part, pictures)),
})

const shortAnswers: ReadonlySet<string> = new Set(['B', 'C', 'G'])

/** One form's key for `answer-key.typ`. Throws Unsettable. */
export const answerKeyForm = ({ name, sections }: PrintedForm, pictures: Pictures): Json => ({
  name,
  sections: sections.map((section) => ({
    typeName: section.typeName,
    guidance: sectionGuidance(section),
    short: shortAnswers.has(section.type),
    items: section.items.map((item) => keyItem(item, pictures)),
  })),
})

/** The head for `paper.typ`. */
export const headData = ({ head }: PrintedPaper) => ({
  ...head,
  points: pointsText(head.points),
  notes: [...coverNotes(head.minutes)],
})

/** Pictures by the names under which the templates look for them. */
export const pictureFiles = ({ pictures }: PrintedPaper): Readonly<Record<string, Uint8Array>> =>
  Object.fromEntries(pictures.map((picture) => [pictureFile(picture), picture.bytes]))
