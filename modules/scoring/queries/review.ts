import { sessionsOf } from '#modules/arrangement/facts.ts'
import { reviewContentsOf } from '#modules/delivery/facts.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { isBeyond } from '../core/discrepancy.rule.ts'
import { isOpenToPanel } from '../core/panel.rule.ts'
import { panelOf, placedAt } from '../panel.ts'
import type { reviewPad } from '../review.contract.ts'
import { accountOf, ownOrganisation, sceneOf } from '../scene.ts'
import { arbitrationsOf } from '../store/panel.store.ts'
import { panelsOf } from '../store/practical.store.ts'
import { resultsOf } from '../store/result.store.ts'
import { reviewSheetsOf } from '../store/review.store.ts'

/** Nobody's points but the own ones leave the server before the whole panel has locked. */
export const reviewPadHandler: QueryHandler<typeof reviewPad> = async ({ tx, actor }, input) => {
  const at = { organisationId: ownOrganisation(actor), ...input }
  const { organisationId, batchId } = at
  const panel = await panelOf(tx, at)
  const me = panel.find(({ accountId }) => accountId === accountOf(actor))
  const session = (await sessionsOf(tx, organisationId, batchId)).find(({ id }) => id === input.sessionId)
  if (!me || !session) throw new MissingRow()
  const { practical } = await sceneOf(tx, organisationId, batchId)
  const contents = await reviewContentsOf(tx, organisationId, { batchId, lineId: session.lineId })
  const record = (await panelsOf(tx, organisationId, batchId)).find(
    (each) => each.sessionId === at.sessionId && each.roomId === at.roomId,
  )
  const results = new Map(
    (await resultsOf(tx, organisationId, batchId)).map((row) => [row.applicationId, row]),
  )
  const decided = new Set((await arbitrationsOf(tx, at)).map(({ applicationId }) => applicationId))
  const sheets = Map.groupBy(await reviewSheetsOf(tx, at), ({ applicationId }) => applicationId)
  const placed = (await placedAt(tx, at)).filter(({ subject }) => subject === 'review')
  return accept({
    contents: contents.map(({ name, weight, focus }) => ({ name, weight, focus: [...focus] })),
    isLeader: me.isLeader,
    panelState: record?.state ?? 'scoring',
    candidates: placed.map(({ applicationId, name }) => {
      const own = sheets.get(applicationId) ?? []
      const mine = own.find(({ examinerAccountId }) => examinerAccountId === actor.accountId)
      const locked = own.filter(({ state }) => state === 'locked')
      const isOpen = isOpenToPanel(panel, locked)
      const totals = locked.map(({ total }) => total)
      return {
        ...{ applicationId, name, lockedCount: locked.length, panelSize: panel.length },
        mySheet: mine
          ? { version: mine.version, state: mine.state, points: mine.points, total: mine.total }
          : null,
        totals: isOpen ? locked.map(({ examinerName, total }) => ({ name: examinerName, total })) : null,
        needsArbitration: isOpen && !decided.has(applicationId) && isBeyond(totals, practical.discrepancy),
        score: record ? (results.get(applicationId)?.review ?? null) : null,
      }
    }),
  })
}
