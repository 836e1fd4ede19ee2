import type { CommandContext, QueryContext } from '#platform/command/context.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { answerRich } from '../../core/answer-text.ts'
import type { Item } from '../../core/item.ts'
import { picturesOf, type Rich } from '../../core/rich.ts'
import type { ItemDraft } from '../../item/core/item.rule.ts'
import { itemsByCode } from '../../item/store/item.store.ts'
import { readPictures } from '../../item/store/picture.store.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type * as contract from '../contract.ts'
import type { SameAs } from '../core/staged.rule.ts'
import { getImport, type ImportRow, readFindings } from '../store/import.store.ts'
import {
  knowledgePlaced,
  readRow,
  readRows,
  type StagedRow,
  type Staging,
  stagedPictures,
} from '../store/staged-row.store.ts'
import { acceptableAs } from './accept-rows.ts'

const viewing = ['SDS-4.2-07', 'SDS-5.1-03']

type Draft = ReplyOf<typeof contract.viewImportRow>['draft']
/** The same content where the schema's types want arrays that may be written. */
const asReply = (draft: ItemDraft): Draft => draft as unknown as Draft

/** An item of the bank as its author would have written it, to lay beside a staged one. */
const draftOfItem = (item: Item): ItemDraft => ({
  ...{ code: item.code, type: item.type, pointCode: item.pointCode, stem: item.stem },
  options: item.options.map(({ content }) => content),
  key: answerRich(item.key),
  parts: item.parts.map(({ type, stem, options, key, share }) => ({
    ...{ type, stem, share: String(share) },
    options: options.map(({ content }) => content),
    key: answerRich(key),
  })),
  ...{ difficulty: String(item.difficulty), consistency: String(item.consistency), figure: item.figure },
  ...{ explanation: item.explanation, source: item.source },
})

const kindWords: { readonly [K in SameAs['kind']]: string } = {
  'same-code': '编号相同',
  'same-content': '题目相同',
  near: '题目相近',
}

const twinOf = async (
  context: QueryContext,
  { bank }: ImportRow,
  row: StagedRow & { readonly staging: Staging },
) => {
  const { sameAs } = row.content
  if (!sameAs) return null
  const where = sameAs.where === 'bank' ? `题库中的${sameAs.code}` : `文件中的${sameAs.place}`
  const share = sameAs.similarity === undefined ? '' : `（${Math.round(sameAs.similarity * 100)}%）`
  const words = `与${where}${kindWords[sameAs.kind]}${share}`
  if (sameAs.where === 'bank') {
    const { organisationId } = row.staging
    const item = (await itemsByCode(context, { organisationId, bank }, [sameAs.code])).get(sameAs.code)
    return { words, draft: item ? asReply(draftOfItem(item)) : null }
  }
  const [other] = await readRows(context, row.staging, { ordinals: [row.sameOrdinal ?? 0], limit: 1 })
  return { words, draft: other ? asReply(other.content.draft) : null }
}

const textsOf = (draft: ItemDraft): readonly Rich[] =>
  [draft, ...draft.parts].flatMap(({ stem, options, key }) => [stem, ...options, key])

/** Pictures of the file, and of the bank where a draft or its twin refers to them. */
const picturesFor = async (context: QueryContext, staging: Staging, drafts: readonly ItemDraft[]) => {
  const digests = [
    ...new Set(drafts.flatMap((draft) => [...textsOf(draft), draft.explanation].flatMap(picturesOf))),
  ]
  const staged = await stagedPictures(context, staging, digests)
  const kept = await readPictures(context, staging.organisationId, digests)
  const shown = new Map(
    [
      ...kept,
      ...staged.map(({ bytes, ...about }) => ({ ...about, base64: Buffer.from(bytes).toString('base64') })),
    ].map(({ digest, mediaType, base64 }) => [digest, { digest, mediaType, base64 }]),
  )
  return [...shown.values()]
}

const stagingOf = async (context: CommandContext, importId: string) => {
  const { organisationId } = ownPlace(context)
  const row = await getImport(context.tx, organisationId, importId)
  return { row, staging: { organisationId, importId } }
}

/** Shows one staged question and keeps who looked. */
export const viewImportRowHandler: CommandHandler<typeof contract.viewImportRow> = async (
  context,
  { itemImportId, ordinal },
) => {
  const { row, staging } = await stagingOf(context, itemImportId)
  const found = await readRow(context, staging, ordinal)
  const { source, draft, knowledge, losses, problems } = found.content
  const twin = await twinOf(context, row, { ...found, staging })
  const drafts = [draft, ...(twin?.draft ? [twin.draft as unknown as ItemDraft] : [])]
  const pictures = await picturesFor(context, staging, drafts)
  context.record({ type: 'import-row-viewed', table: 'itemImport', row, data: { ordinal }, clauses: viewing })
  return accept({
    ...{ ordinal, place: found.place, state: found.state, source, twin, pictures },
    draft: asReply(draft),
    acceptable: acceptableAs(found),
    accepted: [...(found.content.accepted ?? [])],
    knowledge: [...knowledge],
    losses: [...losses],
    problems: problems.map((problem) => ({ ...problem, clauses: [...problem.clauses] })),
  })
}

/** What the file carries beside its questions; names of knowledge may tell of questions, so looking is kept. */
export const viewImportHandler: CommandHandler<typeof contract.viewImport> = async (
  context,
  { itemImportId },
) => {
  const { row, staging } = await stagingOf(context, itemImportId)
  const { bank, losses, knowledge } = await readFindings(context, row)
  const placed = await knowledgePlaced(context.tx, staging)
  context.record({ type: 'import-viewed', table: 'itemImport', row, clauses: viewing })
  return accept({
    bank,
    losses: losses.map(({ examples, ...loss }) => ({ ...loss, examples: [...examples] })),
    knowledge: knowledge.map(({ path, key, count }) => ({
      ...{ key, count, path: [...path] },
      placed: placed.get(key)?.placed ?? 0,
      pointCode: placed.get(key)?.pointCode ?? null,
    })),
  })
}
