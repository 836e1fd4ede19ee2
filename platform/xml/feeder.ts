import { SaxesParser } from 'saxes'

export type Attributes = Readonly<Record<string, string>>

/** Calls for the parts of an XML text; names of elements come without their namespace prefix. */
export interface XmlHandler {
  open(name: string, attributes: Attributes, line: number): void
  close(name: string): void
  text?(text: string): void
}

export type XmlFailure = 'damaged' | 'document-type' | 'too-deep' | 'too-many-elements' | 'attribute-too-long'

/** Thrown while XML is read; what the user is told is the caller's to say. */
export class XmlRefused extends Error {
  readonly failure: XmlFailure

  constructor(failure: XmlFailure, reason = '') {
    super(`${failure} ${reason}`)
    this.name = 'XmlRefused'
    this.failure = failure
  }
}

export const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/** An attribute by its local name, whatever prefix the writer chose. */
export const attribute = (attributes: Attributes, name: string): string | undefined => {
  if (attributes[name] !== undefined) return attributes[name]
  for (const key in attributes) if (key.endsWith(`:${name}`)) return attributes[key]
  return undefined
}

/**
 * Feeds `write` with chunks and ends with `end`. Nothing outside the text is read: a document type declaration, where
 * entities are defined, is refused. Throws `XmlRefused`.
 */
export const xmlFeeder = (handler: XmlHandler, entities: Readonly<Record<string, string>> = {}) => {
  const parser = new SaxesParser({ xmlns: false, position: false })
  Object.assign(parser.ENTITIES, entities)
  parser.on('doctype', () => {
    throw new XmlRefused('document-type')
  })
  parser.on('error', (error) => {
    throw new XmlRefused('damaged', `line ${parser.line}: ${error.message}`)
  })
  parser.on('opentag', (tag) => handler.open(localName(tag.name), tag.attributes, parser.line))
  parser.on('closetag', (tag) => handler.close(localName(tag.name)))
  const text = handler.text?.bind(handler)
  if (text) {
    parser.on('text', text)
    parser.on('cdata', text)
  }
  return { write: (chunk: string) => void parser.write(chunk), end: () => void parser.close() }
}

/** Reads a whole text through a handler; an absent one calls nothing. Throws `XmlRefused`. */
export const readXml = async (chunks: AsyncIterable<string>, handler: XmlHandler): Promise<void> => {
  const feeder = xmlFeeder(handler)
  let any = false
  for await (const chunk of chunks) {
    any ||= chunk.length > 0
    feeder.write(chunk)
  }
  if (any) feeder.end()
}
