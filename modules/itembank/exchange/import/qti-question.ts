import { childOf, elementsOf, isElement, type XmlElement, type XmlNode } from '#platform/xml/tree.ts'
import { optionLabels, parseAnswer } from '../../core/item.ts'
import { plain, type Rich, textOf } from '../../core/rich.ts'
import type { ReadingProblem } from '../core/parsed.ts'
import { emptyQuestion, type SeenQuestion } from './file-items.ts'
import { type Declaration, type Declarations, earning, none } from './qti-declarations.ts'
import { isEntry, isInlineChoice, isInteraction, notHeld } from './qti-names.ts'
import { nodesToRich, type QtiTexts } from './qti-text.ts'

export interface QtiContext extends QtiTexts {
  readonly declarations: Declarations
  readonly problems: ReadingProblem[]
}

/** Every interaction within the nodes, in document order. */
export const interactionsIn = (nodes: readonly XmlNode[]): readonly XmlElement[] =>
  nodes.filter(isElement).flatMap((node) => (isInteraction(node) ? [node] : interactionsIn(node.children)))

const declared = (interaction: XmlElement, { declarations }: QtiContext): Declaration =>
  declarations.get(interaction.attributes['response-identifier'] ?? '') ?? none

const rightOf = (declaration: Declaration, context: QtiContext): readonly string[] => {
  const points = earning(declaration)
  if (new Set(points.map(({ points: one }) => one)).size > 1)
    context.losses.add('部分得分', points.map(({ key, points: one }) => `${key}：${one}`).join('、'))
  return declaration.correct.length > 0 ? declaration.correct : points.map(({ key }) => key)
}

const isTrueFalse = (identifiers: readonly string[], contents: readonly Rich[]): boolean => {
  if (identifiers.length !== 2) return false
  if (
    identifiers
      .map((one) => one.toLowerCase())
      .sort()
      .join() === 'false,true'
  )
    return true
  const answers = contents.map((content) => parseAnswer('C', textOf(content)))
  const said = answers.flatMap((answer) => (answer?.kind === 'judgement' ? [answer.correct] : []))
  return said.includes(true) && said.includes(false)
}

type Answers = Omit<SeenQuestion, 'stem'>

const choice = (interaction: XmlElement, context: QtiContext): Answers => {
  const choices = elementsOf(interaction).filter(({ name }) => /^(simple|inline)-choice$/.test(name))
  const declaration = declared(interaction, context)
  const right = rightOf(declaration, context)
  if (interaction.attributes.shuffle === 'true') context.losses.add('选项乱序设置')
  const identifiers = choices.map(({ attributes }) => attributes.identifier ?? '')
  const options = choices.map(({ children }) => nodesToRich(children, context))
  if (declaration.cardinality !== 'multiple' && isTrueFalse(identifiers, options)) {
    const at = identifiers.indexOf(right[0] ?? '')
    const said = /^(true|false)$/i.test(right[0] ?? '') ? right[0]! : textOf(options[at] ?? [])
    return { type: 'C', options: [], key: plain(said) }
  }
  const chosen = new Set(right)
  const labels = identifiers.flatMap((one, at) => (chosen.has(one) ? [optionLabels[at] ?? '?'] : []))
  const several = declaration.cardinality === 'multiple' || labels.length > 1
  return { type: several ? 'G' : 'B', options, key: plain(labels.join('')) }
}

/** What is taken for a blank: the entries of the mapping, which holds all of them, or the correct response. */
const accepted = (interaction: XmlElement, context: QtiContext): string => {
  const declaration = declared(interaction, context)
  const texts = [...declaration.correct, ...earning(declaration).map(({ key }) => key)]
  rightOf(declaration, context)
  return [...new Set(texts)].join('|')
}

const entries = (interactions: readonly XmlElement[], context: QtiContext): Answers => ({
  type: 'T',
  options: [],
  key: plain(interactions.map((one) => accepted(one, context)).join('；')),
})

const scorerRubric = (nodes: readonly XmlNode[]): readonly XmlElement[] =>
  nodes
    .filter(isElement)
    .flatMap((node) =>
      node.name === 'rubric-block' && /scorer/.test(node.attributes.view ?? '')
        ? [node]
        : scorerRubric(node.children),
    )

const extended = (interaction: XmlElement, nodes: readonly XmlNode[], context: QtiContext): Answers => {
  const rubric = scorerRubric(nodes).flatMap(({ children }) => children)
  const key =
    rubric.length > 0
      ? nodesToRich(rubric, context)
      : plain(declared(interaction, context).correct.join('\n'))
  return { type: 'D', options: [], key }
}

const answersOf = (
  interactions: readonly XmlElement[],
  nodes: readonly XmlNode[],
  context: QtiContext,
): Answers => {
  const [first] = interactions
  if (!first) {
    context.problems.push({ field: 'key', sentence: '题目中没有作答部分。' })
    return emptyQuestion
  }
  if (interactions.every(isEntry)) return entries(interactions, context)
  const name = interactions.length > 1 ? '多种作答方式混排的题' : notHeld[first.name]
  if (interactions.length === 1 && (first.name === 'choice-interaction' || isInlineChoice(first)))
    return choice(first, context)
  if (interactions.length === 1 && first.name === 'extended-text-interaction')
    return extended(first, nodes, context)
  const sentence = `${name ?? `“${first.name.slice(0, 40)}”题`}不在国家题库的题型之列，请改写为其他题型。`
  context.problems.push({ field: 'type', sentence })
  return emptyQuestion
}

/** A question from a stretch of an item's body: its words, then the prompt of its interaction. */
export const questionOf = (nodes: readonly XmlNode[], context: QtiContext): SeenQuestion => {
  const interactions = interactionsIn(nodes)
  const prompts = interactions.flatMap((one) => childOf(one, 'prompt') ?? [])
  return { stem: nodesToRich([...nodes, ...prompts], context), ...answersOf(interactions, nodes, context) }
}
