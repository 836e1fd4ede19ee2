import { dayOf } from '#platform/clock/day.ts'
import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, type Refusal, refuse } from '#platform/contract/verdict.ts'
import { ownPlace } from '../../../undertaking/store/undertaking.store.ts'
import type { filePaper, recordOrigin } from '../contract.ts'
import { getPrintable, type Printable } from '../print-source.ts'
import { filingOf, insertFiling, saveOrigin } from '../store/origin.store.ts'

interface Of {
  readonly subject: 'theory' | 'practical'
  readonly paperId: string
}

const spent = ({ row }: Printable): Refusal<'WRONG_STATE'> | undefined =>
  row.state === 'voided'
    ? refuse('WRONG_STATE', {
        sentence: '试卷已作废。',
        remedy: '请在现用的试卷上登记。',
        clauses: [],
      })
    : undefined

const placeOf = async (context: CommandContext, { subject, paperId }: Of) => {
  const { organisationId, accountId } = ownPlace(context)
  const of = await getPrintable(context.tx, { organisationId, subject, paperId })
  return { refusal: spent(of), at: { organisationId, paperId, recordedBy: accountId } }
}

/** SDE-4.5-26, SPC-A1.4-01: experts made the paper by a standard or specification, whose version is kept. */
export const recordOriginHandler: CommandHandler<typeof recordOrigin> = async (context, input) => {
  const { refusal, at } = await placeOf(context, input)
  if (refusal) return refusal
  const { standard, standardVersion, experts } = input
  const row = await saveOrigin(context.tx, at, { standard, standardVersion, experts })
  context.record({
    type: 'paper-origin-recorded',
    table: 'paperOrigin',
    row,
    data: { paperId: input.paperId, standard, standardVersion, experts: experts.map(({ name }) => name) },
    clauses: ['SDE-4.5-26', 'SPC-A1.4-01'],
  })
  return accept({ experts: experts.length })
}

const alreadyFiled = (number: string) =>
  refuse('ALREADY_FILED', {
    sentence: `试卷已备案，备案编号 ${number}。`,
    remedy: '备案只登记一次；编号有误的请另组试卷重新报备。',
    clauses: ['SPC-A1.4-02'],
  })

/** SPC-A1.4-02: from here on the paper may be bound under the pack that asks for the filing. */
export const filePaperHandler: CommandHandler<typeof filePaper> = async (context, input) => {
  const { refusal, at } = await placeOf(context, input)
  if (refusal) return refusal
  const known = await filingOf(context.tx, at.organisationId, input.paperId)
  if (known) return alreadyFiled(known.filingNumber)
  const { filingNumber, filedOn, fileId = null } = input
  if (filedOn > dayOf(context.now)) {
    return refuse('DAY_IN_FUTURE', {
      sentence: '备案日期不能晚于今天。',
      remedy: '请填写省职业技能鉴定指导中心的备案日期。',
      clauses: ['SPC-A1.4-02'],
      field: 'filedOn',
    })
  }
  const row = await insertFiling(context.tx, at, { filingNumber, filedOn, fileId })
  context.record({
    type: 'paper-filed',
    table: 'paperFiling',
    row,
    data: { paperId: input.paperId, filingNumber, filedOn },
    clauses: ['SPC-A1.4-02'],
  })
  return accept({ filingNumber })
}
