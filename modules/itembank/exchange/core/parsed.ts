import type { ItemDraft } from '../../item/core/item.rule.ts'
import type { NewPicture } from '../../item/store/picture.store.ts'

/** Every file format that items come in; the words users see stand in `formats.ts`. */
export const formats = [
  'excel-a',
  'excel-b',
  'excel-c',
  'word-national',
  'word-plain',
  'gift',
  'aiken',
  'moodle-xml',
  'qti-2.1',
  'qti-2.2',
  'qti-3.0',
] as const
export type Format = (typeof formats)[number]

/** Something the file carries and an item cannot hold; it is listed, never dropped in silence. */
export interface Loss {
  /** In the users' words: `题目反馈`, `部分得分`, `文本框样式`. */
  readonly what: string
  /** A sample or a count, short. */
  readonly sample: string
}

/** Something wrong in the file itself, before the rules of an item are asked: a question without an end, a key twice. */
export interface ReadingProblem {
  readonly field: string
  readonly sentence: string
}

/** One question of a file. Each ends as imported, refused or duplicate; none disappears. */
export interface ParsedItem {
  /** Where it stands, in the users' words: `第12行`, `第34段`, `items/q12.xml`. Unique within the file. */
  readonly place: string
  /** What the file says there, as plain text, for the preview beside the item. At most 4,000 characters. */
  readonly source: string
  /**
   * As far as it could be read. `code`, `pointCode`, `difficulty` and `consistency` are empty where the format has
   * none: the person who imports gives them.
   */
  readonly draft: ItemDraft
  readonly problems: readonly ReadingProblem[]
  readonly losses: readonly Loss[]
  /** Names or codes of knowledge that the file gives: category path, level-1 to level-6 columns. */
  readonly knowledge: readonly string[]
}

export interface ParsedFile {
  readonly format: Format
  /** The bank's name where the file gives one, otherwise empty. */
  readonly bank: string
  readonly items: readonly ParsedItem[]
  readonly pictures: readonly NewPicture[]
  /** What belongs to no single question. */
  readonly losses: readonly Loss[]
}
