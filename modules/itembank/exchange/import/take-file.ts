import { itemExchangeRules } from '#modules/policy/core/item-exchange.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { inWorker, type UploadLimits } from '#platform/upload/in-worker.ts'
import { likenessText } from '../../item/core/likeness.ts'
import type { KnowledgeTree } from '../../knowledge/core/tree.ts'
import { pathText, pointFinder } from '../core/mapping.ts'
import type { Loss, ParsedItem } from '../core/parsed.ts'
import type { Findings, LossExample } from '../store/import.store.ts'
import { readRows, saveRows, stagePicture } from '../store/staged-row.store.ts'
import type { FileBatch, FileSummary, ReaderSettings } from './file.parser.ts'
import { findNear, type RowText } from './find-near.ts'
import { type Judging, judgeRows, twinList, type UnjudgedRow, unjudged } from './judge-rows.ts'
import { type ReaderPlace, readers } from './readers.ts'
import { familyOf, recognise } from './recognise.ts'

/** A reader that hangs or eats memory is stopped with its thread; the server goes on. */
const limits: UploadLimits = {
  bytes: itemExchangeRules.uploadBytes,
  milliseconds: 120_000,
  memory: 256,
}

export interface FileToTake {
  readonly bytes: Uint8Array
  /** What the person says it is; null when the content decides. */
  readonly wanted: keyof typeof familyOf | null
  readonly judging: Judging
  readonly tree: KnowledgeTree | undefined
  readonly onShare: (share: number) => void
}

type Unreadable = 'FILE_UNREADABLE'

const unreadable = (sentence: string, remedy: string) =>
  refuse('FILE_UNREADABLE', { sentence, remedy, clauses: [], field: 'file' })

const readerFor = ({ bytes, wanted }: FileToTake): Verdict<ReaderPlace, Unreadable> => {
  const recognised = recognise(bytes)
  if (recognised.family === null) return unreadable(recognised.sentence, recognised.remedy)
  return accept(readers[wanted ? familyOf[wanted] : recognised.family])
}

const examplesKept = 5

/** Losses by kind: how many, and where the first ones stand. Each row keeps its own. */
const lossList = () => {
  const byKind = new Map<string, { what: string; count: number; examples: LossExample[] }>()
  return {
    add: ({ what, sample }: Loss, place: string) => {
      const known = byKind.get(what) ?? { what, count: 0, examples: [] }
      known.count += 1
      if (known.examples.length < examplesKept) known.examples.push({ place, sample })
      byKind.set(what, known)
    },
    all: (): Findings['losses'] => [...byKind.values()],
  }
}

const keyOf = (context: QueryContext, path: string): string =>
  Buffer.from(context.services.keyring.blindIndex(path, 'item.knowledge')).toString('hex')

/** Turns a file's questions into staged rows, a batch at a time, and gathers what the file says beside them. */
const rowTaker = (context: QueryContext, { judging, tree, onShare }: FileToTake) => {
  const find = pointFinder(tree)
  const knowledge = new Map<string, { key: string; path: readonly string[]; count: number }>()
  const losses = lossList()
  const soFar = twinList()
  const texts: RowText[] = []
  let taken = 0
  const knowledgeKey = (path: readonly string[]): string | null => {
    const text = pathText(path)
    if (text === '') return null
    const known = knowledge.get(text) ?? { key: keyOf(context, text), path, count: 0 }
    known.count += 1
    knowledge.set(text, known)
    return known.key
  }
  const rowOf = (item: ParsedItem): UnjudgedRow => {
    taken += 1
    const { source, draft, place, problems: reading } = item
    for (const loss of item.losses) losses.add(loss, place)
    const pointCode = draft.pointCode.trim() === '' ? (find(item.knowledge) ?? '') : draft.pointCode
    return {
      ...{ ordinal: taken, place, knowledge: knowledgeKey(item.knowledge), excluded: false },
      content: {
        ...{ source, reading, losses: item.losses, knowledge: item.knowledge, accepted: [] },
        // Asked for the whole file when all of it is there.
        near: null,
        draft: { ...draft, pointCode },
      },
    }
  }
  const take = async (batch: FileBatch): Promise<void> => {
    if (batch.kind === 'picture') return stagePicture(context, judging.staging, batch.picture)
    const rows = batch.items.map(rowOf)
    const judged = await judgeRows(context, { ...judging, soFar }, rows)
    await saveRows(context, judging.staging, judged)
    for (const { ordinal, place, state, content } of judged)
      if (state !== 'duplicate') texts.push({ ordinal, place, text: likenessText(content.draft) })
    // How far a reader is that does not know the end is a guess that never arrives.
    onShare(Math.min(0.95, taken / (batch.of ?? taken + 2000)))
  }
  return { take, losses, knowledge, texts }
}

const rowsAtOnce = 250

/** Judges rows once more that are near others; they are few. */
const markNear = async (
  context: QueryContext,
  judging: Judging,
  texts: readonly RowText[],
): Promise<void> => {
  const { staging, bank } = judging
  const near = await findNear(context, {
    bank: { organisationId: staging.organisationId, bank },
    fresh: texts,
    others: [],
  })
  const ordinals = [...near.keys()]
  for (let at = 0; at < ordinals.length; at += rowsAtOnce) {
    const part = ordinals.slice(at, at + rowsAtOnce)
    const rows = await readRows(context, staging, { ordinals: part, limit: rowsAtOnce })
    const marked = rows.map((row) => {
      const content = { ...row.content, near: near.get(row.ordinal) ?? null }
      return unjudged({ ...row, content }, {})
    })
    await saveRows(context, staging, await judgeRows(context, judging, marked))
  }
}

export interface TakenFile {
  readonly format: FileSummary['format']
  readonly findings: Findings
}

/** Reads a file in a thread of its own and writes every question of it as a staged row, judged. */
export const takeFile = async (
  context: QueryContext,
  file: FileToTake,
): Promise<Verdict<TakenFile, Unreadable>> => {
  const reader = readerFor(file)
  if (reader.refused) return reader
  const taker = rowTaker(context, file)
  const { module, export: name, takes } = reader.value
  // The thread reads on while these are written: one batch is on its way at a time.
  let writing = Promise.resolve()
  const read = await inWorker<FileSummary, string, ReaderSettings, FileBatch>({
    module: new URL('./file.parser.ts', import.meta.url),
    export: 'parseFile',
    input: file.bytes,
    settings: { module: module.href, export: name, takes },
    limits,
    onBatch: (batch) => {
      const before = writing
      writing = before.then(() => taker.take(batch))
      // A failure shows when the next batch waits for it, or at the end.
      writing.catch(() => {})
      return before
    },
  })
  await writing
  if (read.refused) return unreadable(read.sentence, read.remedy)
  const { format, bank, losses, found } = read.value
  if (found === 0) return unreadable('文件里没有读到试题。', '请核对文件内容，或改选格式后重新上传。')
  await markNear(context, file.judging, taker.texts)
  for (const loss of losses) taker.losses.add(loss, '')
  return {
    refused: false,
    value: {
      format,
      findings: {
        bank,
        losses: taker.losses.all(),
        knowledge: [...taker.knowledge.values()],
      },
    },
  }
}
