import { randomBytes } from 'node:crypto'
import { v7 as uuid } from 'uuid'
import { commitmentOf, type PlacementFact, placementsOf } from '#modules/arrangement/facts.ts'
import { type PracticalPreparation, practicalPreparationFor } from '#modules/itembank/facts.ts'
import { dayOf } from '#platform/clock/day.ts'
import type { CommandContext } from '#platform/command/context.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import type { preparePractical } from '../contract.ts'
import { noticeLines } from '../core/notice.ts'
import { boundPool } from '../core/order.ts'
import { sha256 } from '../digest.ts'
import { lineTitle, type PracticalScene, sceneOfSession } from '../scene.ts'
import { findDay, saveDay } from '../store.ts'

export const seedPurpose = (dayId: string) => `practical-day.seed:${dayId}`

const notPractical = refuse('NOT_PRACTICAL', {
  sentence: '该场次不是技能操作考核。',
  remedy: '请选择技能操作考核的场次。',
  clauses: ['SDS-4.4-19'],
})

const noCandidates = refuse('NO_CANDIDATES', {
  sentence: '该场次没有安排考生。',
  remedy: '请核对编排。',
  clauses: ['SDS-4.1-15'],
})

const orderDrawn = refuse('ORDER_DRAWN', {
  sentence: '本场已经抽签，不能重新准备。',
  remedy: '试卷或题目确有错误的，请停止考试并报告。',
  clauses: ['SDS-4.4-19'],
})

const judgePaper = (paper: PracticalPreparation, { line }: PracticalScene) => {
  if (!paper.isInForce) {
    return refuse('PAPER_NOT_IN_FORCE', {
      sentence: `“${paper.title}”没有启用，不能据以准备。`,
      remedy: '请选择已启用的操作技能试卷。',
      clauses: ['HN-2.4-05'],
      field: 'practicalId',
    })
  }
  return paper.occupationCode === line.occupationCode && paper.level === line.level
    ? undefined
    : refuse('PAPER_OF_OTHER_LEVEL', {
        sentence: `“${paper.title}”不是${lineTitle(line)}的试卷。`,
        remedy: '请选择本职业本等级的试卷。',
        clauses: ['HN-2.4-05'],
        field: 'practicalId',
      })
}

interface RoomToPrepare {
  readonly scene: PracticalScene
  readonly paper: PracticalPreparation
  readonly input: InputOf<typeof preparePractical>
  readonly people: readonly PlacementFact[]
}

const prepareRoom = async (context: CommandContext, { scene, paper, input, people }: RoomToPrepare) => {
  const { organisationId, batch, session } = scene
  const at = { organisationId, sessionId: session.id, roomId: people[0]!.roomId }
  const earlier = await findDay(context.tx, at)
  if (earlier && earlier.state !== 'prepared') return null
  const [id, seed] = [earlier?.id ?? uuid(), randomBytes(32).toString('hex')]
  const label = `${batch.name} ${dayOf(session.startsAt)} 技能第${session.number}场 ${people[0]!.roomId} 考核顺序`
  const pool = boundPool({ pool: people.map(({ ticketNumber }) => ticketNumber), tasks: input.tasks })
  const notice = noticeLines(paper.supplies, { candidates: people.length, stations: people.length })
  await saveDay(
    context.tx,
    {
      ...{ ...at, id, batchId: batch.id, practicalId: paper.practicalId, title: paper.title },
      ...{ isDangerous: input.isDangerous, tasks: input.tasks, label, notice },
      modules: paper.modules,
      commitment: commitmentOf({ seed, label, pool }, sha256),
      seedSealed: Buffer.from(context.services.keyring.encrypt(seed, seedPurpose(id))),
    },
    earlier,
  )
  context.record({
    type: 'practical-prepared',
    table: 'practicalDay',
    row: { organisationId, id },
    data: { title: paper.title },
    clauses: ['SDS-4.1-15', 'HN-2.3.4-10', 'HN-2.4-05', 'SPC-A1.4-03'],
  })
  return notice.length
}

/** The rooms of a session get their notice from the paper, and a draw that nobody can bend (SPC-A1.4-03). */
export const preparePracticalHandler: CommandHandler<typeof preparePractical> = async (context, input) => {
  const scene = await sceneOfSession(context, input.sessionId)
  const { organisationId, batch, session, line, rules } = scene
  if (session.subject !== 'practical') return notPractical
  const paper = await practicalPreparationFor(context, organisationId, input.practicalId)
  const wrong = judgePaper(paper, scene)
  if (wrong) return wrong
  if (!input.isDangerous && rules.protection.value.occupations.includes(line.occupationCode)) {
    return refuse('TRADE_DANGEROUS', {
      sentence: `${line.occupationName}属于危险工种，须进行防护检查。`,
      remedy: '请按危险工种准备本场。',
      clauses: [...rules.protection.clauses],
      field: 'isDangerous',
    })
  }
  const of = { batchId: batch.id, sessionId: session.id }
  const rooms = Map.groupBy(await placementsOf(context.tx, organisationId, of), ({ roomId }) => roomId)
  if (rooms.size === 0) return noCandidates
  let lines = 0
  for (const people of rooms.values()) {
    const listed = await prepareRoom(context, { scene, paper, input, people })
    if (listed === null) return orderDrawn
    lines = listed
  }
  return accept({ rooms: rooms.size, lines })
}
