import type { CommandContext } from '#platform/command/context.ts'
import { StaleRow } from '#platform/command/pipeline.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type { changeItem, reviseItem, writeItem } from '../contract.ts'
import { stateNames } from '../core/item.machine.ts'
import { judgeRevision } from '../core/revision.rule.ts'
import { lockVisible, type Viewer, viewerOf, visibleItem } from '../store/access.store.ts'
import { updateContent } from '../store/draft.store.ts'
import { insertItems } from '../store/item.store.ts'
import { stateOf } from '../store/move.store.ts'
import { standsInPaper } from '../store/paper-item.store.ts'
import { editionsWith } from '../store/trail.store.ts'
import { checkedDraft } from './checked-draft.ts'
import { openTask } from './open-task.ts'

/** HN-1.8.3.7-03: a new draft of the person who enters it. */
export const writeItemHandler: CommandHandler<typeof writeItem> = async (context, input) => {
  const { organisationId, accountId } = ownPlace(context)
  const task = await openTask(context, input.taskId)
  if (task?.refused) return task
  const checked = await checkedDraft(
    context,
    { organisationId, bank: input.bank },
    { draft: input.draft, current: null },
  )
  if (checked.refused) return checked
  const { bank, item } = checked.value
  const [id] = await insertItems(
    context,
    { organisationId, bank: bank.name, occupationCode: bank.occupationCode, level: bank.level },
    { items: [item], from: { authorId: accountId, origin: input.origin, taskId: input.taskId } },
  )
  context.record({
    type: 'item-written',
    table: 'item',
    row: { organisationId, id: id! },
    clauses: ['HN-1.8.3.7-03', 'HN-1.8.3.5-04'],
  })
  return accept({ itemId: id!, version: 1, code: item.code })
}

/** The item as the person saw it, locked. Throws MissingRow, and StaleRow when it has changed since. */
const lockSeen = async (
  { tx }: CommandContext,
  viewer: Viewer,
  { itemId, version }: { readonly itemId: string; readonly version: number },
) => {
  await visibleItem(tx, viewer, itemId)
  const [row] = await lockVisible(tx, viewer, [itemId])
  if (row?.version !== version) throw new StaleRow()
  return row
}

/** Changes a draft in place; what stands in a paper is never changed. */
export const changeItemHandler: CommandHandler<typeof changeItem> = async (context, { draft, ...seen }) => {
  const viewer = viewerOf(context)
  const row = await lockSeen(context, viewer, seen)
  if (row.state !== 'draft' || (await standsInPaper(context.tx, row.organisationId, row.id))) {
    return refuse('ITEM_NOT_DRAFT', {
      sentence: `试题现为“${stateNames[stateOf(row.state)]}”，只有草稿可以直接修改。`,
      remedy: '请修订为新版本，或先由审题人员退回。',
      clauses: ['HN-1.8.3.5-03'],
    })
  }
  const current = { id: row.id, code: row.code, isFixed: row.predecessorId !== null }
  const checked = await checkedDraft(context, row, { draft, current })
  if (checked.refused) return checked
  await updateContent(context, row, checked.value.item)
  context.record({ type: 'item-changed', table: 'item', row, clauses: ['HN-1.8.3.5-03'] })
  return accept({ itemId: row.id, version: row.version + 1, code: checked.value.item.code })
}

type SeenItem = Awaited<ReturnType<typeof lockSeen>>

const judgeSeen = async ({ tx }: CommandContext, row: SeenItem) => {
  const editions = await editionsWith(tx, row)
  return judgeRevision(
    { code: row.code, state: stateOf(row.state) },
    editions.map((edition) => ({ ...edition, state: stateOf(edition.state) })),
  )
}

/** HN-1.8.3.5-03: the next edition as a draft. Papers keep the edition they hold. */
export const reviseItemHandler: CommandHandler<typeof reviseItem> = async (context, { draft, ...seen }) => {
  const row = await lockSeen(context, viewerOf(context), seen)
  const edition = await judgeSeen(context, row)
  if (edition.refused) return edition
  const current = { id: row.id, code: row.code, isFixed: true }
  const checked = await checkedDraft(context, row, { draft, current })
  if (checked.refused) return checked
  const { organisationId, bank, occupationCode, level } = row
  const [id] = await insertItems(
    context,
    { organisationId, bank, occupationCode, level },
    {
      items: [checked.value.item],
      from: { authorId: ownPlace(context).accountId, origin: 'own' },
      of: { edition: edition.value, predecessorId: row.id },
    },
  )
  context.record({
    type: 'item-revised',
    table: 'item',
    row: { organisationId, id: id! },
    data: { edition: edition.value },
    clauses: ['HN-1.8.3.5-03'],
  })
  return accept({ itemId: id!, version: 1, code: row.code })
}
