import { demoItems } from '../exchange/import/demo-items.fixture.ts'
import { demoBlueprint } from '../exchange/import/workbook.fixture.ts'
import { contentKeyOf } from '../item/core/item.rule.ts'
import { readTree } from '../knowledge/import/tree.ts'
import type { Pool } from './core/pool.ts'
import { type RuleSet, rulesOf } from './core/rules.ts'
import { readRuleSheets } from './import/rule-sheets.ts'

/** The 360 items of the demonstration, and the rules of its workbook. */
export const demoBank = async (): Promise<{ readonly pool: Pool; readonly rules: RuleSet }> => {
  const items = await demoItems()
  const sheets = await demoBlueprint()
  const blueprint = (await readRuleSheets(sheets)).value
  const { value: tree } = readTree(sheets.tree)
  if (!blueprint) throw new Error('the demonstration is not readable')
  return {
    rules: rulesOf(blueprint),
    pool: {
      organisationId: 'own',
      items: items.map((item) => ({
        ...{ code: item.code, type: item.type, pointCode: item.pointCode, difficulty: item.difficulty },
        ...{ organisationId: 'own', contentKey: contentKeyOf(item) },
      })),
      importance: new Map(tree.points.map(({ code, importance }) => [code, importance])),
      ...{ usage: new Map(), enemies: [] },
    },
  }
}
