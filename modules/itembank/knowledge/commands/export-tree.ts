import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { storeFile } from '#platform/files/files.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type { exportTree } from '../contract.ts'
import { treeTitle, treeWorkbook } from '../export/tree-workbook.ts'
import { bankById } from '../store/bank.store.ts'
import { treeById } from '../store/tree.store.ts'

/** The workbook of an edition, which can be brought in again as it is. */
export const exportTreeHandler: CommandHandler<typeof exportTree> = async (context, { treeId }) => {
  const { organisationId } = ownPlace(context)
  const row = await treeById(context.tx, organisationId, treeId)
  const { name: bank, occupationCode, trade, level } = await bankById(context.tx, organisationId, row.bankId)
  const { part, edition, standardVersion } = row
  const about = { bank, occupationCode, trade, level, part, edition, standardVersion }
  const name = `${treeTitle(about)} 第${edition}版.xlsx`
  const file = await storeFile(context, {
    ...{ organisationId, audience: ['org-itembank'], name },
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    bytes: await treeWorkbook(row.tree, about),
  })
  context.record({
    ...{ type: 'tree-exported', table: 'knowledgeTree', row },
    data: { edition, fileId: file.fileId },
  })
  return accept({ ...file, name })
}
