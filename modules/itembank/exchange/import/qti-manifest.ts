import { posix } from 'node:path'
import { childOf, descendantsOf, elementsOf, type XmlElement, xmlTextOf } from '#platform/xml/tree.ts'
import { isItemType } from '../../core/item.ts'
import { noOwnData, type OwnData } from '../core/own-data.ts'
import { LossList } from './losses.ts'

/** What the manifest says of one item. */
export interface ItemMetadata {
  readonly own: OwnData
  /** Shares of a composite's parts and their types, in order. */
  readonly parts: readonly { readonly type: string; readonly share: string }[]
  readonly knowledge: readonly string[]
  readonly losses: LossList
}

export interface Manifest {
  readonly bank: string
  /** Paths of the items in the order of the manifest. */
  readonly listed: readonly string[]
  readonly metadata: ReadonlyMap<string, ItemMetadata>
}

/** IEEE 1484.12.1, 5.8. */
export const difficultyWords = ['very easy', 'easy', 'medium', 'difficult', 'very difficult'] as const

const firstText = (element: XmlElement, name: string): string =>
  xmlTextOf(descendantsOf(element, name)[0]).trim()

const lomDifficulty = (metadata: XmlElement): string => {
  const [element] = descendantsOf(metadata, 'difficulty')
  const value = (element && (firstText(element, 'value') || xmlTextOf(element).trim())) ?? ''
  const at = difficultyWords.indexOf(value.toLowerCase() as (typeof difficultyWords)[number])
  return at < 0 ? '' : String(at + 1)
}

const ownOf = (metadata: XmlElement): Pick<ItemMetadata, 'own' | 'parts'> => {
  const [element] = descendantsOf(metadata, 'bankItem')
  const { attributes = {} } = element ?? {}
  const text = (name: string) => attributes[name] ?? ''
  const type = text('type')
  return {
    own: {
      ...noOwnData,
      ...{ code: text('code'), pointCode: text('pointCode'), consistency: text('consistency') },
      ...{ figure: text('figure'), source: text('source') },
      type: isItemType(type) ? type : undefined,
      difficulty: text('difficulty') || lomDifficulty(metadata),
    },
    parts: elementsOf(element, 'part').map(({ attributes: part }) => ({
      type: part.type ?? '',
      share: part.share ?? '1',
    })),
  }
}

const metadataOf = (resource: XmlElement): ItemMetadata => {
  const metadata = childOf(resource, 'metadata') ?? resource
  const losses = new LossList()
  const isOwn = descendantsOf(metadata, 'bankItem').length > 0
  for (const keyword of descendantsOf(metadata, 'keyword')) losses.add('关键词', xmlTextOf(keyword))
  for (const name of isOwn ? [] : ['description', 'typicalLearningTime', 'rights']) {
    const text = firstText(metadata, name)
    if (text !== '') losses.add('元数据', text)
  }
  return {
    ...ownOf(metadata),
    knowledge: descendantsOf(metadata, 'taxon').map((taxon) =>
      xmlTextOf(childOf(taxon, 'entry') ?? taxon).trim(),
    ),
    losses,
  }
}

/** A path within the package; one that leaves it leads nowhere. */
export const pathWithin = (folder: string, href: string): string => {
  const plain = href.split(/[?#]/, 1)[0]!
  try {
    return posix.join(folder, decodeURIComponent(plain))
  } catch {
    return posix.join(folder, plain)
  }
}

export const readManifest = (manifest: XmlElement): Manifest => {
  const resources = descendantsOf(manifest, 'resource').filter(({ attributes }) =>
    /^imsqti_(apip)?item_/.test(attributes.type ?? ''),
  )
  const named = resources.map((resource) => {
    const href = resource.attributes.href ?? childOf(resource, 'file')?.attributes.href ?? ''
    return [pathWithin('', href), metadataOf(resource)] as const
  })
  return {
    bank: descendantsOf(manifest, 'bankFile')[0]?.attributes.bank ?? '',
    listed: [...new Set(named.map(([path]) => path))],
    metadata: new Map(named),
  }
}
