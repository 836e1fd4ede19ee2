import { childOf, elementsOf, type XmlElement, xmlTextOf } from '#platform/xml/tree.ts'

/** What an item declares to be right for one response. */
export interface Declaration {
  readonly cardinality: string
  readonly correct: readonly string[]
  /** Responses that earn points, with how many. */
  readonly mapped: readonly { readonly key: string; readonly points: number }[]
}

const declarationOf = (element: XmlElement): Declaration => ({
  cardinality: element.attributes.cardinality ?? 'single',
  correct: elementsOf(childOf(element, 'correct-response'), 'value').map((value) => xmlTextOf(value).trim()),
  mapped: elementsOf(childOf(element, 'mapping'), 'map-entry').map(({ attributes }) => ({
    key: (attributes['map-key'] ?? '').trim(),
    points: Number(attributes['mapped-value'] ?? 0) || 0,
  })),
})

export type Declarations = ReadonlyMap<string, Declaration>

export const declarationsOf = (item: XmlElement): Declarations =>
  new Map(
    elementsOf(item, 'response-declaration').map((element) => [
      element.attributes.identifier ?? '',
      declarationOf(element),
    ]),
  )

export const none: Declaration = { cardinality: 'single', correct: [], mapped: [] }

export const earning = ({ mapped }: Declaration) => mapped.filter(({ points }) => points > 0)
