import { Compile } from 'typebox/compile'
import { RichSchema } from '#modules/itembank/core/rich.schema.ts'
import type { Rich } from '#modules/itembank/core/rich.ts'
import type { ParsedFile, ParsedItem } from '#modules/itembank/exchange/core/parsed.ts'
import { checkItem } from '#modules/itembank/item/core/item.rule.ts'

const held = Compile(RichSchema)

const textsOf = ({ draft }: ParsedItem): readonly Rich[] => [
  draft.explanation,
  ...[draft, ...draft.parts].flatMap(({ stem, options, key }) => [stem, ...options, key]),
]

const picturesIn = (rich: Rich): readonly string[] =>
  [...JSON.stringify(rich).matchAll(/"digest":"([0-9a-f]{64})"/g)].map(([, digest]) => digest!)

const judgeItem = (item: ParsedItem, pictures: ReadonlySet<string>): readonly string[] => {
  const { item: made, problems } = checkItem(item.draft)
  const texts = textsOf(item)
  return [
    ...(made || problems.length > 0 ? [] : ['neither an item nor a problem']),
    ...(texts.every((text) => held.Check(text)) ? [] : ['a text outside its bounds']),
    ...(texts.flatMap(picturesIn).every((digest) => pictures.has(digest))
      ? []
      : ['a picture that is not there']),
    ...(item.source.length <= 4000 && item.place !== '' ? [] : ['a source or place outside its bounds']),
    ...(item.losses.every(({ what, sample }) => typeof what === 'string' && sample.length <= 200)
      ? []
      : ['a bad loss']),
  ]
}

/** What a reading must keep whatever the file says; empty when it does. */
export const judge = ({ items, pictures, bank }: ParsedFile): readonly string[] => {
  const digests = new Set(pictures.map(({ digest }) => digest))
  return [
    ...(items.length > 0 ? [] : ['accepted without an item']),
    ...(new Set(items.map(({ place }) => place)).size === items.length ? [] : ['two items in one place']),
    ...(bank.length <= 100 ? [] : ['a bank name outside its bounds']),
    ...items.flatMap((item) => judgeItem(item, digests)),
  ]
}
