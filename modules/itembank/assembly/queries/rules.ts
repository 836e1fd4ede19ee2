import type { QueryContext } from '#platform/command/context.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { rangeOfPoint } from '../../core/item.ts'
import { countItems } from '../../item/store/item.store.ts'
import { treeOf } from '../../knowledge/store/bank.store.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type { exportRules, ruleSetDetail, ruleSetList, rulesGround } from '../contract.ts'
import { itemsOf } from '../core/rules.ts'
import { summaryOf } from '../core/summary.ts'
import { rulesWorkbook } from '../export/rules-workbook.ts'
import { editionsOf, getRules, type RuleSetRow, rulesInForce } from '../store/rules.store.ts'

const headOf = ({ id, bank, name, edition, authorName, madeAt }: RuleSetRow) => ({
  ...{ ruleSetId: id, bank, name, edition, authorName },
  madeAt: madeAt.toISOString(),
})

const actionsOf = (inForce: boolean) => [
  ...(inForce
    ? [
        { action: 'itembank.assemble', title: '组卷' },
        { action: 'itembank.saveRules', title: '修改' },
        { action: 'itembank.retireRules', title: '停用' },
      ]
    : []),
  { action: 'itembank.exportRules', title: '导出' },
]

export const ruleSetListHandler: QueryHandler<typeof ruleSetList> = async (context, { bank }) => {
  const { organisationId } = ownPlace(context)
  const rows = await rulesInForce(context.tx, organisationId, bank)
  return accept({
    ruleSets: rows.map((row) => ({
      ...headOf(row),
      items: itemsOf(row.rules),
      totalPoints: row.rules.totalPoints,
      minutes: row.rules.minutes,
      medium: row.rules.medium,
      summary: [...summaryOf(row.rules)],
      availableActions: actionsOf(true),
    })),
  })
}

const rangesOf = async ({ tx }: QueryContext, organisationId: string, bank: string) =>
  ((await treeOf(tx, organisationId, bank))?.ranges ?? []).map(({ code, name, level, weight }) => ({
    ...{ code, name, level, weight },
  }))

export const ruleSetDetailHandler: QueryHandler<typeof ruleSetDetail> = async (context, { ruleSetId }) => {
  const { organisationId } = ownPlace(context)
  const row = await getRules(context.tx, organisationId, ruleSetId)
  const editions = await editionsOf(context.tx, row)
  const newest = editions[0]
  const inForce = (one: RuleSetRow) => one.id === newest?.id && one.retiredAt === null
  return accept({
    ...headOf(row),
    // JSON of the row: the lists are as the schema has them.
    rules: JSON.parse(JSON.stringify(row.rules)),
    ranges: await rangesOf(context, organisationId, row.bank),
    editions: editions.map((one) => ({ ...headOf(one), inForce: inForce(one) })),
    availableActions: actionsOf(inForce(row)),
  })
}

export const rulesGroundHandler: QueryHandler<typeof rulesGround> = async (context, { bank }) => {
  const { organisationId } = ownPlace(context)
  const counts = await countItems(context.tx, organisationId, bank)
  const cells = Map.groupBy(counts, ({ pointCode, type }) => `${rangeOfPoint(pointCode)}/${type}`)
  return accept({
    ranges: await rangesOf(context, organisationId, bank),
    supply: [...cells].map(([cell, rows]) => {
      const [range = '', type = ''] = cell.split('/')
      return { range, type, items: rows.reduce((sum, { count }) => sum + count, 0) }
    }),
  })
}

export const exportRulesHandler: QueryHandler<typeof exportRules> = async (context, { ruleSetId }) => {
  const { organisationId } = ownPlace(context)
  const row = await getRules(context.tx, organisationId, ruleSetId)
  const file = await rulesWorkbook(row)
  return accept({
    fileName: `${row.bank} ${row.name} 第${row.edition}版.xlsx`,
    file: Buffer.from(file).toString('base64'),
  })
}
