import { SaxesParser } from 'saxes'
import { PackageRefused, packageRefusalOf } from './refusal.ts'

export type Attributes = Readonly<Record<string, string>>

/** Calls for the parts of an XML text; names come without their namespace prefix. */
export interface XmlHandler {
  open(name: string, attributes: Attributes): void
  close(name: string): void
  text?(text: string): void
}

const localName = (name: string): string => {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

/** An attribute by its local name, whatever prefix the writer chose. */
export const attribute = (attributes: Attributes, name: string): string | undefined =>
  attributes[name] ?? Object.entries(attributes).find(([key]) => key.endsWith(`:${name}`))?.[1]

/** Feeds `write` with chunks and ends with `end`. A document type declaration is refused: it is where entities are defined. */
export const xmlFeeder = (handler: XmlHandler) => {
  const parser = new SaxesParser({ xmlns: false, position: false })
  parser.on('doctype', () => {
    throw new PackageRefused('document-type')
  })
  parser.on('error', (error) => {
    throw packageRefusalOf(error)
  })
  parser.on('opentag', (tag) => handler.open(localName(tag.name), tag.attributes))
  parser.on('closetag', (tag) => handler.close(localName(tag.name)))
  const text = handler.text
  if (text) {
    parser.on('text', (chunk) => text(chunk))
    parser.on('cdata', (chunk) => text(chunk))
  }
  return { write: (chunk: string) => void parser.write(chunk), end: () => void parser.close() }
}

/** Reads a whole part through a handler; an absent part calls nothing. */
export const readXml = async (chunks: AsyncIterable<string>, handler: XmlHandler): Promise<void> => {
  const feeder = xmlFeeder(handler)
  let any = false
  for await (const chunk of chunks) {
    any ||= chunk.length > 0
    feeder.write(chunk)
  }
  if (any) feeder.end()
}
