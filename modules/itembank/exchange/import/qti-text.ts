import { isElement, type XmlElement, type XmlNode } from '#platform/xml/tree.ts'
import type { Rich } from '../../core/rich.ts'
import { HtmlSink, type PictureSource } from './html-sink.ts'
import type { LossList } from './losses.ts'
import { isEntry, isInlineChoice, isInteraction } from './qti-names.ts'
import { wordTable } from './word-table.ts'

export interface QtiTexts {
  readonly picture: PictureSource
  readonly losses: LossList
}

/** Wrappers of QTI that show what is in them. */
const transparent = new Set(['content-body', 'item-body', 'prompt', 'stimulus-body', 'rubric-block', 'div'])

/** Parts of a body that are not shown with the question. */
const lost = wordTable<string>({
  'feedback-inline': '选项反馈',
  'feedback-block': '题内反馈',
  'template-inline': '题目模板变量',
  'template-block': '题目模板变量',
  'printed-variable': '题目模板变量',
  'end-attempt-interaction': '提示按钮',
  infocontrol: '提示',
  'info-control': '提示',
  stylesheet: '样式表',
})

const isPictureObject = ({ name, attributes }: XmlElement): boolean =>
  name === 'object' && (attributes.type ?? '').startsWith('image/')

/** A place where answers are written that is no part of the words: see `answerLine` of the writer. */
export const isAnswerLine = ({ attributes }: XmlElement): boolean => attributes.class === 'answer-line'

const isForOthers = ({ name, attributes }: XmlElement): boolean =>
  name === 'rubric-block' && !/candidate/.test(attributes.view ?? 'candidate')

const feedElement = (sink: HtmlSink, element: XmlElement): void => {
  const { name, attributes, children } = element
  const word = lost[name]
  if (word) sink.losses.add(word)
  else if (isEntry(element) || isInlineChoice(element)) sink.blank()
  else if (isPictureObject(element)) {
    const { data = '', width } = attributes
    sink.open('img', { src: data, alt: textAlone(children), ...(width !== undefined && { width }) })
    sink.close()
  } else if (!isInteraction(element) && !isAnswerLine(element) && !isForOthers(element)) {
    sink.open(transparent.has(name) ? 'div' : name, attributes)
    for (const child of children) feed(sink, child)
    sink.close()
  }
}

const textAlone = (nodes: readonly XmlNode[]): string =>
  nodes
    .filter((node) => !isElement(node))
    .join('')
    .trim()

const feed = (sink: HtmlSink, node: XmlNode): void => {
  if (isElement(node)) feedElement(sink, node)
  else sink.text(node)
}

/** Nodes of an item's body as rich text, with a blank where something is filled in or chosen within the line. */
export const nodesToRich = (nodes: readonly XmlNode[], { picture, losses }: QtiTexts): Rich => {
  const sink = new HtmlSink(picture)
  for (const node of nodes) feed(sink, node)
  const reading = sink.finish()
  losses.addAll(reading.losses)
  return reading.rich
}
