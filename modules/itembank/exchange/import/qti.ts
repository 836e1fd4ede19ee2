import { unzip } from '#platform/archive/archive.ts'
import type { Verdict } from '#platform/contract/verdict.ts'
import { decodeText } from '#platform/text/decode.ts'
import { XmlRefused } from '#platform/xml/feeder.ts'
import { readXmlTree, type XmlElement } from '#platform/xml/tree.ts'
import { plain } from '../../core/rich.ts'
import { noOwnData } from '../core/own-data.ts'
import type { Format, ParsedFile } from '../core/parsed.ts'
import { emptyQuestion, type FileQuestion, parsedFile } from './file-items.ts'
import { fileRefusalOf, type ItemFileCode, refuseFile } from './file-refusal.ts'
import { fileText } from './file-text.ts'
import { PictureShelf } from './html-pictures.ts'
import { LossList } from './losses.ts'
import { type QtiFiles, readQtiItem } from './qti-item.ts'
import { type Manifest, readManifest } from './qti-manifest.ts'
import { isItemRoot, isStimulusRoot, isTestRoot, qtiVersionOf, withPlainNames } from './qti-names.ts'
import {
  joinStimuli,
  type Placed,
  type Stimulus,
  sectionStimuli,
  stimulusFrom,
  stimulusPathOf,
} from './qti-stimulus.ts'

const limits = { maxEntries: 60_000, maxUncompressedBytes: 256 * 1024 * 1024, maxRatio: 250 }
const mostBytes = 200 * 1024 * 1024
const manifestName = 'imsmanifest.xml'

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b

interface Trees {
  readonly roots: ReadonlyMap<string, XmlElement>
  /** XML files that are damaged, by path; one bad item does not spoil the rest. */
  readonly damaged: ReadonlySet<string>
}

/** A document type declaration in any file refuses the package: nobody writes one by accident. */
const treesOf = (files: ReadonlyMap<string, Uint8Array>): Trees => {
  const roots = new Map<string, XmlElement>()
  const damaged = new Set<string>()
  for (const [path, bytes] of files) {
    if (!/\.xml$/i.test(path)) continue
    try {
      roots.set(path, readXmlTree(decodeText(bytes) ?? ''))
    } catch (error) {
      if (!(error instanceof XmlRefused) || error.failure === 'document-type') throw error
      damaged.add(path)
    }
  }
  return { roots, damaged }
}

const unread = (path: string, sentence: string): FileQuestion => ({
  ...{ place: path, source: path, own: noOwnData, explanation: [], losses: [], knowledge: [] },
  question: { ...emptyQuestion, stem: plain(path) },
  problems: [{ field: 'stem', sentence }],
})

/** Listed items in the manifest's order, then those it forgot. */
const itemPaths = ({ roots, damaged }: Trees, { listed }: Manifest): readonly string[] => {
  const known = new Set(listed)
  const isItem = (path: string) => isItemRoot(roots.get(path)!)
  const others = [...roots.keys()].filter((path) => isItem(path) && !known.has(path)).sort()
  const broken = [...damaged].filter((path) => path !== manifestName && !known.has(path)).sort()
  return [...listed, ...others, ...broken]
}

const stimuliOf = ({ roots }: Trees, files: QtiFiles) => {
  const ofItems = new Map<string, Stimulus>()
  const own = new Map<string, Stimulus>()
  for (const [path, root] of roots) {
    if (isStimulusRoot(root)) own.set(path, stimulusFrom(withPlainNames(root), path, files))
    if (isTestRoot(root))
      for (const [item, stimulus] of sectionStimuli(withPlainNames(root), path, files))
        ofItems.set(item, stimulus)
  }
  return (item: XmlElement, path: string): Stimulus | undefined =>
    own.get(stimulusPathOf(item, path) ?? '') ?? ofItems.get(path)
}

const readPackage = (trees: Trees, manifest: Manifest, files: QtiFiles): readonly FileQuestion[] => {
  const stimulus = stimuliOf(trees, files)
  const placed = itemPaths(trees, manifest).map((path): Placed => {
    const root = trees.roots.get(path)
    const metadata = manifest.metadata.get(path)
    if (root && isItemRoot(root)) {
      const read = readQtiItem(root, { path, place: path, metadata }, files)
      return { read, stimulus: stimulus(withPlainNames(root), path) }
    }
    const found = files.files.has(path)
    const sentence = found ? '文件已损坏或不是试题，无法读取。' : '清单中列出的试题文件不在压缩包内。'
    return { read: unread(path || '（无路径）', sentence), stimulus: undefined }
  })
  return joinStimuli(placed)
}

const noManifest: Manifest = { bank: '', listed: [], metadata: new Map() }

const otherFiles = (trees: Trees, files: QtiFiles, losses: LossList): void => {
  for (const path of files.files.keys()) {
    const known =
      trees.roots.has(path) ||
      trees.damaged.has(path) ||
      /\.(png|jpe?g|gif|webp|svg|xsd|css|dtd)$/i.test(path)
    if (!known) losses.add('包内其他文件', path)
  }
  for (const [path, root] of trees.roots) if (isTestRoot(root)) losses.add('试卷结构', path)
}

const readZip = async (bytes: Uint8Array): Promise<Verdict<ParsedFile, ItemFileCode>> => {
  const files: QtiFiles = { shelf: new PictureShelf(), files: await unzip(bytes, limits) }
  const trees = treesOf(files.files)
  const root = trees.roots.get(manifestName)
  const items = [...trees.roots.values()].filter(isItemRoot)
  if (!root && items.length === 0) return refuseFile('file-wrong-type')
  const manifest = root ? readManifest(root) : noManifest
  const losses = new LossList()
  otherFiles(trees, files, losses)
  const format: Format = items[0] ? qtiVersionOf(items[0]) : 'qti-2.1'
  const reads = readPackage(trees, manifest, files)
  return parsedFile({ format, bank: manifest.bank, reads, losses: losses.list(), shelf: files.shelf })
}

const readOne = async (bytes: Uint8Array): Promise<Verdict<ParsedFile, ItemFileCode>> => {
  const text = fileText(bytes)
  if (text.refused) return text
  const root = readXmlTree(text.value)
  if (!isItemRoot(root)) return refuseFile('file-wrong-type', { root: root.name.slice(0, 40) })
  const files: QtiFiles = { shelf: new PictureShelf(), files: new Map() }
  const read = readQtiItem(root, { path: '', place: '第1题', metadata: undefined }, files)
  return parsedFile({ format: qtiVersionOf(root), bank: '', reads: [read], losses: [], shelf: files.shelf })
}

/** Reads a QTI 2.1, 2.2 or 3.0 package, or one item of it. */
export const readQtiItems = async (bytes: Uint8Array): Promise<Verdict<ParsedFile, ItemFileCode>> => {
  if (bytes.length === 0) return refuseFile('file-empty')
  if (bytes.length > mostBytes) return refuseFile('file-too-large', { bytes: bytes.length, limit: mostBytes })
  try {
    return await (isZip(bytes) ? readZip(bytes) : readOne(bytes))
  } catch (error) {
    return fileRefusalOf(error)
  }
}
