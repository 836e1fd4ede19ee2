import { zipSync } from 'fflate'
import { xmlElement, xmlText } from '#platform/xml/write.ts'
import type { Item } from '../../core/item.ts'
import { picturesOf, type Rich } from '../../core/rich.ts'
import type { NewPicture } from '../../item/store/picture.store.ts'
import type { ItemsToWrite, WrittenFile } from '../core/written.ts'
import { difficultyWords } from '../import/qti-manifest.ts'
import { HtmlWriter, pictureName } from './export-pictures.ts'
import { qtiItemXml } from './qti-item.ts'
import { namespaces, ownNamespace, type QtiVersion } from './qti-markup.ts'

const itemPath = ({ code }: Item): string => `items/${code}.xml`
const picturePath = (picture: NewPicture): string => `media/${pictureName(picture)}`

const textsOf = ({ stem, options, key }: Pick<Item, 'stem' | 'options' | 'key'>): readonly Rich[] => [
  stem,
  ...options.map(({ content }) => content),
  ...(key.kind === 'text' ? [key.content] : []),
]

const picturesIn = (item: Item): ReadonlySet<string> =>
  new Set([item, ...item.parts].flatMap(textsOf).concat([item.explanation]).flatMap(picturesOf))

const lom = ({ difficulty }: Item): string => {
  const value = difficultyWords[difficulty - 1]!
  const content = `<source>LOMv1.0</source><value>${value}</value>`
  return xmlElement(
    'lom',
    { xmlns: 'http://ltsc.ieee.org/xsd/LOM' },
    `<educational><difficulty>${content}</difficulty></educational>`,
  )
}

const taxon = ({ pointCode }: Item, bank: string): string =>
  xmlElement(
    'lom',
    { xmlns: 'http://ltsc.ieee.org/xsd/LOM' },
    `<classification><taxonPath><source><string>${xmlText(bank)}</string></source><taxon><entry><string>${xmlText(pointCode)}</string></entry></taxon></taxonPath></classification>`,
  )

/** What QTI has no place for; see docs/formats/item-exchange.md. */
const ownData = (item: Item): string => {
  const { code, type, pointCode, difficulty, consistency, figure, source } = item
  const attributes = {
    code,
    type,
    pointCode,
    difficulty: String(difficulty),
    consistency: String(consistency),
  }
  return xmlElement(
    'bankItem',
    { xmlns: ownNamespace, ...attributes, figure: figure || undefined, source: source || undefined },
    item.parts.map((part) => xmlElement('part', { type: part.type, share: String(part.share) })).join(''),
  )
}

const resource = (item: Item, { bank, pictures }: ItemsToWrite, version: QtiVersion): string => {
  const shown = picturesIn(item)
  const files = [itemPath(item), ...pictures.filter(({ digest }) => shown.has(digest)).map(picturePath)]
  return xmlElement(
    'resource',
    { identifier: `R-${item.code}`, type: namespaces[version].itemType, href: itemPath(item) },
    xmlElement('metadata', {}, lom(item) + taxon(item, bank) + ownData(item)) +
      files.map((href) => xmlElement('file', { href })).join(''),
  )
}

const manifestXml = (given: ItemsToWrite, version: QtiVersion): string => {
  const { manifest, schema, schemaVersion } = namespaces[version]
  const about = `<schema>${schema}</schema><schemaversion>${schemaVersion}</schemaversion>`
  const own = xmlElement('bankFile', { xmlns: ownNamespace, bank: given.bank })
  const resources = given.items.map((item) => resource(item, given, version)).join('\n')
  const content = `<metadata>${about}${own}</metadata><organizations/><resources>\n${resources}\n</resources>`
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xmlElement('manifest', { xmlns: manifest, identifier: 'MANIFEST' }, content)}\n`
}

/** Fixed, so that the same items give the same bytes. */
const mtime = '2000-01-01T12:00:00'

const writePackage = (given: ItemsToWrite, version: QtiVersion): WrittenFile => {
  const shown = new Map<string, NewPicture>()
  const writer = new HtmlWriter(given, 'mathml', (picture) => {
    shown.set(picturePath(picture), picture)
    return `../${picturePath(picture)}`
  })
  const text = (xml: string) => new TextEncoder().encode(xml)
  const items = given.items.map((item) => [itemPath(item), text(qtiItemXml(item, version, writer))] as const)
  const pictures = [...shown].map(([path, { bytes }]) => [path, [bytes, { level: 0 as const }]] as const)
  const bytes = zipSync(
    Object.fromEntries([['imsmanifest.xml', text(manifestXml(given, version))], ...items, ...pictures]),
    { mtime },
  )
  return { extension: 'zip', mediaType: 'application/zip', bytes, losses: writer.losses }
}

/** Items as a QTI 3.0 package that reads back to the same items. */
export const writeQti3 = (given: ItemsToWrite): WrittenFile => writePackage(given, '3.0')

/** The same as QTI 2.2, for systems that do not take QTI 3. */
export const writeQti2 = (given: ItemsToWrite): WrittenFile => writePackage(given, '2.2')
