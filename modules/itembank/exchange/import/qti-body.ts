import { childOf, descendantsOf, isElement, type XmlElement, type XmlNode } from '#platform/xml/tree.ts'
import { plain } from '../../core/rich.ts'
import type { PartDraft } from '../../item/core/item.rule.ts'
import { emptyQuestion, type SeenQuestion } from './file-items.ts'
import { isEntry, isInlineChoice } from './qti-names.ts'
import { interactionsIn, type QtiContext, questionOf } from './qti-question.ts'
import { nodesToRich } from './qti-text.ts'
import { wordTable } from './word-table.ts'

export interface BodyReading {
  readonly question: SeenQuestion
  readonly parts: readonly PartDraft[]
}

const isPartBox = (node: XmlNode): node is XmlElement =>
  isElement(node) && node.attributes.class === 'item-part'

/** Goes into boxes that hold everything. */
const unwrapped = (nodes: readonly XmlNode[]): readonly XmlNode[] => {
  const shown = nodes.filter((node) => isElement(node) || node.trim() !== '')
  const [only] = shown
  return shown.length === 1 && only && isElement(only) && /^(div|section)$/.test(only.name)
    ? unwrapped(only.children)
    : nodes
}

interface Stretch {
  readonly material: readonly XmlNode[]
  readonly parts: readonly (readonly XmlNode[])[]
}

/** The words before the first interaction are the material; each block with interactions ends a part. */
const stretches = (nodes: readonly XmlNode[]): Stretch => {
  const parts: XmlNode[][] = []
  let pending: XmlNode[] = []
  let material: XmlNode[] = []
  for (const node of nodes) {
    const asks = isElement(node) && interactionsIn([node]).length > 0
    if (!asks) pending.push(node)
    else if (parts.length === 0) {
      material = pending
      pending = []
      parts.push([node])
    } else {
      parts.push([...pending, node])
      pending = []
    }
  }
  parts.at(-1)?.push(...pending)
  return { material, parts }
}

const isPlainPart = (nodes: readonly XmlNode[]): boolean => {
  const interactions = interactionsIn(nodes)
  return interactions.length === 1 || interactions.every(isEntry)
}

const partOf = (nodes: readonly XmlNode[], at: number, context: QtiContext): PartDraft => {
  const before = context.problems.length
  const { type = '', ...question } = questionOf(nodes, context)
  const found = context.problems.splice(before)
  context.problems.push(
    ...found.map(({ field, sentence }) => ({
      field: `parts.${at}.${field}`,
      sentence: `第${at + 1}小题：${sentence}`,
    })),
  )
  return { ...question, type, share: '1' }
}

/** Lists to choose from and blanks within one text: the text is the material, each place a part. */
const inlineParts = (nodes: readonly XmlNode[], context: QtiContext): BodyReading => ({
  question: { ...emptyQuestion, type: 'F', stem: nodesToRich(nodes, context) },
  parts: interactionsIn(nodes).map((interaction, at) => {
    const part = partOf([interaction], at, context)
    const isWithin = isEntry(interaction) || isInlineChoice(interaction)
    return isWithin || part.stem.length === 0 ? { ...part, stem: plain(`第${at + 1}空`) } : part
  }),
})

/** An item's body as one question, or as a composite when it asks several. */
export const readBody = (item: XmlElement, context: QtiContext): BodyReading => {
  const nodes = unwrapped(childOf(item, 'item-body')?.children ?? [])
  const boxes = nodes.filter(isPartBox)
  if (boxes.length > 0) {
    return {
      question: {
        ...emptyQuestion,
        type: 'F',
        stem: nodesToRich(
          nodes.filter((node) => !isPartBox(node)),
          context,
        ),
      },
      parts: boxes.map(({ children }, at) => partOf(children, at, context)),
    }
  }
  if (isPlainPart(nodes)) return { question: questionOf(nodes, context), parts: [] }
  const { material, parts } = stretches(nodes)
  if (parts.length > 1 && parts.every(isPlainPart)) {
    return {
      question: { ...emptyQuestion, type: 'F', stem: nodesToRich(material, context) },
      parts: parts.map((part, at) => partOf(part, at, context)),
    }
  }
  return inlineParts(nodes, context)
}

/** Names what else an item declares that items here do not hold. */
export const listExtras = (item: XmlElement, { losses }: QtiContext): void => {
  const words = wordTable<string>({
    'template-declaration': '题目模板变量',
    'template-processing': '题目模板变量',
    stylesheet: '样式表',
    'companion-materials-info': '辅助材料',
    'catalog-info': '无障碍资源',
  })
  for (const child of item.children.filter(isElement)) {
    const word = words[child.name]
    if (word) losses.add(word)
  }
  if (item.attributes.adaptive === 'true') losses.add('自适应作答')
  const processing = childOf(item, 'response-processing')
  const odd = processing && oddSteps(processing)
  if (odd) losses.add('自定义评分规则', odd)
}

/** What the usual marking is made of: right or wrong, points looked up, points added. */
const usualSteps = new Set([
  ...[
    'response-condition',
    'response-if',
    'response-else',
    'response-else-if',
    'match',
    'variable',
    'correct',
  ],
  ...['set-outcome-value', 'sum', 'base-value', 'map-response', 'is-null', 'null', 'not', 'and'],
])

const oddSteps = (processing: XmlElement): string | undefined => {
  const template = processing.attributes.template ?? ''
  if (template !== '' && !/(match_correct|map_response)(\.xml)?$/i.test(template)) return template
  const steps = processing.children.filter(isElement)
  return steps.map((step) => (usualSteps.has(step.name) ? oddSteps(step) : step.name)).find(Boolean)
}

export const feedbacksOf = (item: XmlElement): readonly XmlElement[] => descendantsOf(item, 'modal-feedback')
