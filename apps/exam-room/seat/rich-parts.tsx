import { createElement, type ReactNode } from 'react'
import type { RichParts } from '#apps/rich/rich-view.tsx'
import type { PaperOfSeat } from '#modules/delivery/core/paper.ts'

const mathTags = new Set(
  'math mrow mi mn mo ms mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mtable mtr mtd mstyle mpadded mphantom menclose semantics'.split(
    ' ',
  ),
)
/** Attributes that only change how a formula looks. */
const mathAttributes = new Set(
  'display displaystyle scriptlevel mathvariant stretchy fence separator lspace rspace width height depth voffset columnalign rowalign columnspacing rowspacing linethickness accent accentunder minsize maxsize movablelimits'.split(
    ' ',
  ),
)

/** MathML as elements, tag by tag from the lists above: what else a package may hold is not made. */
const mathNode = (node: Node, key: number): ReactNode => {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent
  if (!(node instanceof Element) || !mathTags.has(node.localName)) return null
  const attributes = [...node.attributes].filter(({ name }) => mathAttributes.has(name))
  return createElement(
    node.localName,
    { key, ...Object.fromEntries(attributes.map(({ name, value }) => [name, value])) },
    ...[...node.childNodes].map(mathNode),
  )
}

const FormulaOf =
  (formulas: PaperOfSeat['formulas']): RichParts['Formula'] =>
  ({ latex }) => {
    const mathml = formulas[latex]
    if (!mathml) return <code>{latex}</code>
    const root = new DOMParser().parseFromString(mathml, 'text/html').body.firstChild
    return root ? mathNode(root, 0) : <code>{latex}</code>
  }

const PictureOf =
  (pictures: PaperOfSeat['pictures']): RichParts['Picture'] =>
  ({ digest, alt, width }) => <img src={pictures[digest]} alt={alt || '试题附图'} width={width} />

/** How this paper's own pictures and formulas are shown: nothing is fetched. */
export const partsOfPaper = (paper: PaperOfSeat | null): RichParts => ({
  Picture: PictureOf(paper?.pictures ?? {}),
  Formula: FormulaOf(paper?.formulas ?? {}),
})
