import type { Item } from '../../core/item.ts'
import { checkItem } from '../../item/core/item.rule.ts'
import { readExcelItems } from './excel-items.ts'
import { demoFile } from './workbook.fixture.ts'

/** The items of a demonstration workbook. Throws when one of them is not sound. */
export const demoItems = async (name = 'items-electrician-4.xlsx'): Promise<readonly Item[]> => {
  const read = await readExcelItems(demoFile(name))
  if (read.refused) throw new Error(read.sentence)
  return read.value.items.map(({ draft, place }) => {
    const { item, problems } = checkItem(draft)
    if (!item) throw new Error(`${place}: ${problems.map(({ sentence }) => sentence).join('')}`)
    return item
  })
}
