import type { CommandContext } from '#platform/command/context.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, type Refusal, refuse } from '#platform/contract/verdict.ts'
import type { ItemDraft } from '../../item/core/item.rule.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type * as contract from '../contract.ts'
import { importMachine, importStateWords } from '../core/import.machine.ts'
import { unjudged } from '../import/judge-rows.ts'
import { judgingOf, rejudge, settleCounts } from '../import/rejudge.ts'
import { type ImportRow, lockImport } from '../store/import.store.ts'
import { readRow, readRows, type StagedRow } from '../store/staged-row.store.ts'

type Action = (typeof importMachine.transitions)[number]['action']

export const notReady = ({ state }: ImportRow): Refusal<'IMPORT_NOT_READY'> =>
  refuse('IMPORT_NOT_READY', {
    sentence: `该文件${importStateWords[state]}，现在不能办理此事。`,
    remedy: '请刷新页面查看最新情况。',
    clauses: [],
  })

/** The import, locked, when this may be done with it now. */
export const openImport = async (
  context: CommandContext,
  asked: { readonly importId: string; readonly version?: number },
  action: Action,
) => {
  const { organisationId } = ownPlace(context)
  const row = await lockImport(context.tx, organisationId, asked)
  return importMachine.next(row.state, action) ? accept(row) : notReady(row)
}

const fieldsChanged = (before: ItemDraft, after: ItemDraft): string[] =>
  (Object.keys(after) as (keyof ItemDraft)[]).filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  )

export const amendImportRowHandler: CommandHandler<typeof contract.amendImportRow> = async (
  context,
  { itemImportId: importId, ordinal, draft },
) => {
  const open = await openImport(context, { importId }, 'itembank.amendImportRow')
  if (open.refused) return open
  const judging = await judgingOf(context, open.value)
  const row = await readRow(context, judging.staging, ordinal)
  const [judged] = await rejudge(context, judging, [unjudged(row, { draft, settled: true })])
  context.record({
    type: 'import-row-amended',
    table: 'itemImport',
    row: open.value,
    data: { ordinal, fields: fieldsChanged(row.content.draft, draft) },
    clauses: ['HN-1.8.3.7-03'],
  })
  return accept({ ...(await settleCounts(context, open.value)), state: judged!.state })
}

type Settings = Omit<InputOf<typeof contract.setImportRows>, 'itemImportId' | 'ordinals'>

/** A code of the file names a type and a point; where one is set otherwise, the item is to have a code of its own. */
const withSettings = (draft: ItemDraft, settings: Settings): ItemDraft => {
  const { type, pointCode, difficulty, consistency } = settings
  const moved =
    (type !== undefined && type !== draft.type) || (pointCode !== undefined && pointCode !== draft.pointCode)
  return {
    ...draft,
    ...(moved ? { code: '' } : {}),
    ...(type === undefined ? {} : { type }),
    ...(pointCode === undefined ? {} : { pointCode }),
    ...(difficulty === undefined ? {} : { difficulty: String(difficulty) }),
    ...(consistency === undefined ? {} : { consistency: String(consistency) }),
  }
}

export const setImportRowsHandler: CommandHandler<typeof contract.setImportRows> = async (
  context,
  { itemImportId: importId, ordinals, ...settings },
) => {
  const open = await openImport(context, { importId }, 'itembank.setImportRows')
  if (open.refused) return open
  const judging = await judgingOf(context, open.value)
  const rows = await readRows(context, judging.staging, { ordinals, limit: ordinals.length })
  const { excluded } = settings
  const change = excluded === undefined ? {} : { excluded }
  const anew = rows.map((row) =>
    unjudged(row, { draft: withSettings(row.content.draft, settings), ...change }),
  )
  await rejudge(context, judging, anew)
  context.record({
    type: 'import-rows-set',
    table: 'itemImport',
    row: open.value,
    data: { ordinals: rows.map(({ ordinal }) => ordinal), ...settings },
    clauses: ['HN-1.8.3.7-03'],
  })
  return accept(await settleCounts(context, open.value))
}

type Mapping = Omit<InputOf<typeof contract.mapImport>, 'itemImportId'>

const mapper = ({ points, otherwise, difficulty, consistency }: Mapping) => {
  const byKey = new Map(points.map(({ key, pointCode }) => [key, pointCode]))
  const pointOf = ({ knowledge, content: { draft } }: StagedRow): string | undefined => {
    if (knowledge !== null && byKey.has(knowledge)) return byKey.get(knowledge)
    return draft.pointCode.trim() === '' && knowledge === null ? otherwise : undefined
  }
  /** Undefined where nothing changes. */
  return (row: StagedRow): ItemDraft | undefined => {
    const { draft } = row.content
    const pointCode = pointOf(row)
    const settings: Settings = {
      ...(pointCode === undefined ? {} : { pointCode }),
      ...(difficulty !== undefined && draft.difficulty.trim() === '' ? { difficulty } : {}),
      ...(consistency !== undefined && draft.consistency.trim() === '' ? { consistency } : {}),
    }
    return Object.keys(settings).length === 0 ? undefined : withSettings(draft, settings)
  }
}

const rowsAtOnce = 1000

export const mapImportHandler: CommandHandler<typeof contract.mapImport> = async (
  context,
  { itemImportId: importId, ...mapping },
) => {
  const open = await openImport(context, { importId }, 'itembank.mapImport')
  if (open.refused) return open
  const judging = await judgingOf(context, open.value)
  const map = mapper(mapping)
  let [after, changed] = [0, 0]
  for (;;) {
    const rows = await readRows(context, judging.staging, { after, limit: rowsAtOnce })
    if (rows.length === 0) break
    after = rows.at(-1)!.ordinal
    const anew = rows.flatMap((row) => {
      const draft = map(row)
      return draft ? [unjudged(row, { draft })] : []
    })
    changed += anew.length
    if (anew.length > 0) await rejudge(context, judging, anew)
  }
  context.record({
    type: 'import-mapped',
    table: 'itemImport',
    row: open.value,
    data: { changed, names: mapping.points.length },
    clauses: ['HN-1.8.3.5-04'],
  })
  return accept(await settleCounts(context, open.value))
}
