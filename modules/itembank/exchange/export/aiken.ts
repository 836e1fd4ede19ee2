import { type Item, itemTypes } from '../../core/item.ts'
import { isPlain, type Rich, textOf } from '../../core/rich.ts'
import type { ItemLoss, ItemsToWrite, WrittenFile } from '../core/written.ts'

/** One line: the form parts questions, options and answers by line ends. */
const lineOf = (rich: Rich): string => textOf(rich).toWellFormed().replace(/\s+/g, ' ').trim()

const lossesOf = (item: Item): readonly ItemLoss[] => {
  const { code, stem, options, explanation, figure, source } = item
  const lost = (what: string, sample: string) => ({ code, what, sample: sample.slice(0, 80) })
  const isWritten = [stem, ...options.map(({ content }) => content)].every(isPlain)
  return [
    lost('编号、认定点、难度和一致性', code),
    ...(isWritten ? [] : [lost('排版、公式和图片', lineOf(stem))]),
    ...(explanation.length > 0 ? [lost('解析', lineOf(explanation))] : []),
    ...(figure === '' ? [] : [lost('图位', figure)]),
    ...(source === '' ? [] : [lost('出处', source)]),
  ]
}

const questionText = ({ stem, options, key }: Item): string =>
  [
    lineOf(stem),
    ...options.map(({ label, content }) => `${label}. ${lineOf(content)}`),
    `ANSWER: ${key.kind === 'choice' ? key.labels.join('') : ''}`,
    '',
  ].join('\n')

/**
 * Single choices as an Aiken file; the form has no place for anything else, nor for a stem that begins like an option.
 */
export const writeAiken = ({ items }: ItemsToWrite): WrittenFile => {
  const fits = (item: Item) => item.type === 'B' && !/^([A-Z][.)] |ANSWER:)/.test(lineOf(item.stem))
  const losses = items.flatMap((item) =>
    fits(item) ? lossesOf(item) : [{ code: item.code, what: '整道试题', sample: itemTypes[item.type].name }],
  )
  return {
    extension: 'txt',
    mediaType: 'text/plain',
    bytes: new TextEncoder().encode(items.filter(fits).map(questionText).join('\n')),
    losses,
  }
}
