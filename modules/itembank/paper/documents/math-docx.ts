import {
  MathAngledBrackets,
  type MathComponent,
  MathFraction,
  MathRadical,
  MathRoundBrackets,
  MathRun,
  MathSquareBrackets,
  MathSubScript,
  MathSubSuperScript,
  MathSuperScript,
} from 'docx'
import { parseDocument } from 'htmlparser2'
import temml from 'temml'
import { Unsettable } from './rich-typst.ts'

type Written = readonly MathComponent[]
type Document = ReturnType<typeof parseDocument>
type Node = Document['children'][number]
type Element = Extract<Node, { readonly attribs: object }>

const isElement = (node: Node): node is Element => 'attribs' in node

const elements = ({ children }: Document | Element): readonly Element[] => children.filter(isElement)
const wordsOf = ({ children }: Element): string =>
  children.map((node) => ('data' in node ? String(node.data) : '')).join('')

const pairs = { '(': ')', '[': ']', '⟨': '⟩' } as const
const bracketed = (open: string, children: MathComponent[]): MathComponent => {
  if (open === '[') return new MathSquareBrackets({ children })
  if (open === '⟨') return new MathAngledBrackets({ children })
  return new MathRoundBrackets({ children })
}

/** A row that begins and ends with a pair of brackets becomes one that grows with what it holds. */
const row = (children: readonly Element[]): Written => {
  const [first, last] = [children[0], children.at(-1)]
  const open = first?.name === 'mo' ? wordsOf(first) : ''
  const isPair = Object.hasOwn(pairs, open) && last && wordsOf(last) === pairs[open as keyof typeof pairs]
  if (isPair && children.length > 2) return [bracketed(open, [...children.slice(1, -1).flatMap(written)])]
  return children.flatMap(written)
}

/** Operators that only guide a renderer. */
const unseen = /[\u2061-\u2064\u200b]/g

const scripts = (name: string, parts: readonly Element[]): Written => {
  const [base, one, two] = parts.map((part) => [...written(part)])
  if (!base || !one) throw new Unsettable('公式的上下标不完整')
  if (two) return [new MathSubSuperScript({ children: base, subScript: one, superScript: two })]
  return name === 'msup' || name === 'mover'
    ? [new MathSuperScript({ children: base, superScript: one })]
    : [new MathSubScript({ children: base, subScript: one })]
}

const written = (element: Element): Written => {
  const parts = elements(element)
  switch (element.name) {
    case 'mi':
    case 'mn':
    case 'mo':
    case 'mtext': {
      const words = wordsOf(element).replaceAll(unseen, '')
      return words === '' ? [] : [new MathRun(words)]
    }
    case 'mspace':
      return [new MathRun(' ')]
    case 'annotation':
      return []
    case 'mfrac': {
      const [numerator, denominator] = parts.map((part) => [...written(part)])
      return [new MathFraction({ numerator: numerator ?? [], denominator: denominator ?? [] })]
    }
    case 'msqrt':
      return [new MathRadical({ children: [...row(parts)] })]
    case 'mroot': {
      const [children, degree] = parts.map((part) => [...written(part)])
      return [new MathRadical({ children: children ?? [], degree: degree ?? [] })]
    }
    case 'msub':
    case 'msup':
    case 'msubsup':
    case 'munder':
    case 'munderover':
      return scripts(element.name, parts)
    case 'math':
    case 'semantics':
    case 'mrow':
    case 'mstyle':
    case 'mpadded':
      return row(parts)
    default:
      throw new Unsettable(`公式中的“${element.name}”结构不能写入 DOCX`)
  }
}

/** A formula as Word's own; what Word's set here does not cover is an `Unsettable`, and the PDF has it. */
export const mathOfLatex = (latex: string): Written => {
  let mathml: string
  try {
    mathml = temml.renderToString(latex, { throwOnError: true })
  } catch {
    throw new Unsettable(`公式“${latex}”无法排版`)
  }
  try {
    return elements(parseDocument(mathml, { xmlMode: true })).flatMap(written)
  } catch (error) {
    if (error instanceof Unsettable) throw new Unsettable(`公式“${latex}”：${error.message}，请改用 PDF`)
    throw error
  }
}
