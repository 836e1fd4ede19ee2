import { demoFile } from '../exchange/import/workbook.fixture.ts'
import { readBlueprintWorkbook, readItemWorkbook } from '../exchange/import/workbook.ts'
import { contentKeyOf } from '../item/core/item.rule.ts'
import type { Pool } from './core/pool.ts'
import { type RuleSet, rulesOf } from './core/rules.ts'

/** The 360 items of the demonstration, and the rules of its workbook. */
export const demoBank = async (): Promise<{ readonly pool: Pool; readonly rules: RuleSet }> => {
  const items = await readItemWorkbook(demoFile('items-electrician-4.xlsx'))
  const read = await readBlueprintWorkbook(demoFile('blueprint-electrician-4.xlsx'))
  if (items.refused || read.refused || !read.value.value) throw new Error('the demonstration is not readable')
  const { tree, blueprint } = read.value.value
  return {
    rules: rulesOf(blueprint),
    pool: {
      organisationId: 'own',
      items: items.value.items.map(({ item: { code, type, pointCode, difficulty, ...rest } }) => ({
        ...{ code, type, pointCode, difficulty, organisationId: 'own' },
        contentKey: contentKeyOf({ code, type, pointCode, difficulty, ...rest }),
      })),
      importance: new Map(tree.points.map(({ code, importance }) => [code, importance])),
      ...{ usage: new Map(), enemies: [] },
    },
  }
}
