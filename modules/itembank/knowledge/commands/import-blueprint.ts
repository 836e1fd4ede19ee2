import { isDeepStrictEqual } from 'node:util'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { readBlueprintApart, unreadableOr } from '../../exchange/import/workbook.parser.ts'
import { type BlueprintContent, findBlueprint, saveBlueprint } from '../../item/store/item.store.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type { importBlueprint } from '../contract.ts'

const summaryOf = ({ tree, blueprint }: BlueprintContent) => ({
  bank: blueprint.bank,
  points: tree.points.length,
  ranges: blueprint.ranges.length,
  totalPoints: blueprint.totalPoints,
  minutes: blueprint.minutes,
})

/** Knowledge tree and blueprint of one bank; the same workbook again changes nothing. */
export const importBlueprintHandler: CommandHandler<typeof importBlueprint> = async (context, input) => {
  const { organisationId } = ownPlace(context)
  const workbook = unreadableOr(await readBlueprintApart(Buffer.from(input.file, 'base64')))
  if (workbook.refused) return workbook
  const { value, problems } = workbook.value
  if (!value) {
    const sentences = problems.map(({ sentence }) => sentence)
    return refuse('BLUEPRINT_REFUSED', {
      sentence: `细目表或组卷蓝图有${sentences.length}处错误：${sentences.slice(0, 3).join('')}`,
      remedy: '请按提示改正后重新导入。',
      clauses: [],
      field: 'file',
      details: { problems: sentences },
    })
  }
  const { bank } = value.blueprint
  const { occupationCode, level } = input
  const before = await findBlueprint(context.tx, organisationId, bank)
  const same =
    before?.occupationCode === occupationCode &&
    before.level === level &&
    isDeepStrictEqual(before.content, JSON.parse(JSON.stringify(value)))
  if (same) return accept({ ...summaryOf(value), changed: false })
  const row = await saveBlueprint(context.tx, { organisationId, bank, occupationCode, level }, value)
  context.record({ type: 'blueprint-imported', table: 'blueprint', row, data: { bank } })
  return accept({ ...summaryOf(value), changed: true })
}
