import { isLevel, levelName } from '#modules/policy/core/level.ts'
import type { Day } from '#platform/clock/day.ts'
import type { Actor } from '#platform/command/context.ts'
import type { Refusal } from '#platform/contract/verdict.ts'
import { chosenOf } from '../core/amendment.rule.ts'
import { batchMachine, batchStateTitles } from '../core/batch.machine.ts'
import { checkNotBegun } from '../core/batch.rule.ts'
import { noticeMachine } from '../core/notice.machine.ts'
import type { NoticeLine } from '../core/notice.rule.ts'
import type { BatchDates, Segment } from '../core/timeline.ts'
import type { ListedBatch } from '../list.store.ts'
import type { NoticeRow } from '../notice.store.ts'
import { type AvailableAction, asAction } from '../step.ts'
import type { BatchLineRow, BatchRow } from '../store.ts'

export const levelWords = (level: number): string => (isLevel(level) ? levelName(level) : `${level}级`)

export const segmentView = (segment: Segment) => ({
  ...segment,
  clauses: [...segment.clauses],
  due: segment.to,
  clause: segment.clauses[0] ?? null,
})

export const datesView = (dates: BatchDates) => ({
  ...chosenOf(dates),
  createdOn: dates.createdOn,
  ticketFrom: dates.ticketFrom,
})

export const lineView = (line: BatchLineRow) => ({
  lineId: line.id,
  occupationCode: line.occupationCode,
  occupationName: line.occupationName,
  trade: line.trade,
  level: line.level,
  levelName: levelWords(line.level),
  standard: line.standard,
  subjects: line.subjects,
  theoryMode: line.theoryMode,
  theoryReason: line.theoryReason,
  practicalMode: line.practicalMode,
  reviewMode: line.reviewMode,
  targetGroup: line.targetGroup,
  remark: line.remark,
  feeCents: line.feeCents,
})

export const noticeLineView = (line: NoticeLine) => ({ ...line, levelName: levelWords(line.level) })

export const batchRowView = (batch: ListedBatch, lines: readonly BatchLineRow[]) => ({
  organisationId: batch.organisationId,
  batchId: batch.id,
  organisationName: batch.organisationName,
  name: batch.name,
  state: batch.state,
  stateTitle: batchStateTitles[batch.state],
  enrolmentFrom: batch.enrolmentFrom,
  enrolmentTo: batch.enrolmentTo,
  examFrom: batch.examFrom,
  examTo: batch.examTo,
  occupations: lines
    .filter((line) => line.batchId === batch.id)
    .map((line) => `${line.occupationName}${line.trade ? `（${line.trade}）` : ''} ${levelWords(line.level)}`)
    .join('、'),
})

/** Why a step that the table has cannot be taken today; undefined when it can. */
const hindrance = (batch: BatchRow, action: string, today: Day): Refusal | undefined => {
  if (action === 'submit' || action === 'confirm' || action === 'publish') {
    const timely = checkNotBegun(batch.enrolmentFrom, today)
    return timely.refused ? timely : undefined
  }
  return undefined
}

export const batchActions = (batch: BatchRow, actor: Actor, today: Day): AvailableAction[] =>
  batchMachine
    .available(batch.state, actor.roles)
    .map((step) => asAction(step, hindrance(batch, step.action, today)))

export const noticeActions = (notice: NoticeRow, actor: Actor): AvailableAction[] =>
  noticeMachine.available(notice.state, actor.roles).map((step) => asAction(step, undefined))

const leading = ['submit', 'confirm', 'publish', 'enterScheme']

/** The one step that carries a batch on; once the scheme has been entered it is no longer it. */
export const nextStep = (actions: readonly AvailableAction[], schemeEntered: boolean) => {
  const order = schemeEntered ? leading.filter((action) => action !== 'enterScheme') : leading
  const found = order.flatMap((action) => actions.filter((each) => each.action === action))[0]
  return found ? { action: found.action, title: found.title } : null
}
