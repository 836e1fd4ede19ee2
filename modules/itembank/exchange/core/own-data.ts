import { type Item, type ItemType, isItemType, itemTypes, type Part, parseItemCode } from '../../core/item.ts'

/**
 * What the formats of learning platforms have no place for, carried as tags `难度:3` beside the question and an id.
 * Parts of a composite follow it as questions of their own with the id `<composite>/<number>`.
 */
export interface OwnData {
  readonly code: string
  readonly type: ItemType | undefined
  readonly pointCode: string
  readonly difficulty: string
  readonly consistency: string
  readonly figure: string
  readonly source: string
  /** Of a part. */
  readonly share: string
  /** The composite that a part belongs to, otherwise empty. */
  readonly partOf: string
}

export const noOwnData: OwnData = {
  ...{ code: '', type: undefined, pointCode: '', difficulty: '', consistency: '' },
  ...{ figure: '', source: '', share: '', partOf: '' },
}

const keys = {
  type: '题型',
  pointCode: '认定点',
  difficulty: '难度',
  consistency: '一致性',
  figure: '图位',
  source: '出处',
  share: '份额',
} as const
type Key = keyof typeof keys

/** Characters that end a tag in some format, and control characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is written otherwise
const special = /[%[\]<>\\\x00-\x1f\x7f]/g

const writtenFree = (text: string): string => text.toWellFormed().replace(special, encodeURIComponent)

const readFree = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const tag = (key: Key, value: string): string[] =>
  value === '' ? [] : [`${keys[key]}:${writtenFree(value)}`]

export const tagsOfItem = (item: Item): readonly string[] => [
  ...tag('type', item.type),
  ...tag('pointCode', item.pointCode),
  ...tag('difficulty', String(item.difficulty)),
  ...tag('consistency', String(item.consistency)),
  ...tag('figure', item.figure),
  ...tag('source', item.source),
]

export const tagsOfPart = (part: Part): readonly string[] => [
  ...tag('type', part.type),
  ...tag('share', String(part.share)),
]

export const idOfPart = (code: string, at: number): string => `${code}/${at + 1}`

const partId = /^(.+)\/\d+$/

export interface OwnReading {
  readonly own: OwnData
  /** Tags and id that are not ours. */
  readonly foreign: readonly string[]
}

const keyOfTag = (text: string): { key: Key; value: string } | undefined => {
  const colon = text.indexOf(':')
  const found = Object.entries(keys).find(([, name]) => colon > 0 && name === text.slice(0, colon))
  return found && { key: found[0] as Key, value: readFree(text.slice(colon + 1)) }
}

/** Takes our own data from what a question is tagged with. An id that is no item code stays foreign. */
export const readOwnData = (id: string, tags: readonly string[]): OwnReading => {
  const values: Partial<Record<Key, string>> = {}
  const foreign: string[] = []
  for (const text of tags) {
    const found = keyOfTag(text)
    if (found) values[found.key] = found.value
    else foreign.push(text)
  }
  const partOf = partId.exec(id)?.[1] ?? ''
  const code = parseItemCode(id)
  if (id !== '' && !code && !parseItemCode(partOf)) foreign.push(id)
  const { type = '' } = values
  return {
    own: {
      ...noOwnData,
      ...values,
      code: code ? id : '',
      type: isItemType(type) ? type : undefined,
      pointCode: values.pointCode ?? code?.pointCode ?? '',
      partOf: parseItemCode(partOf) ? partOf : '',
    },
    foreign,
  }
}

/** The type that was said, when the question has the form of that type; otherwise the type of its form. */
export const typeFor = (said: ItemType | undefined, seen: ItemType): ItemType =>
  said && itemTypes[said].key === itemTypes[seen].key ? said : seen

/** A key of blanks as people write it: `甲；乙|丙`. */
export const blanksText = (blanks: readonly (readonly string[])[]): string =>
  blanks.map((blank) => blank.join('|')).join('；')

/** Learning platforms take a star in an accepted answer for anything unless it is escaped. */
export const literalStars = (text: string): string => text.replaceAll('*', '\\*')
