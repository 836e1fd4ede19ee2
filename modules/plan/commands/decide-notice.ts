import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { confirmNotice, publishNotice, returnNotice } from '../contract.ts'
import { type NoticeAction, noticeMachine, noticeStateTitles } from '../core/notice.machine.ts'
import { lockNotice, lockNotices, type NoticeRow, updateNotice } from '../notice.store.ts'
import { takeStep } from '../step.ts'
import { ownerOf } from '../store.ts'

interface Target {
  readonly organisationId?: string
  readonly noticeId: string
  readonly version: number
}

const lockFor = async (
  { tx, actor }: CommandContext,
  { organisationId, noticeId, version }: Target,
  action: NoticeAction,
) => {
  const owner = ownerOf(actor, organisationId)
  const notice = await lockNotice(tx, { organisationId: owner, id: noticeId }, version)
  const step = takeStep(
    noticeMachine,
    { state: notice.state, action, roles: actor.roles },
    { titles: noticeStateTitles, clauses: ['SDS-2.1-03'] },
  )
  return { notice, step }
}

export const confirmNoticeHandler: CommandHandler<typeof confirmNotice> = async (context, input) => {
  const { notice, step } = await lockFor(context, input, 'confirm')
  if (step.refused) return step
  const version = await updateNotice(context.tx, notice, {
    state: step.value,
    decisionNote: input.note ?? null,
  })
  const clauses = notice.edition === 1 ? ['SDS-2.1-03'] : ['SDS-2.1-03', 'SDS-2.2-04']
  context.record({ type: 'notice-confirmed', table: 'annualNotice', row: notice, clauses })
  return accept({ version })
}

export const returnNoticeHandler: CommandHandler<typeof returnNotice> = async (context, input) => {
  const { notice, step } = await lockFor(context, input, 'return')
  if (step.refused) return step
  const version = await updateNotice(context.tx, notice, { state: step.value, decisionNote: input.note })
  context.record({
    type: 'notice-returned',
    table: 'annualNotice',
    row: notice,
    data: { note: input.note },
    clauses: ['SDS-2.1-03'],
  })
  return accept({ version })
}

/** The edition before gives way in the same transaction, so exactly one is in force at any time (SDS-2.2-05). */
const supersede = async (context: CommandContext, published: NoticeRow) => {
  const editions = await lockNotices(context.tx, published.organisationId)
  for (const earlier of editions) {
    if (earlier.year !== published.year || earlier.state !== 'published') continue
    await updateNotice(context.tx, earlier, { state: 'amended' })
    context.record({
      type: 'notice-superseded',
      table: 'annualNotice',
      row: earlier,
      data: { edition: published.edition },
      clauses: ['SDS-2.2-04', 'SDS-2.2-05'],
    })
  }
}

export const publishNoticeHandler: CommandHandler<typeof publishNotice> = async (context, input) => {
  const { notice, step } = await lockFor(context, input, 'publish')
  if (step.refused) return step
  await supersede(context, notice)
  const version = await updateNotice(context.tx, notice, { state: step.value, publishedAt: context.now })
  context.record({
    type: 'notice-published',
    table: 'annualNotice',
    row: notice,
    clauses: ['SDS-2.2-01', 'SDS-2.2-02'],
  })
  return accept({ version })
}
