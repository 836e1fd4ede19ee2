import { staffNames } from '#modules/party/facts.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept, type Json } from '#platform/contract/verdict.ts'
import { isItemType, itemTypes } from '../../core/item.ts'
import { treeOf } from '../../knowledge/store/bank.store.ts'
import { stateNames as paperStateNames } from '../../paper/core/paper.machine.ts'
import type { itemDetail } from '../contract.ts'
import { mayRevise, openMoves, stateNames } from '../core/item.machine.ts'
import { originNames } from '../core/origin.ts'
import { type Viewer, type VisibleItem, viewerOf, visibleItem } from '../store/access.store.ts'
import { stateOf } from '../store/move.store.ts'
import { papersWith } from '../store/paper-item.store.ts'
import { editionsWith, trailOf } from '../store/trail.store.ts'

const what: { readonly [type: string]: string } = {
  'item-imported': '导入',
  'item-written': '录入',
  'item-changed': '修改',
  'item-revised': '修订为新版本',
  'item-submitted': '提交审题',
  'item-passed': '审题通过',
  'item-returned': '退回',
  'item-suspended': '暂停使用',
  'item-resumed': '恢复使用',
  'item-retired': '退出题库',
  'item-superseded': '被新版本替换',
}

const reasonOf = (data: unknown): string => {
  const { reason } = (data ?? {}) as { readonly reason?: Json }
  return typeof reason === 'string' ? reason : ''
}

const headOf = (item: VisibleItem, names: ReadonlyMap<string, string>) => {
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? '—'))
  return {
    ...{ itemId: item.id, version: item.version, bank: item.bank, code: item.code },
    ...{ pointCode: item.pointCode, difficulty: item.difficulty, consistency: item.consistency },
    ...{ state: item.state, stateReason: item.stateReason, edition: item.edition ?? 1 },
    typeName: isItemType(item.type) ? itemTypes[item.type].name : item.type,
    stateName: stateNames[stateOf(item.state)],
    originName: originNames[item.origin ?? 'own'] ?? '—',
    authorName: nameOf(item.authorId),
    firstReviewerName: nameOf(item.firstReviewerId),
    secondReviewerName: nameOf(item.secondReviewerId),
    createdAt: item.createdAt?.toISOString() ?? null,
    changedAt: item.changedAt?.toISOString() ?? null,
  }
}

const editionsOf = async (tx: QueryContext['tx'], item: VisibleItem) =>
  (await editionsWith(tx, item)).map(({ id, edition, state }) => ({
    itemId: id,
    edition: edition ?? 1,
    stateName: stateNames[stateOf(state)],
    isThis: id === item.id,
  }))

const papersOf = async (tx: QueryContext['tx'], { organisationId, id }: VisibleItem) =>
  (await papersWith(tx, organisationId, id)).map(({ title, state, forms }) => ({
    ...{ title, forms },
    stateName: (paperStateNames as { readonly [state: string]: string })[state] ?? state,
  }))

const trail = async (tx: QueryContext['tx'], { organisationId, id }: VisibleItem) => {
  const place = { organisationId, itemId: id }
  const [steps, views] = [
    await trailOf(tx, place, { views: false }),
    await trailOf(tx, place, { views: true }),
  ]
  return {
    history: steps.map(({ type, actorName, at, data }) => ({
      ...{ what: what[type] ?? type, byName: actorName, at: at.toISOString(), reason: reasonOf(data) },
    })),
    views: views.map(({ actorName, at }) => ({ byName: actorName, at: at.toISOString() })),
  }
}

const offered = (item: VisibleItem, viewer: Viewer) => {
  const standing = { ...item, state: stateOf(item.state) }
  const writes = viewer.roles.some((role) => role === 'org-itembank' || role === 'org-item-writer')
  return {
    mayChange: writes && item.state === 'draft',
    mayRevise: writes && mayRevise(standing.state),
    availableActions: [...openMoves(standing, viewer)],
  }
}

/** Everything about an item but its content. Papers and other editions are the keeper's affair. */
export const itemDetailHandler: QueryHandler<typeof itemDetail> = async (context, { itemId }) => {
  const { tx } = context
  const viewer = viewerOf(context)
  const item = await visibleItem(tx, viewer, itemId)
  const tree = await treeOf(tx, item.organisationId, item.bank)
  const keeps = viewer.roles.includes('org-itembank')
  return accept({
    ...headOf(item, await staffNames(tx, item.organisationId)),
    pointName: tree?.points.find(({ code }) => code === item.pointCode)?.name ?? null,
    editions: keeps ? await editionsOf(tx, item) : [],
    papers: keeps ? await papersOf(tx, item) : [],
    ...(await trail(tx, item)),
    ...offered(item, viewer),
  })
}
