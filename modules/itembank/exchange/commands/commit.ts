import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { reporterOf } from '#platform/jobs/progress.ts'
import type { Item } from '../../core/item.ts'
import { picturesOf, type Rich } from '../../core/rich.ts'
import { mayRevise } from '../../item/core/item.machine.ts'
import { likenessText } from '../../item/core/likeness.ts'
import type { Origin } from '../../item/core/origin.ts'
import { judgeRevision } from '../../item/core/revision.rule.ts'
import { insertItems } from '../../item/store/item.store.ts'
import { savePictures } from '../../item/store/picture.store.ts'
import { bankNamed } from '../../knowledge/store/bank.store.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type * as contract from '../contract.ts'
import { importMachine } from '../core/import.machine.ts'
import {
  type Counts,
  codeSequences,
  judgeDraft,
  type NearFound,
  noCounts,
  reportOf,
} from '../core/staged.rule.ts'
import { findNear, type RowText } from '../import/find-near.ts'
import { type Judging, judgeRows, twinList, unjudged } from '../import/judge-rows.ts'
import { judgingOf } from '../import/rejudge.ts'
import { editionsByCode, hasChangedSince, highestSequences } from '../store/bank-items.store.ts'
import { changeImport, type ImportRow, lockImport } from '../store/import.store.ts'
import {
  countRows,
  deletePictures,
  deleteRows,
  readRows,
  type StagedRow,
  saveRows,
  stagedPictures,
} from '../store/staged-row.store.ts'
import { notReady, openImport } from './amend.ts'

const clauses = ['HN-1.8.3.5-01', 'SDS-4.2-01', 'SDS-5.1-03', 'HN-1.8.3.5-05', 'HN-1.8.3.7-03']

const rowsRefused = ({ problem, near }: Pick<Counts, 'problem' | 'near'>) => {
  const what = [
    ...(problem > 0 ? [`${problem}道题不能导入`] : []),
    ...(near > 0 ? [`${near}道题与其他试题相近，尚未确认`] : []),
  ]
  return refuse('ROWS_REFUSED', {
    sentence: `文件中有${what.join('，')}；按“全部正确才导入”的方式，一道也没有写入。`,
    remedy: '请改正或排除有误的题，对相近的题选择“仍要导入”或排除，或选择“跳过有误的题”。',
    clauses: ['HN-1.8.3.7-03'],
    field: 'mode',
    details: { problem, near },
  })
}

const nothing = refuse('NOTHING_TO_IMPORT', {
  sentence: '没有可以导入的新试题。',
  remedy: '请改正有误的题，或确认相近的题仍要导入；全部重复的文件不需要再导入。',
  clauses: [],
})

/** Starts the writing. Sent again it answers the same, as long as the job is under way or has done it. */
export const commitImportHandler: CommandHandler<typeof contract.commitImport> = async (
  context,
  { itemImportId: importId, version, mode, origin },
) => {
  const { organisationId } = ownPlace(context)
  const standing = await lockImport(context.tx, organisationId, { importId })
  const isUnderWay = standing.state === 'committing' || standing.state === 'committed'
  if (isUnderWay && standing.mode === mode && standing.jobId) return accept({ jobId: standing.jobId })
  const open = await openImport(context, { importId, version }, 'itembank.commitImport')
  if (open.refused) return open
  const { problem, good, near } = open.value.counts ?? noCounts
  if (mode === 'all-or-nothing' && problem + near > 0) return rowsRefused({ problem, near })
  if (good === 0) return nothing
  const jobId = await context.startJob({
    kind: 'itembank.applyImport',
    title: `导入试题“${standing.name}”`,
    organisationId,
    payload: { itemImportId: importId, origin },
    total: 100,
  })
  const state = importMachine.next(standing.state, 'itembank.commitImport')!
  await changeImport(context.tx, standing, { state, mode, jobId, trouble: null })
  context.record({
    type: 'item-import-started',
    table: 'itemImport',
    row: standing,
    data: { mode, origin },
    clauses,
  })
  return accept({ jobId })
}

const rowsAtOnce = 250
const importable = ['good'] as const

/** Rows to be imported, a part at a time, in the order of the file. */
async function* importableRows(context: CommandContext, { staging }: Judging): AsyncIterable<StagedRow[]> {
  for (let after = 0; ; ) {
    const rows = await readRows(context, staging, { states: importable, after, limit: rowsAtOnce })
    if (rows.length === 0) return
    yield rows
    after = rows.at(-1)!.ordinal
  }
}

/** What has come to be near an item of the bank since the file was read, and nobody has spoken of yet. */
const nearSince = async (context: CommandContext, judging: Judging, since: Date) => {
  const { organisationId } = judging.staging
  const bank = { organisationId, bank: judging.bank, since }
  if (!(await hasChangedSince(context.tx, bank))) return new Map<number, NearFound>()
  const fresh: RowText[] = []
  for await (const rows of importableRows(context, judging))
    for (const { ordinal, place, content } of rows)
      if ((content.accepted ?? []).length === 0)
        fresh.push({ ordinal, place, text: likenessText(content.draft) })
  const near = await findNear(context, { bank, fresh, others: [] })
  // Among themselves the rows were compared when the file was read.
  return new Map([...near].filter(([, { where }]) => where === 'bank'))
}

/** The bank may have changed since the file was read: what was good then is judged against it once more. */
const judgeAgain = async (context: CommandContext, judging: Judging, since: Date): Promise<Counts> => {
  const near = await nearSince(context, judging, since)
  for await (const rows of importableRows(context, judging)) {
    const judged = await judgeRows(
      context,
      // Within the file nothing has changed since each row was judged.
      { ...judging, soFar: twinList() },
      rows.map((row) => {
        const found = near.get(row.ordinal)
        return unjudged(found ? { ...row, content: { ...row.content, near: found } } : row, {})
      }),
    )
    const before = new Map(rows.map(({ ordinal, state }) => [ordinal, state]))
    const changed = judged.filter(({ ordinal, state }) => before.get(ordinal) !== state)
    await saveRows(context, judging.staging, changed)
  }
  return countRows(context.tx, judging.staging)
}

const richTexts = (item: Item): readonly Rich[] => [
  item.stem,
  item.explanation,
  ...[item, ...item.parts].flatMap(({ stem, options, key }) => [
    stem,
    ...options.map(({ content }) => content),
    ...(key.kind === 'text' ? [key.content] : []),
  ]),
]

/** Pictures that the items of these rows show; returns the ids of those the bank did not have. */
const writePictures = async (
  context: CommandContext,
  { staging }: Judging,
  items: readonly Item[],
): Promise<readonly string[]> => {
  const digests = [...new Set(items.flatMap((item) => richTexts(item).flatMap(picturesOf)))]
  const written: string[] = []
  for (const digest of digests) {
    const pictures = await stagedPictures(context, staging, [digest])
    written.push(...(await savePictures(context, staging.organisationId, pictures)))
  }
  return written
}

interface Writing {
  readonly judging: Judging
  readonly place: Parameters<typeof insertItems>[1]
  readonly total: number
  readonly origin: Origin
  readonly onShare: (share: number) => void
}

/** The items of these rows, those without a code under the next one of their type and point. */
const itemsOf = (
  rows: readonly StagedRow[],
  { points }: Judging,
  next: ReturnType<typeof codeSequences>,
): readonly Item[] =>
  rows.flatMap(({ content }) => {
    const { item, codeGiven } = judgeDraft({ draft: content.draft, problems: content.reading }, points)
    if (!item || !codeGiven) return item ?? []
    const code = next(item.type, item.pointCode)
    return { ...item, code, sequence: Number(code.split('-').at(-1)) }
  })

const isEdition = ({ content: { sameAs } }: StagedRow): boolean =>
  sameAs?.where === 'bank' && sameAs.kind === 'same-code'

interface From {
  readonly place: Writing['place']
  readonly from: Parameters<typeof insertItems>[2]['from']
}

/** HN-1.8.3.5-03: each item as the next edition of the bank's; papers keep the edition they hold. */
const writeEditions = async (
  context: CommandContext,
  { place, from }: From,
  items: readonly Item[],
): Promise<void> => {
  const codes = items.map(({ code }) => code)
  const editions = await editionsByCode(context.tx, place, codes)
  for (const item of items) {
    const all = editions.get(item.code) ?? []
    const current = all.find(({ state }) => mayRevise(state))
    const edition = judgeRevision({ code: item.code, state: current?.state ?? 'draft' }, all)
    // Rows were judged in this transaction: an edition that cannot be is a fault and writes nothing.
    if (!current || edition.refused) throw new Error('a row was judged to be an edition and is none')
    const of = { edition: edition.value, predecessorId: current.id }
    const [id] = await insertItems(context, place, { items: [item], from, of })
    context.record({
      type: 'item-revised',
      table: 'item',
      row: { organisationId: place.organisationId, id: id! },
      data: { edition: edition.value },
      clauses: ['HN-1.8.3.5-03', 'SDS-5.1-05'],
    })
  }
}

const writeItems = async (
  context: CommandContext,
  { judging, place, total, origin, onShare }: Writing,
): Promise<void> => {
  const from = { authorId: context.actor.accountId, origin }
  const next = codeSequences(await highestSequences(context.tx, place, judging.staging.importId))
  const ids: string[] = []
  const pictures: string[] = []
  let done = 0
  for await (const rows of importableRows(context, judging)) {
    const items = itemsOf(
      rows.filter((row) => !isEdition(row)),
      judging,
      next,
    )
    const editions = itemsOf(rows.filter(isEdition), judging, next)
    pictures.push(...(await writePictures(context, judging, [...items, ...editions])))
    ids.push(...(await insertItems(context, place, { items, from })))
    await writeEditions(context, { place, from }, editions)
    done += rows.length
    onShare(Math.min(0.99, done / Math.max(1, total)))
  }
  const { organisationId, bank } = place
  context.recordAll({
    ...{ type: 'item-imported', table: 'item', organisationId, ids },
    ...{ data: { bank, origin, itemImportId: judging.staging.importId }, clauses },
  })
  context.recordAll({
    ...{ type: 'item-picture-kept', table: 'itemPicture', organisationId, ids: pictures, clauses },
  })
}

const giveBack = async (context: CommandContext, row: ImportRow, counts: Counts) => {
  const state = importMachine.next(row.state, 'itembank.returnImport')!
  const { sentence, remedy } = rowsRefused(counts)
  await changeImport(context.tx, row, { state, counts, trouble: { sentence, remedy } })
  context.record({ type: 'item-import-returned', table: 'itemImport', row, data: { ...counts } })
  return accept({ state, report: { ...reportOf(counts), imported: 0 } })
}

/** Writes the items, all in this one transaction; what was not imported stays for the report until its days end. */
export const applyImportHandler: CommandHandler<typeof contract.applyImport> = async (
  context,
  { itemImportId: importId, jobId, origin },
) => {
  const { organisationId } = ownPlace(context)
  const row = await lockImport(context.tx, organisationId, { importId })
  if (row.state === 'committed') return accept({ state: row.state, report: reportOf(row.counts ?? noCounts) })
  const state = importMachine.next(row.state, 'itembank.applyImport')
  const bank = await bankNamed(context.tx, organisationId, row.bank)
  if (!state || !bank) return notReady(row)
  const judging = await judgingOf(context, row)
  const counts = await judgeAgain(context, judging, row.createdAt)
  if (row.mode === 'all-or-nothing' && counts.problem + counts.near > 0) return giveBack(context, row, counts)
  const { occupationCode, level } = bank
  await writeItems(context, {
    judging,
    place: { organisationId, bank: bank.name, occupationCode, level },
    ...{ total: counts.good, origin },
    onShare: reporterOf(jobId),
  })
  await deleteRows(context.tx, judging.staging, importable)
  if (counts.found === counts.good) await deletePictures(context.tx, judging.staging)
  await changeImport(context.tx, row, { state, counts, finishedAt: context.now })
  const report = reportOf(counts)
  context.record({ type: 'item-import-done', table: 'itemImport', row, data: { ...report }, clauses })
  return accept({ state, report })
}
