import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type { exportPractical } from '../contract.ts'
import { practicalWorkbook } from '../export/practical-workbook.ts'
import { getPractical, readPractical } from '../store/practical.store.ts'

const mediaTypes = {
  json: 'application/json',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** The file goes to the person and is kept nowhere (SDS-5.1-03). */
export const exportPracticalHandler: CommandHandler<typeof exportPractical> = async (
  context,
  { practicalId, format },
) => {
  const { organisationId } = ownPlace(context)
  const { title, edition } = await getPractical(context.tx, organisationId, practicalId)
  const paper = await readPractical(context, organisationId, practicalId)
  const bytes =
    format === 'json' ? Buffer.from(`${JSON.stringify(paper, null, 1)}\n`) : await practicalWorkbook(paper)
  context.record({
    type: 'practical-exported',
    table: 'practicalPaper',
    row: { organisationId, id: practicalId },
    data: { format },
    clauses: ['SDS-4.2-07', 'SDS-5.1-03'],
  })
  return accept({
    name: `${title}（第${edition}版）.${format}`,
    mediaType: mediaTypes[format],
    base64: Buffer.from(bytes).toString('base64'),
  })
}
