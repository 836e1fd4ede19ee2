import path from 'node:path'
import type { ArchiveLimits } from '#platform/archive/archive.ts'
import { openPackage, type Package } from '#platform/office/package.ts'
import { type Relation, relationsOf } from '#platform/office/relations.ts'
import { childOf, childrenOf, elementsOf, nodeText, within, type XmlNode } from '#platform/office/tree.ts'
import { sniff } from '#platform/upload/sniff.ts'
import { attribute } from '#platform/xml/feeder.ts'
import type { Inline } from '../../core/rich.ts'
import type { Line } from '../core/lines.ts'
import type { Loss } from '../core/parsed.ts'
import { pictureAddresses, readHtml } from './docx-html.ts'
import { type DocxContext, type Gathered, InlineReader } from './docx-inline.ts'
import { isMime, type MimePart, readMime } from './docx-mime.ts'
import { type Numbering, readNumbering } from './docx-numbering.ts'
import { DocumentRefused } from './docx-refusal.ts'
import { readTable } from './docx-table.ts'
import { pictureShelf, type Shelved } from './picture-shelf.ts'

const limits: ArchiveLimits = { maxUncompressedBytes: 256 * 1024 * 1024, maxRatio: 250, maxEntries: 5000 }
const mostLines = 200_000
/** Documents within documents within documents. */
const deepestChunk = 3

export interface DocxContent {
  readonly lines: readonly Line[]
  readonly shelves: readonly ReturnType<typeof pictureShelf>[]
}

/** Collects lines over all parts; numbers run through. */
interface Into {
  readonly lines: Line[]
  readonly shelves: ReturnType<typeof pictureShelf>[]
  number: number
}

const refuseOtherTypes = (bytes: Uint8Array) => {
  const type = sniff(bytes)
  if (type === 'docx' || type === 'zip') return
  if (type === 'empty') throw new DocumentRefused('document-empty')
  if (type === 'cfb') throw new DocumentRefused('document-legacy-doc')
  if (type === 'encrypted-office') throw new DocumentRefused('document-encrypted')
  throw new DocumentRefused('document-wrong-type')
}

const readNotes = async (
  pack: Package,
  relations: readonly Relation[],
): Promise<ReadonlyMap<string, string>> => {
  const notes = new Map<string, string>()
  for (const kind of ['footnote', 'endnote', 'comment']) {
    const part = relations.find(({ type, external }) => type === `${kind}s` && !external)?.part
    if (!part) continue
    for await (const node of childrenOf(pack.read(part), `${kind}s`))
      notes.set(`${kind} ${attribute(node.attributes, 'id')}`, within(node, 't').map(nodeText).join(''))
  }
  return notes
}

class PartReader {
  readonly #context: DocxContext
  readonly #numbering: Numbering
  readonly #into: Into

  constructor(context: DocxContext, numbering: Numbering, into: Into) {
    this.#context = context
    this.#numbering = numbering
    this.#into = into
  }

  #gather(node: XmlNode): Gathered {
    const reader = new InlineReader(this.#context)
    reader.read(node)
    return reader.gathered
  }

  #paragraph(node: XmlNode): readonly Line[] {
    if (this.#into.number >= mostLines) throw new DocumentRefused('document-too-long')
    const number = ++this.#into.number
    const label = this.#numbering(childOf(node, 'pPr'))
    const { content, losses, boxes } = this.#gather(node)
    const marked: readonly Inline[] =
      label === '' ? content : [{ kind: 'text', text: `${label} ` }, ...content]
    return [{ number, content: marked, losses }, ...boxes.flatMap((box) => this.lines(box))]
  }

  /** The lines of whatever holds paragraphs: a cell, a text box, a content control. */
  lines(node: XmlNode): readonly Line[] {
    return elementsOf(node).flatMap((child) => this.block(child))
  }

  block(node: XmlNode): readonly Line[] {
    switch (node.name) {
      case 'p':
        return this.#paragraph(node)
      case 'tbl': {
        const number = this.#into.number + 1
        return readTable(node, number, (cell) => this.lines(cell))
      }
      case 'sdt':
      case 'sdtContent':
      case 'ins':
      case 'moveTo':
      case 'customXml':
      case 'smartTag':
        return this.lines(node)
      case 'oMathPara':
      case 'oMath': {
        const { content, losses } = this.#gather({ name: 'p', attributes: {}, children: [node] })
        return [{ number: ++this.#into.number, content, losses }]
      }
      case 'altChunk':
        return [
          {
            number: this.#into.number,
            content: [],
            losses: [{ what: '嵌入的其他文档', sample: '表格或文本框内' }],
          },
        ]
      case 'del':
      case 'moveFrom':
        return [
          {
            number: this.#into.number,
            content: [],
            losses: [{ what: '修订中删除的文字', sample: nodeText(node).slice(0, 120) }],
          },
        ]
      default:
        return []
    }
  }
}

const loadPictures = async (relations: readonly Relation[], shelf: ReturnType<typeof pictureShelf>) => {
  const pictures = new Map<string, Shelved | undefined>()
  for (const { id, type, part, external } of relations)
    if (type === 'image') pictures.set(id, external ? undefined : await shelf.take(part))
  return pictures
}

/** What a document says must stand without documents of other kinds: those become a named loss. */
const lostChunk = (into: Into, sample: string) => {
  const loss: Loss = { what: '嵌入的其他文档', sample: sample.slice(0, 120) }
  into.lines.push({ number: into.number, content: [], losses: [loss] })
}

const decodeHtml = (bytes: Uint8Array, charset: string | undefined): string => {
  const head = Buffer.from(bytes.subarray(0, 2048)).toString('latin1')
  const declared = charset ?? /charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1] ?? 'utf-8'
  const label =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : /^(gb2312|gbk)$/i.test(declared)
        ? 'gb18030'
        : declared
  try {
    return new TextDecoder(label).decode(bytes)
  } catch {
    return new TextDecoder('utf-8').decode(bytes)
  }
}

const inlineData = /^data:image\/[\w.+-]+;base64,([A-Za-z0-9+/=\s]+)$/

/** A page's pictures lie beside it in its message or within it; an outside address stays outside. */
const pagePictures = async (html: string, parts: readonly MimePart[], into: Into) => {
  const bytesOf = (address: string): Uint8Array | undefined => {
    const data = inlineData.exec(address)?.[1]
    if (data) return new Uint8Array(Buffer.from(data, 'base64'))
    const name = address.replace(/^cid:/i, '')
    const base = path.posix.basename(name)
    return parts.find(
      ({ type, names }) =>
        type.startsWith('image/') && names.some((one) => one === name || path.posix.basename(one) === base),
    )?.bytes
  }
  const shelf = pictureShelf(async (address) => bytesOf(address))
  into.shelves.push(shelf)
  const pictures = new Map<string, Shelved>()
  for (const address of pictureAddresses(html))
    if (bytesOf(address)) pictures.set(address, await shelf.take(address))
  return pictures
}

const readPage = async (bytes: Uint8Array, into: Into) => {
  const parts = isMime(bytes) ? readMime(bytes) : []
  const page = parts.find(({ type }) => type === 'text/html')
  const html = decodeHtml(page?.bytes ?? bytes, page?.charset)
  for (const line of readHtml(html, await pagePictures(html, parts, into))) {
    if (into.number >= mostLines) throw new DocumentRefused('document-too-long')
    into.lines.push({ ...line, number: ++into.number })
  }
}

const readText = (bytes: Uint8Array, into: Into) => {
  for (const text of decodeHtml(bytes, undefined).split(/\r\n|\r|\n/)) {
    if (into.number >= mostLines) throw new DocumentRefused('document-too-long')
    into.lines.push({ number: ++into.number, content: [{ kind: 'text', text }], losses: [] })
  }
}

const readChunk = async (
  bytes: Uint8Array,
  name: string,
  at: { readonly into: Into; readonly depth: number },
) => {
  const { into, depth } = at
  const type = sniff(bytes)
  const head = Buffer.from(bytes.subarray(0, 400)).toString('latin1')
  if ((type === 'docx' || type === 'zip') && depth < deepestChunk) await readPackage(bytes, into, depth + 1)
  else if (/^\s*\{\\rtf/.test(head) || type === 'cfb' || type === 'docx' || type === 'zip')
    lostChunk(into, name)
  else if (isMime(bytes) || /<\w+[\s>]/.test(head) || type === 'html') await readPage(bytes, into)
  else if (/\.txt$/i.test(name)) readText(bytes, into)
  else lostChunk(into, name)
}

const readBody = async (pack: Package, main: string, at: { readonly into: Into; readonly depth: number }) => {
  const { into } = at
  const relations = await relationsOf(pack, main)
  const partOf = (kind: string) => relations.find(({ type, external }) => type === kind && !external)?.part
  const shelf = pictureShelf((part) => pack.bytes(part))
  into.shelves.push(shelf)
  const context: DocxContext = {
    pictures: await loadPictures(relations, shelf),
    links: new Map(relations.filter(({ external }) => external).map(({ id, part }) => [id, part])),
    notes: await readNotes(pack, relations),
    fields: [],
  }
  const numbering = await readNumbering(pack, { numbering: partOf('numbering'), styles: partOf('styles') })
  const reader = new PartReader(context, numbering, into)
  for await (const node of childrenOf(pack.read(main), 'body')) {
    if (node.name !== 'altChunk') into.lines.push(...reader.block(node))
    else {
      const relation = relations.find(({ id }) => id === attribute(node.attributes, 'id'))
      const bytes = relation && !relation.external ? await pack.bytes(relation.part) : undefined
      if (bytes) await readChunk(bytes, relation!.part, at)
      else lostChunk(into, relation?.part ?? '没有内容')
    }
  }
}

const mainPart = async (pack: Package): Promise<string> => {
  const relations = await relationsOf(pack, '')
  const main =
    relations.find(({ type, external }) => type === 'officeDocument' && !external)?.part ??
    'word/document.xml'
  if (!pack.has(main)) throw new DocumentRefused('document-wrong-type')
  return main
}

const readPackage = async (bytes: Uint8Array, into: Into, depth: number): Promise<void> => {
  const pack = await openPackage(bytes, limits)
  try {
    await readBody(pack, await mainPart(pack), { into, depth })
  } finally {
    pack.close()
  }
}

/** Reads a .docx into lines. Throws `DocumentRefused`, `ArchiveRefused` or `XmlRefused`; nothing outside the file is fetched. */
export const readDocx = async (bytes: Uint8Array): Promise<DocxContent> => {
  refuseOtherTypes(bytes)
  const into: Into = { lines: [], shelves: [], number: 0 }
  await readPackage(bytes, into, 0)
  return into
}
