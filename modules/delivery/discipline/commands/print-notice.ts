import { fileURLToPath } from 'node:url'
import { organisationFacts } from '#modules/party/facts.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { storeFile } from '#platform/files/files.ts'
import { acceptedCommitments } from '../commitments.ts'
import type { printNotice } from '../contract.ts'
import { noticeData } from '../documents/notice.ts'
import { notDecided } from '../refusals.ts'
import { caseLaw, organisationOf } from '../scene.ts'
import { lockCase, partiesOfCase, updateCase } from '../store.ts'

const template = fileURLToPath(new URL('../documents/notice.typ', import.meta.url))
const readers = ['supervisor', 'org-exam', 'org-head', 'org-archive', 'city', 'province']

/** 违纪处理决定书; the person concerned may read it as well. */
export const printNoticeHandler: CommandHandler<typeof printNotice> = async (context, input) => {
  const { tx, services, today } = context
  const row = await lockCase(tx, organisationOf(context, input.organisationId), input)
  if (row.decidedAt === null) return notDecided
  const { law, batch } = await caseLaw(context, row)
  const parties = await partiesOfCase(tx, row.id)
  const accepted = await acceptedCommitments(context, { row, parties, law })
  const data = noticeData({
    ...{ row, parties, law, batchName: batch?.name ?? '' },
    organisation: (await organisationFacts(tx, row.organisationId)).name,
    commitments: accepted.filter(({ number }) => row.commitments.includes(number)),
  })
  const printable = services.press.printable(data, ['serif'])
  if (printable.refused) return printable
  const title = `违纪处理决定书 ${row.number}`
  const [only] = parties
  const personId = parties.length === 1 ? (only?.personId ?? undefined) : undefined
  const file = await storeFile(context, {
    ...{ organisationId: row.organisationId, audience: readers, mediaType: 'application/pdf' },
    ...(personId !== undefined && { personId }),
    name: `${title}.pdf`,
    bytes: await services.press.render(
      { template: { path: template }, data },
      { date: today, title, archival: true },
    ),
  })
  const version = await updateCase(tx, row, { noticeFileId: file.fileId })
  context.record({
    type: 'violation-notice-printed',
    table: 'disciplineCase',
    row,
    data: { fileId: file.fileId },
    clauses: ['SDS-4.4-42'],
  })
  return accept({ ...file, version })
}
