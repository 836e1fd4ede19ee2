import { SaxesParser } from 'saxes'

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

export type XmlFailure = 'damaged' | 'document-type' | 'too-deep' | 'too-many-elements' | 'attribute-too-long'

/** Thrown by `readXmlTree`; what the user is told is the caller's to say. */
export class XmlRefused extends Error {
  readonly failure: XmlFailure

  constructor(failure: XmlFailure, reason = '') {
    super(`${failure} ${reason}`)
    this.name = 'XmlRefused'
    this.failure = failure
  }
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

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

  open(name: string, attributes: Record<string, string>, line: number): void {
    this.#count += 1
    if (this.#count > this.#limits.elements) throw new XmlRefused('too-many-elements')
    if (this.#open.length >= this.#limits.depth) throw new XmlRefused('too-deep')
    const named = Object.entries(attributes).map(([key, value]) => [localName(key), value] as const)
    if (named.some(([, value]) => value.length > this.#limits.attribute))
      throw new XmlRefused('attribute-too-long')
    const element: Growing = {
      name: localName(name),
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

/**
 * A whole XML text as a tree. Nothing outside the text is read: a document type declaration, where entities are
 * defined, is refused. Throws `XmlRefused`.
 */
export const readXmlTree = (text: string, limits: XmlLimits = defaultLimits): XmlElement => {
  const builder = new TreeBuilder(limits)
  const parser = new SaxesParser({ xmlns: false, position: true })
  parser.ENTITIES.nbsp = '\u00a0'
  parser.on('doctype', () => {
    throw new XmlRefused('document-type')
  })
  parser.on('error', (error) => {
    throw new XmlRefused('damaged', error.message)
  })
  parser.on('opentag', (tag) => builder.open(tag.name, tag.attributes, parser.line))
  parser.on('closetag', () => builder.close())
  parser.on('text', (chunk) => builder.text(chunk))
  parser.on('cdata', (chunk) => builder.text(chunk))
  try {
    parser.write(text).close()
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
