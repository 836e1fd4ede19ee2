import { dutiesOf, placementsOf, sessionsOf } from '#modules/arrangement/facts.ts'
import { organisationFacts } from '#modules/party/facts.ts'
import { batchFacts } from '#modules/plan/facts.ts'
import { roomFacts } from '#modules/site/facts.ts'
import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, type Json, refuse } from '#platform/contract/verdict.ts'
import { storeFile } from '#platform/files/files.ts'
import { ownOrganisation } from '../../own-organisation.ts'
import { lineTitle } from '../../practical/scene.ts'
import type { printDefences, printMinutes } from '../contract.ts'
import { questionsOf, type TurnRow, turnsOf } from '../store.ts'

const notScheduled = refuse('NOT_SCHEDULED', {
  sentence: '还没有编排综合评审。',
  remedy: '请先编排答辩的时间和顺序。',
  clauses: ['SDE-A4-02'],
})

const clock = new Intl.DateTimeFormat('zh-CN', {
  ...{ timeZone: 'Asia/Shanghai', hour12: false, hour: '2-digit', minute: '2-digit' },
})
const date = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'long' })
const span = (from: Date, to: Date): string => `${clock.format(from)}-${clock.format(to)}`

type Place = { readonly organisationId: string; readonly batchId: string }

/** The rooms that have turns, with everything the two forms say of them. */
const roomsOf = async (context: CommandContext, of: Place, turns: readonly TurnRow[]) => {
  const { tx } = context
  const batch = await batchFacts(tx, of.organisationId, of.batchId)
  const sessions = await sessionsOf(tx, of.organisationId, of.batchId)
  const rooms = []
  for (const own of Map.groupBy(turns, ({ sessionId, roomId }) => `${sessionId}/${roomId}`).values()) {
    const { sessionId, roomId, clerk } = own[0]!
    const session = sessions.find(({ id }) => id === sessionId)!
    const line = batch.lines.find(({ id }) => id === session.lineId)!
    const [room] = await roomFacts(tx, of.organisationId, [roomId])
    const at = { batchId: of.batchId, sessionId, roomId }
    const panel = (await dutiesOf(tx, of.organisationId, at)).filter(({ role }) => role === '考评人员')
    const people = await placementsOf(tx, of.organisationId, at)
    rooms.push({ session, line, room: room!, clerk, panel, people, turns: own })
  }
  return rooms
}

const pressed = async (
  context: CommandContext,
  given: {
    readonly organisationId: string
    readonly title: string
    readonly data: { readonly [key: string]: Json }
  },
) => {
  const { press } = context.services
  const { organisationId, title } = given
  const data = { title, ...given.data }
  const printable = press.printable([...new Set(JSON.stringify(data))].join(''), ['fangsong', 'serif'])
  if (printable.refused) {
    const { sentence, remedy, clauses, details } = printable
    return refuse('GLYPH_MISSING', { sentence, remedy, clauses, details })
  }
  const template = { path: 'modules/delivery/panel/documents/review.typ' }
  const bytes = await press.render({ template, data }, { date: context.today, title })
  return accept(
    await storeFile(context, {
      ...{ organisationId, audience: ['org-exam', 'org-head', 'examiner', 'site-chief'] },
      ...{ name: `${title}.pdf`, mediaType: 'application/pdf', bytes },
    }),
  )
}

/** SDE-A4-02: the room table of the comprehensive review; each room names leader, reviewers and score clerk. */
export const printDefencesHandler: CommandHandler<typeof printDefences> = async (context, { batchId }) => {
  const organisationId = ownOrganisation(context)
  const turns = await turnsOf(context.tx, { organisationId, batchId })
  const [first] = turns
  if (!first) return notScheduled
  const rooms = await roomsOf(context, { organisationId, batchId }, turns)
  const title = '职业技能等级认定综合评审考场安排表'
  const printed = await pressed(context, {
    ...{ organisationId, title },
    data: {
      form: 'schedule',
      organisation: (await organisationFacts(context.tx, organisationId)).name,
      rows: rooms.map(({ session, line, room, clerk, panel, turns: own }) => [
        `${room.siteName} ${room.building}`,
        date.format(session.startsAt),
        String(own.length),
        `${room.code} ${room.name}`,
        line.occupationName,
        lineTitle(line).replace(`${line.occupationName} `, ''),
        span(own[0]!.startsAt, own.at(-1)!.endsAt),
        panel
          .filter(({ isLeader }) => isLeader)
          .map(({ staffName }) => staffName)
          .join('、'),
        panel
          .filter(({ isLeader }) => !isLeader)
          .map(({ staffName }) => staffName)
          .join('、'),
        clerk,
      ]),
    },
  })
  if (printed.refused) return printed
  context.record({
    type: 'defences-printed',
    table: 'defenceTurn',
    row: first,
    data: { fileId: printed.value.fileId },
    clauses: ['SDE-A4-02'],
  })
  return printed
}

/** 评审记录: what was asked and noted of each candidate, with room for the panel's signatures. */
export const printMinutesHandler: CommandHandler<typeof printMinutes> = async (context, input) => {
  const organisationId = ownOrganisation(context)
  const at = { organisationId, ...input }
  const turns = await turnsOf(context.tx, at)
  const [first] = turns
  if (!first) return notScheduled
  const [room] = await roomsOf(context, { organisationId, batchId: first.batchId }, turns)
  const questions = await questionsOf(context.tx, at)
  const title = '综合评审记录'
  const printed = await pressed(context, {
    ...{ organisationId, title },
    data: {
      form: 'minutes',
      organisation: (await organisationFacts(context.tx, organisationId)).name,
      line: lineTitle(room!.line),
      place: `${room!.room.siteName} ${room!.room.name}`,
      day: date.format(room!.session.startsAt),
      panel: room!.panel.map(({ staffName, isLeader }) => (isLeader ? `${staffName}（组长）` : staffName)),
      turns: turns.map((turn) => ({
        name: room!.people.find(({ applicationId }) => applicationId === turn.applicationId)?.name ?? '',
        time: span(turn.startsAt, turn.endsAt),
        materials: turn.materials.join('、'),
        questions: questions
          .filter(({ applicationId }) => applicationId === turn.applicationId)
          .map(({ question, answer, askedBy }) => ({ question, answer, askedBy })),
        minutes: turn.minutes ?? '',
      })),
    },
  })
  if (printed.refused) return printed
  context.record({
    type: 'defence-minutes-printed',
    table: 'defenceTurn',
    row: first,
    data: { fileId: printed.value.fileId },
    clauses: ['SDE-A4-02'],
  })
  return printed
}
