import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { sniff } from '#platform/upload/sniff.ts'
import { bankNamed } from '../../knowledge/store/bank.store.ts'
import { lawOf } from '../../law.ts'
import { writePaper } from '../../paper/core/paper-content.ts'
import { mathmlOf } from '../../paper/mathml.ts'
import { insertPaper, readAttachment } from '../../paper/store/paper.store.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import { judgeOutside } from '../core/outside.rule.ts'
import type { bringOutsidePaper, viewAttachment } from '../making.contract.ts'

const mediaTypes: { readonly [kind: string]: string } = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
}

const attachmentKind = () =>
  refuse('ATTACHMENT_KIND', {
    sentence: '附件不是PDF或Word（docx）文件。',
    remedy: '请另存为PDF或docx后重新上传。',
    clauses: [],
    field: 'file',
  })

const unknownBank = (bank: string) =>
  refuse('BANK_UNKNOWN', {
    sentence: `没有名为“${bank}”的题库。`,
    remedy: '请先建立题库并导入鉴定要素细目表。',
    clauses: [],
    field: 'bank',
  })

/** A paper made elsewhere, for print: refused where papers are drawn from the own bank alone, otherwise on record. */
export const bringOutsidePaperHandler: CommandHandler<typeof bringOutsidePaper> = async (context, input) => {
  const { organisationId, accountId } = ownPlace(context)
  const { bank, title, minutes, totalPoints, source, author, checker, reason, fileName } = input
  const refusal = judgeOutside(input, (await lawOf(context, organisationId))?.paper.source)
  if (refusal) return refusal
  const known = await bankNamed(context.tx, organisationId, bank)
  if (!known) return unknownBank(bank)
  const file = Buffer.from(input.file, 'base64')
  const mediaType = mediaTypes[sniff(file)]
  if (!mediaType) return attachmentKind()
  const { occupationCode, level } = known
  const row = await insertPaper(
    context,
    {
      ...{ organisationId, bank, occupationCode, level, title, minutes, totalPoints, medium: 'print' },
      ...{ seed: '', assembledBy: accountId, assembledAt: context.now },
      forms: 1,
      outside: { source, author, checker, reason, fileName, mediaType, file },
    },
    (paperId) =>
      writePaper(
        { paperId, title, subject: '理论知识' },
        { entries: [], forms: [{ name: '', codes: [] }] },
        { items: new Map(), pictures: new Map(), mathml: mathmlOf },
      ),
  )
  context.record({
    ...{ type: 'outside-paper-registered', table: 'paper', row },
    data: { source, author, checker, reason },
    clauses: ['SDE-4.5-26', 'SPC-A1.4-01'],
  })
  return accept({ paperId: row.id })
}

export const viewAttachmentHandler: CommandHandler<typeof viewAttachment> = async (context, { paperId }) => {
  const { organisationId } = ownPlace(context)
  const attachment = await readAttachment(context, organisationId, paperId)
  context.record({
    ...{ type: 'paper-attachment-viewed', table: 'paper', row: { organisationId, id: paperId } },
    clauses: ['SDS-4.2-07', 'SDS-5.1-03'],
  })
  return accept(attachment)
}
