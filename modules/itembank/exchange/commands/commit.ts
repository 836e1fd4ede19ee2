import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { reporterOf } from '#platform/jobs/progress.ts'
import type { Item } from '../../core/item.ts'
import { picturesOf, type Rich } from '../../core/rich.ts'
import { insertItems } from '../../item/store/item.store.ts'
import { savePictures } from '../../item/store/picture.store.ts'
import { bankNamed } from '../../knowledge/store/bank.store.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type * as contract from '../contract.ts'
import { importMachine } from '../core/import.machine.ts'
import { type Counts, codeSequences, judgeDraft, noCounts, reportOf } from '../core/staged.rule.ts'
import { type Judging, judgeRows, twinList, unjudged } from '../import/judge-rows.ts'
import { judgingOf } from '../import/rejudge.ts'
import { highestSequences } from '../store/bank-items.store.ts'
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

const clauses = ['SDS-4.2-01', 'SDS-5.1-03', 'HN-1.8.3.5-05', 'HN-1.8.3.7-03']

const rowsRefused = (count: number) =>
  refuse('ROWS_REFUSED', {
    sentence: `文件中有${count}道题不能导入，按“全部正确才导入”的方式，一道也没有写入。`,
    remedy: '请改正或排除有误的题，或选择“跳过有误的题”。',
    clauses: ['HN-1.8.3.7-03'],
    field: 'mode',
    details: { problem: count },
  })

const nothing = refuse('NOTHING_TO_IMPORT', {
  sentence: '没有可以导入的新试题。',
  remedy: '请改正有误的题；全部重复的文件不需要再导入。',
  clauses: [],
})

/** Starts the writing. Sent again it answers the same, as long as the job is under way or has done it. */
export const commitImportHandler: CommandHandler<typeof contract.commitImport> = async (
  context,
  { itemImportId: importId, version, mode },
) => {
  const { organisationId } = ownPlace(context)
  const standing = await lockImport(context.tx, organisationId, { importId })
  const isUnderWay = standing.state === 'committing' || standing.state === 'committed'
  if (isUnderWay && standing.mode === mode && standing.jobId) return accept({ jobId: standing.jobId })
  const open = await openImport(context, { importId, version }, 'itembank.commitImport')
  if (open.refused) return open
  const { problem, good, near } = open.value.counts ?? noCounts
  if (mode === 'all-or-nothing' && problem > 0) return rowsRefused(problem)
  if (good + near === 0) return nothing
  const jobId = await context.startJob({
    kind: 'itembank.applyImport',
    title: `导入试题“${standing.name}”`,
    organisationId,
    payload: { itemImportId: importId },
    total: 100,
  })
  const state = importMachine.next(standing.state, 'itembank.commitImport')!
  await changeImport(context.tx, standing, { state, mode, jobId, trouble: null })
  context.record({ type: 'item-import-started', table: 'itemImport', row: standing, data: { mode }, clauses })
  return accept({ jobId })
}

const rowsAtOnce = 250
const importable = ['good', 'near-duplicate'] as const

/** Rows to be imported, a part at a time, in the order of the file. */
async function* importableRows(context: CommandContext, { staging }: Judging): AsyncIterable<StagedRow[]> {
  for (let after = 0; ; ) {
    const rows = await readRows(context, staging, { states: importable, after, limit: rowsAtOnce })
    if (rows.length === 0) return
    yield rows
    after = rows.at(-1)!.ordinal
  }
}

/** The bank may have changed since the file was read: what was good then is judged against it once more. */
const judgeAgain = async (context: CommandContext, judging: Judging): Promise<Counts> => {
  for await (const rows of importableRows(context, judging)) {
    const judged = await judgeRows(
      context,
      // Within the file nothing has changed since each row was judged.
      { ...judging, soFar: twinList() },
      rows.map((row) => unjudged(row, {})),
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
  readonly onShare: (share: number) => void
}

const writeItems = async (
  context: CommandContext,
  { judging, place, total, onShare }: Writing,
): Promise<void> => {
  const from = { authorId: context.actor.accountId, origin: 'own' } as const
  const next = codeSequences(await highestSequences(context.tx, place, judging.staging.importId))
  const ids: string[] = []
  const pictures: string[] = []
  let done = 0
  for await (const rows of importableRows(context, judging)) {
    const items = rows.flatMap(({ content }) => {
      const { item, codeGiven } = judgeDraft(
        { draft: content.draft, problems: content.reading },
        judging.points,
      )
      if (!item || !codeGiven) return item ?? []
      const code = next(item.type, item.pointCode)
      return { ...item, code, sequence: Number(code.split('-').at(-1)) }
    })
    pictures.push(...(await writePictures(context, judging, items)))
    ids.push(...(await insertItems(context, place, { items, from })))
    done += rows.length
    onShare(Math.min(0.99, done / Math.max(1, total)))
  }
  const { organisationId, bank } = place
  context.recordAll({
    ...{ type: 'item-imported', table: 'item', organisationId, ids },
    ...{ data: { bank, itemImportId: judging.staging.importId }, clauses },
  })
  context.recordAll({
    ...{ type: 'item-picture-kept', table: 'itemPicture', organisationId, ids: pictures, clauses },
  })
}

const giveBack = async (context: CommandContext, row: ImportRow, counts: Counts) => {
  const state = importMachine.next(row.state, 'itembank.returnImport')!
  const { sentence, remedy } = rowsRefused(counts.problem)
  await changeImport(context.tx, row, { state, counts, trouble: { sentence, remedy } })
  context.record({ type: 'item-import-returned', table: 'itemImport', row, data: { ...counts } })
  return accept({ state, report: { ...reportOf(counts), imported: 0 } })
}

/** Writes the items, all in this one transaction; what was not imported stays for the report until its days end. */
export const applyImportHandler: CommandHandler<typeof contract.applyImport> = async (
  context,
  { itemImportId: importId, jobId },
) => {
  const { organisationId } = ownPlace(context)
  const row = await lockImport(context.tx, organisationId, { importId })
  if (row.state === 'committed') return accept({ state: row.state, report: reportOf(row.counts ?? noCounts) })
  const state = importMachine.next(row.state, 'itembank.applyImport')
  const bank = await bankNamed(context.tx, organisationId, row.bank)
  if (!state || !bank) return notReady(row)
  const judging = await judgingOf(context, row)
  const counts = await judgeAgain(context, judging)
  if (row.mode === 'all-or-nothing' && counts.problem > 0) return giveBack(context, row, counts)
  const { occupationCode, level } = bank
  await writeItems(context, {
    judging,
    place: { organisationId, bank: bank.name, occupationCode, level },
    total: counts.good + counts.near,
    onShare: reporterOf(jobId),
  })
  await deleteRows(context.tx, judging.staging, importable)
  if (counts.found === counts.good + counts.near) await deletePictures(context.tx, judging.staging)
  await changeImport(context.tx, row, { state, counts, finishedAt: context.now })
  const report = reportOf(counts)
  context.record({ type: 'item-import-done', table: 'itemImport', row, data: { ...report }, clauses })
  return accept({ state, report })
}
