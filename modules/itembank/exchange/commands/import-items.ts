import type { CommandContext } from '#platform/command/context.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import {
  contentHashOf,
  contentText,
  insertItems,
  knownItems,
  listBlueprints,
} from '../../item/store/item.store.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type { checkItems, importItems } from '../contract.ts'
import { againstBank, type Findings } from '../import/against-bank.ts'
import { readItemsApart, unreadableOr } from '../import/workbook.parser.ts'

/** Points of the trees imported for this occupation and level; null while there is none: then any is taken. */
const knownPoints = async (
  { tx }: CommandContext,
  organisationId: string,
  input: InputOf<typeof checkItems>,
) => {
  const trees = (await listBlueprints(tx, organisationId)).filter(
    ({ occupationCode, level }) => occupationCode === input.occupationCode && level === input.level,
  )
  return trees.length === 0
    ? null
    : trees.flatMap(({ content }) => content.tree.points.map(({ code }) => code))
}

const read = async (context: CommandContext, input: InputOf<typeof checkItems>) => {
  const { organisationId } = ownPlace(context)
  const points = await knownPoints(context, organisationId, input)
  const workbook = unreadableOr(await readItemsApart(Buffer.from(input.file, 'base64'), points))
  if (workbook.refused) return workbook
  const { bank } = workbook.value
  const known = await knownItems(context, organisationId, bank)
  const findings = againstBank(workbook.value, known, {
    hashOf: (item) => contentHashOf(context, item),
    textOf: contentText,
  })
  return accept({ organisationId, bank, findings })
}

const replyOf = (bank: string, { fresh, refused, duplicates }: Findings) => ({
  bank,
  found: fresh.length + refused.length + duplicates.length,
  fresh: fresh.length,
  refused: refused.length,
  duplicate: duplicates.length,
  refusedRows: refused.map((row) => ({
    ...row,
    reasons: row.reasons.map(({ sentence, clauses }) => ({ sentence, clauses: [...clauses] })),
  })),
  duplicateRows: [...duplicates],
})

export const checkItemsHandler: CommandHandler<typeof checkItems> = async (context, input) => {
  const found = await read(context, input)
  return found.refused ? found : accept(replyOf(found.value.bank, found.value.findings))
}

/** Writes what is new. The same file again finds everything in the bank and changes nothing. */
export const importItemsHandler: CommandHandler<typeof importItems> = async (context, input) => {
  const found = await read(context, input)
  if (found.refused) return found
  const { organisationId, bank, findings } = found.value
  const { accountId: authorId } = ownPlace(context)
  const { occupationCode, level, mode } = input
  if (mode === 'all-or-nothing' && findings.refused.length > 0) {
    return refuse('ROWS_REFUSED', {
      sentence: `文件中有${findings.refused.length}行不能导入，按所选方式全部未导入。`,
      remedy: '请改正后重新上传，或选择跳过有误的行。',
      clauses: [],
      field: 'mode',
    })
  }
  const ids = await insertItems(
    context,
    { organisationId, bank, occupationCode, level },
    { items: findings.fresh, from: { authorId, origin: 'own' } },
  )
  context.recordAll({
    type: 'item-imported',
    table: 'item',
    organisationId,
    ids,
    data: { bank },
    clauses: ['SDS-4.2-01', 'SDS-5.1-03'],
  })
  return accept(replyOf(bank, findings))
}
