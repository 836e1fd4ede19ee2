import type { CommandContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { solveWithHighs } from '#platform/solver/highs.ts'
import { isItemType, itemTypes } from '../../core/item.ts'
import { bankItems, findBlueprint, itemsByCode } from '../../item/store/item.store.ts'
import { recordPaperItems } from '../../item/store/paper-item.store.ts'
import { picturesFor } from '../../item/store/picture.store.ts'
import type { Blueprint } from '../../knowledge/core/blueprint.ts'
import { typeFitsScreen, writePaper } from '../../paper/core/paper-content.ts'
import { mathmlOf } from '../../paper/mathml.ts'
import { countPapers, insertPaper } from '../../paper/store/paper.store.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import { checkSupply } from '../assemble.ts'
import type { assemble, keepPaper } from '../contract.ts'

const notOnScreen = ({ types }: Blueprint) => {
  const names = types.flatMap(({ type, count }) =>
    count > 0 && !typeFitsScreen(type) ? [itemTypes[type].name] : [],
  )
  if (names.length === 0) return undefined
  return refuse('TYPE_NOT_ON_SCREEN', {
    sentence: `蓝图含${names.join('、')}，机考试卷只能有单选题、多选题和判断题。`,
    remedy: '请改正题型分布后重新导入蓝图。',
    clauses: ['SDS-4.2-04'],
    field: 'bank',
  })
}

/**
 * Starts the assembly of parallel papers. What the bank lacks is said at once; drawing takes seconds a paper and is
 * a job. The job's seed is this command's id, so a job that is run again draws the same.
 */
export const assembleHandler: CommandHandler<typeof assemble> = async (context, { bank, count }) => {
  const { organisationId } = ownPlace(context)
  const found = await findBlueprint(context.tx, organisationId, bank)
  if (!found) {
    return refuse('BLUEPRINT_MISSING', {
      sentence: `“${bank}”还没有组卷蓝图。`,
      remedy: '请先导入鉴定要素细目表和组卷蓝图。',
      clauses: ['SDS-4.2-01'],
      field: 'bank',
    })
  }
  const { blueprint } = found.content
  const refusal = notOnScreen(blueprint)
  if (refusal) return refusal
  const items = await bankItems(context.tx, organisationId, bank)
  const request = { organisationId, blueprint, items, seed: context.commandId }
  const supply = await checkSupply(request, solveWithHighs)
  if (supply.refused) return supply
  const jobId = await context.startJob({
    kind: 'itembank.assemble',
    title: `组卷：${bank}，${count}套`,
    organisationId,
    payload: { bank, count, seed: context.commandId },
    total: count,
  })
  return accept({ jobId })
}

const blueprintOf = async ({ tx }: CommandContext, organisationId: string, bank: string) => {
  const found = await findBlueprint(tx, organisationId, bank)
  if (!found) throw new MissingRow()
  return found
}

/** Writes one drawn paper: content and key encrypted apart, the seed beside them. */
export const keepPaperHandler: CommandHandler<typeof keepPaper> = async (context, input) => {
  const { organisationId, accountId } = ownPlace(context)
  const { bank, seed, minutes, totalPoints, forms } = input
  const { occupationCode, level } = await blueprintOf(context, organisationId, bank)
  const entries = input.entries.flatMap(({ type, ...entry }) =>
    isItemType(type) ? [{ ...entry, type }] : [],
  )
  const codes = entries.map(({ code }) => code)
  const items = await itemsByCode(context, { organisationId, bank }, codes)
  const pictures = await picturesFor(context, organisationId, [...items.values()])
  const title = `${bank}知识试卷 第${(await countPapers(context.tx, organisationId, bank)) + 1}套`
  const row = await insertPaper(
    context,
    {
      ...{ organisationId, bank, occupationCode, level, title },
      ...{ seed, minutes, totalPoints, assembledBy: accountId, forms: forms.length },
    },
    (paperId) =>
      writePaper(
        { paperId, title, subject: '理论知识' },
        { entries, forms },
        { items, pictures, mathml: mathmlOf },
      ),
  )
  const placed = [...items.values()].map(({ id: itemId }) => ({ itemId, forms: 1 }))
  await recordPaperItems(context, row, placed)
  context.record({
    type: 'paper-assembled',
    table: 'paper',
    row,
    data: { seed, items: entries.length, totalPoints },
    clauses: ['SDS-4.2-01'],
  })
  return accept({ paperId: row.id })
}
