import { type Attributes, localName, XmlRefused, xmlFeeder } from './feeder.ts'

export interface XmlElement {
  /** Without its prefix. */
  readonly name: string
  /** By name without prefix. */
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlNode[]
  readonly line: number
}
export type XmlNode = XmlElement | string

export interface XmlLimits {
  readonly depth: number
  readonly elements: number
  /** Characters of one attribute. */
  readonly attribute: number
}

const defaultLimits: XmlLimits = { depth: 200, elements: 2_000_000, attribute: 2_000_000 }

interface Growing extends XmlElement {
  readonly children: XmlNode[]
}

class TreeBuilder {
  readonly #limits: XmlLimits
  readonly #open: Growing[] = []
  #count = 0
  root: XmlElement | undefined

  constructor(limits: XmlLimits) {
    this.#limits = limits
  }

  open(name: string, attributes: Attributes, line: number): void {
    this.#count += 1
    if (this.#count > this.#limits.elements) throw new XmlRefused('too-many-elements')
    if (this.#open.length >= this.#limits.depth) throw new XmlRefused('too-deep')
    const named = Object.entries(attributes).map(([key, value]) => [localName(key), value] as const)
    if (named.some(([, value]) => value.length > this.#limits.attribute))
      throw new XmlRefused('attribute-too-long')
    const element: Growing = {
      name,
      attributes: Object.fromEntries(named),
      children: [],
      line,
    }
    this.#open.at(-1)?.children.push(element)
    this.root ??= element
    this.#open.push(element)
  }

  close(): void {
    this.#open.pop()
  }

  text(text: string): void {
    const children = this.#open.at(-1)?.children
    if (!children) return
    const last = children.at(-1)
    if (typeof last === 'string') children[children.length - 1] = last + text
    else children.push(text)
  }
}

/** A whole XML text as a tree. Throws `XmlRefused`. */
export const readXmlTree = (text: string, limits: XmlLimits = defaultLimits): XmlElement => {
  const builder = new TreeBuilder(limits)
  const feeder = xmlFeeder(builder, { nbsp: '\u00a0' })
  try {
    feeder.write(text)
    feeder.end()
  } catch (error) {
    throw error instanceof XmlRefused ? error : new XmlRefused('damaged', String(error))
  }
  if (!builder.root) throw new XmlRefused('damaged', 'no root element')
  return builder.root
}

export const isElement = (node: XmlNode): node is XmlElement => typeof node !== 'string'

export const elementsOf = (element: XmlElement | undefined, name?: string): readonly XmlElement[] =>
  (element?.children ?? []).filter(isElement).filter((child) => name === undefined || child.name === name)

export const childOf = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  elementsOf(element, name)[0]

/** Every element of the name below, in document order; one inside another counts too. */
export const descendantsOf = (element: XmlElement, name: string): readonly XmlElement[] =>
  elementsOf(element).flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...descendantsOf(child, name),
  ])

export const xmlTextOf = (node: XmlNode | undefined): string => {
  if (node === undefined) return ''
  return typeof node === 'string' ? node : node.children.map(xmlTextOf).join('')
}
