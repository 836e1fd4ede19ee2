import { organisationFacts } from '#modules/party/facts.ts'
import { isLevel, levelName } from '#modules/policy/core/level.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { type ItemType, itemTypes, type OptionLabel, optionLabels } from '../../core/item.ts'
import { picturesOf, plain } from '../../core/rich.ts'
import { readPictures } from '../../item/store/picture.store.ts'
import type { KeyEntry, SeatItem, SeatItemType, SeatPaper } from '../core/paper-content.ts'
import { type PaperRow, readKey, readPaperText } from '../store/paper.store.ts'
import type {
  PrintedForm,
  PrintedItem,
  PrintedPaper,
  PrintedPicture,
  PrintedSection,
} from './core/printed-paper.ts'

/** The type of a question by how it is answered, where its heading does not tell: within a composite. */
const partTypes: { readonly [T in SeatItemType]: ItemType } = {
  single: 'B',
  judge: 'C',
  multiple: 'G',
  blanks: 'T',
  text: 'D',
}
const order: readonly ItemType[] = ['B', 'C', 'G', 'T', 'D', 'U', 'W', 'E', 'F']

const labelOf = (text: string): OptionLabel => {
  const label = optionLabels.find((one) => one === text)
  if (!label) throw new Error(`${text} is no label of an option`)
  return label
}

const answerOf = (type: ItemType, { answer, reference }: KeyEntry) =>
  reference ?? plain(type === 'C' ? (answer[0] === 'A' ? '√' : '×') : answer.join(''))

/** An item of the pool with its key. */
interface Keyed {
  readonly seat: SeatItem
  readonly key: KeyEntry
}

const printedQuestion = ({ seat, key }: Keyed, type: ItemType): Omit<PrintedItem, 'number'> => ({
  type,
  stem: seat.stem,
  options: type === 'C' ? [] : seat.options.map(({ label, content }) => ({ label: labelOf(label), content })),
  points: seat.points,
  parts: [],
  answer: answerOf(type, key),
  explanation: key.explanation,
})

/** The questions of one composite, which stand one after the other in the pool, as the one item they are. */
const printedComposite = (parts: readonly Keyed[]): Omit<PrintedItem, 'number'> => ({
  type: 'F',
  stem: parts[0]!.seat.material ?? [],
  options: [],
  points: Math.round(parts.reduce((sum, { seat }) => sum + seat.points, 0) * 10) / 10,
  parts: parts.map((part, at) => ({
    ...printedQuestion(part, partTypes[part.seat.type]),
    explanation: [],
    number: String(at + 1),
  })),
  answer: [],
  explanation: parts[0]!.key.explanation,
})

/** `q012-1` and `q012-2` are questions of one item. */
const itemIdOf = (id: string): string => id.split('-')[0]!

/** Items of a type together, in the usual order of types, numbered through. */
export const sectionsOf = (items: readonly Omit<PrintedItem, 'number'>[]): readonly PrintedSection[] => {
  let number = 0
  return order.flatMap((type) => {
    const own = items.filter((item) => item.type === type)
    if (own.length === 0) return []
    const points = new Set(own.map((item) => item.points))
    return [
      {
        type,
        typeName: itemTypes[type].name,
        pointsEach: points.size === 1 && itemTypes[type].key !== 'parts' ? own[0]!.points : null,
        items: own.map((item) => {
          number += 1
          return { ...item, number: String(number) }
        }),
      },
    ]
  })
}

const formsOf = (paper: SeatPaper, key: readonly KeyEntry[]): readonly PrintedForm[] => {
  const keys = new Map(key.map((entry) => [entry.id, entry]))
  const pool = new Map(paper.items.map((seat) => [seat.id, { seat, key: keys.get(seat.id)! }]))
  return paper.forms.map(({ name, items }) => {
    const byItem = Map.groupBy(items, itemIdOf)
    const printed = [...byItem.values()].map((ids) => {
      const questions = ids.map((id) => pool.get(id)!)
      const { seat } = questions[0]!
      return seat.section === 'F' ? printedComposite(questions) : printedQuestion(questions[0]!, seat.section)
    })
    return { name, sections: sectionsOf(printed) }
  })
}

const richOf = ({ stem, options, answer, explanation, parts }: PrintedItem): readonly string[] => [
  ...[stem, answer, explanation, ...options.map(({ content }) => content)].flatMap(picturesOf),
  ...parts.flatMap(richOf),
]

const picturesFor = async (
  context: QueryContext,
  organisationId: string,
  forms: readonly PrintedForm[],
): Promise<readonly PrintedPicture[]> => {
  const digests = forms.flatMap(({ sections }) => sections.flatMap(({ items }) => items.flatMap(richOf)))
  const found = await readPictures(context, organisationId, [...new Set(digests)])
  return found.map(({ base64, ...picture }) => ({ ...picture, bytes: Buffer.from(base64, 'base64') }))
}

/** How many forms a paper has; read without its content. */
export const formCount = ({ forms }: PaperRow): number => forms ?? 1

/**
 * The border between a stored paper and its documents: whatever papers are stored as, this makes a printed paper of
 * it. The caller answers for recording why it was read.
 */
export const printedPaperOf = async (context: QueryContext, row: PaperRow): Promise<PrintedPaper> => {
  const { organisationId, id, bank, level, title, minutes } = row
  const paper = JSON.parse(await readPaperText(context, organisationId, id)) as SeatPaper
  const key = await readKey(context, organisationId, id)
  const forms = formsOf(paper, key)
  const { name } = await organisationFacts(context.tx, organisationId)
  return {
    head: {
      organisation: name,
      title,
      occupation: bank.replace(/（.*$/u, ''),
      level: isLevel(level) ? levelName(level) : '',
      subject: paper.subject,
      minutes,
      points: Number(row.totalPoints),
    },
    forms,
    pictures: await picturesFor(context, organisationId, forms),
  }
}
