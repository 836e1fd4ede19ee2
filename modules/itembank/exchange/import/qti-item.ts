import { posix } from 'node:path'
import { isElement, type XmlElement, xmlTextOf } from '#platform/xml/tree.ts'
import { isItemType, parseItemCode } from '../../core/item.ts'
import type { PartDraft } from '../../item/core/item.rule.ts'
import { noOwnData, type OwnData, typeFor } from '../core/own-data.ts'
import type { ReadingProblem } from '../core/parsed.ts'
import type { FileQuestion } from './file-items.ts'
import type { PictureShelf } from './html-pictures.ts'
import { LossList } from './losses.ts'
import { feedbacksOf, listExtras, readBody } from './qti-body.ts'
import { declarationsOf } from './qti-declarations.ts'
import { type ItemMetadata, pathWithin } from './qti-manifest.ts'
import { withPlainNames } from './qti-names.ts'
import type { QtiContext } from './qti-question.ts'
import { nodesToRich } from './qti-text.ts'
import { shownSource } from './shown-source.ts'

export interface QtiFiles {
  readonly shelf: PictureShelf
  readonly files: ReadonlyMap<string, Uint8Array>
}

/** Pictures by their path from the file that shows them, or within the address. */
export const pictureFrom =
  ({ shelf, files }: QtiFiles, path: string) =>
  (src: string): string | undefined => {
    if (src.startsWith('data:')) return shelf.takeAddress(src)
    const bytes = /^[a-z][a-z0-9+.-]*:|^\/\//i.test(src)
      ? undefined
      : files.get(pathWithin(posix.dirname(path), src))
    return bytes && bytes.length > 0 ? shelf.take(bytes) : undefined
  }

/** Without a manifest the identifier may still be an item code. */
const ownOf = (item: XmlElement, metadata: ItemMetadata | undefined, losses: LossList): OwnData => {
  if (metadata?.own.code) return metadata.own
  const identifier = item.attributes.identifier ?? ''
  const code = parseItemCode(identifier)
  if (!code && identifier !== '') losses.add('标签或编号', identifier)
  const own = metadata?.own ?? noOwnData
  return code ? { ...own, code: identifier, type: own.type ?? code.type, pointCode: code.pointCode } : own
}

const isExplanation = /^(explanation|solution|rationale|general)/i

const explanationOf = (item: XmlElement, context: QtiContext) => {
  const feedbacks = feedbacksOf(item)
  const [chosen = feedbacks.length === 1 ? feedbacks[0] : undefined] = feedbacks.filter(({ attributes }) =>
    isExplanation.test(attributes.identifier ?? ''),
  )
  for (const other of feedbacks) if (other !== chosen) context.losses.add('反馈', xmlTextOf(other))
  return chosen ? nodesToRich(chosen.children, context) : []
}

const sharedParts = (parts: readonly PartDraft[], metadata: ItemMetadata | undefined): readonly PartDraft[] =>
  parts.map((part, at) => {
    const said = metadata?.parts[at]
    if (!said) return part
    const [type, seen] = [said.type, part.type]
    return {
      ...part,
      share: said.share,
      type: isItemType(type) && isItemType(seen) ? typeFor(type, seen) : seen,
    }
  })

const titleLoss = (item: XmlElement, own: OwnData, losses: LossList) => {
  const { title = '', identifier = '' } = item.attributes
  if (own.code === '' && title.trim() !== '' && title !== identifier && !xmlTextOf(item).includes(title))
    losses.add('题目标题', title)
}

/** Words of an item's body, for people. */
const sourceOf = (item: XmlElement): string => {
  const body = item.children.filter(isElement).find(({ name }) => name === 'item-body')
  return shownSource(xmlTextOf(body).replace(/[ \t]*\n\s*/g, '\n'))
}

/** One assessment item; `path` is where it lies in the package. */
export const readQtiItem = (
  root: XmlElement,
  about: { readonly path: string; readonly place: string; readonly metadata: ItemMetadata | undefined },
  files: QtiFiles,
): FileQuestion => {
  const { path, place, metadata } = about
  const item = withPlainNames(root)
  const losses = new LossList()
  const problems: ReadingProblem[] = []
  const context: QtiContext = {
    losses,
    problems,
    declarations: declarationsOf(item),
    picture: pictureFrom(files, path),
  }
  const own = ownOf(item, metadata, losses)
  losses.addAll(metadata?.losses.list() ?? [])
  titleLoss(item, own, losses)
  listExtras(item, context)
  const { question, parts } = readBody(item, context)
  return {
    ...{ place, own, problems, source: sourceOf(item), knowledge: metadata?.knowledge ?? [] },
    question,
    explanation: explanationOf(item, context),
    losses: losses.list(),
    parts: sharedParts(parts, metadata),
  }
}
