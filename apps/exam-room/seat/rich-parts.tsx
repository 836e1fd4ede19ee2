import { createElement, type ReactNode } from 'react'
import type { RichParts } from '#apps/rich/rich-view.tsx'
import type { PaperOfSeat } from '#modules/delivery/core/paper.ts'
import { spokenFormula } from './spoken-formula.ts'

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
    const root = mathml && new DOMParser().parseFromString(mathml, 'text/html').body.firstChild
    if (!root) return <code>{latex}</code>
    return (
      <span role="math" aria-label={spokenFormula(root)}>
        {mathNode(root, 0)}
      </span>
    )
  }

type Enlarge = (picture: { readonly source: string; readonly alt: string }) => void

const PictureOf =
  (pictures: PaperOfSeat['pictures'], enlarge?: Enlarge): RichParts['Picture'] =>
  ({ digest, alt, width }) => {
    const source = pictures[digest] ?? ''
    const image = <img src={source} alt={alt || '试题附图'} width={width} />
    if (!enlarge) return image
    return (
      <button type="button" className="picture-button" onClick={() => enlarge({ source, alt })}>
        {image}
        <span className="soft">放大</span>
      </button>
    )
  }

/** How this paper's own pictures and formulas are shown: nothing is fetched. Without `enlarge` pictures are no buttons. */
export const partsOfPaper = (paper: PaperOfSeat | null, enlarge?: Enlarge): RichParts => ({
  Picture: PictureOf(paper?.pictures ?? {}, enlarge),
  Formula: FormulaOf(paper?.formulas ?? {}),
})
