import { organisationFacts } from '#modules/party/facts.ts'
import { isLevel, levelName } from '#modules/policy/core/level.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { type Item, type ItemType, itemTypes, type OptionLabel, optionLabels } from '../../core/item.ts'
import { picturesOf, plain } from '../../core/rich.ts'
import { itemsByCode } from '../../item/store/item.store.ts'
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

const typeOf: { readonly [T in SeatItemType]: ItemType } = { single: 'B', judge: 'C', multiple: 'G' }
const order: readonly ItemType[] = ['B', 'C', 'G', 'T', 'D', 'U', 'W', 'E', 'F']

const labelOf = (text: string): OptionLabel => {
  const label = optionLabels.find((one) => one === text)
  if (!label) throw new Error(`${text} is no label of an option`)
  return label
}

const answerOf = (type: ItemType, { answer }: KeyEntry) =>
  plain(type === 'C' ? (answer[0] === 'A' ? '√' : '×') : answer.join(''))

const itemOf = (
  item: SeatItem,
  { key, explained }: { readonly key: KeyEntry; readonly explained: Item | undefined },
): Omit<PrintedItem, 'number'> => {
  const type = typeOf[item.type]
  return {
    type,
    stem: plain(item.stem),
    options:
      type === 'C'
        ? []
        : item.options.map(({ label, text }) => ({ label: labelOf(label), content: plain(text) })),
    points: item.points,
    parts: [],
    answer: answerOf(type, key),
    explanation: explained?.explanation ?? [],
  }
}

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

const formsOf = (
  paper: SeatPaper,
  key: readonly KeyEntry[],
  items: ReadonlyMap<string, Item>,
): readonly PrintedForm[] => {
  const keys = new Map(key.map((entry) => [entry.id, entry]))
  const printed = paper.items.map((item) => {
    const entry = keys.get(item.id)
    if (!entry) throw new Error(`${item.id} has no key`)
    return itemOf(item, { key: entry, explained: items.get(entry.code) })
  })
  return [{ name: '', sections: sectionsOf(printed) }]
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
export const formCount = (_row: PaperRow): number => 1

/**
 * The border between a stored paper and its documents: whatever papers are stored as, this makes a printed paper of
 * it. The caller answers for recording why it was read.
 */
export const printedPaperOf = async (context: QueryContext, row: PaperRow): Promise<PrintedPaper> => {
  const { organisationId, id, bank, level, title, minutes } = row
  const paper = JSON.parse(await readPaperText(context, organisationId, id)) as SeatPaper
  const key = await readKey(context, organisationId, id)
  const codes = key.map(({ code }) => code)
  const items = await itemsByCode(context, { organisationId, bank }, codes)
  const forms = formsOf(paper, key, items)
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
