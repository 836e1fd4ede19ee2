import { isLevel, levelName } from '#modules/policy/core/level.ts'
import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { mayBePackaged } from '../../paper/core/paper.duties.ts'
import { stateNames } from '../../paper/core/paper.machine.ts'
import { regimeOf } from '../../paper/core/ruled.ts'
import type { SessionDirectory, SessionRoom, SessionScene, TheorySession } from '../../paper/sessions.port.ts'
import { lockPaper, type PaperRow } from '../../paper/store/paper.store.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type { makePackages } from '../contract.ts'
import { openingTime, papersOfRoom } from '../core/deadline.rule.ts'
import { addEvent, insertPackage, packagesOf } from '../store/package.store.ts'

const spent = ({ state }: PaperRow) =>
  refuse('WRONG_STATE', {
    sentence: `试卷${stateNames[state]}，不能制作试卷袋。`,
    remedy: '审核通过、尚未启封的试卷才能制作试卷袋。',
    clauses: ['HN-2.5-14'],
  })

const notBound = refuse('NOT_BOUND', {
  sentence: '该试卷尚未指定批次和考试时间，不能制作试卷袋。',
  remedy: '请先指定批次和场次。',
  clauses: ['SDS-4.2-03'],
})

const noRooms = refuse('ROOMS_MISSING', {
  sentence: '本场考试尚未公布考场编排，不能按考场人数制作试卷袋。',
  remedy: '请考务人员确认并公布考场编排。',
  clauses: ['HN-2.3.4-06', 'HN-2.5-14'],
})

const made = refuse('PACKAGES_MADE', {
  sentence: '这份试卷的试卷袋已经制作。',
  remedy: '请在试卷袋列表中办理。',
  clauses: ['HN-2.5-14'],
})

const sparesMissing = refuse('SPARES_MISSING', {
  sentence: '所依据的文件未规定备用卷数量，须由本单位确定。',
  remedy: '请填写每个考场的备用卷份数。',
  clauses: [],
  field: 'spares',
})

const levelWords = (level: number) => (isLevel(level) ? levelName(level) : '')

interface Making {
  readonly paper: PaperRow
  readonly session: TheorySession
  readonly scene: SessionScene
  readonly place: string
  readonly spares: number
  readonly opensAt: Date
}

const makeOne = async (context: CommandContext, making: Making, room: SessionRoom): Promise<number> => {
  const { paper, session, scene, place, spares, opensAt } = making
  const by = { name: context.actor.name, accountId: context.actor.accountId }
  const quantity = room.candidates + spares
  const row = await insertPackage(context.tx, {
    organisationId: paper.organisationId,
    kind: 'printed',
    paperId: paper.id,
    batchId: session.batchId,
    sessionId: session.sessionId,
    roomId: room.roomId,
    label: `${session.occupationName}${levelWords(paper.level)} ${room.siteName} ${room.roomName}`,
    occupationName: session.occupationName,
    ...{ level: paper.level, startsAt: session.startsAt, endsAt: session.endsAt, opensAt },
    ...{ pack: scene.pack, packDay: scene.packDay, candidates: room.candidates, spares, quantity },
    ...{ state: 'made', holderName: by.name, holderAccountId: by.accountId },
  })
  const clauses = ['HN-2.3.4-06', 'HN-2.5-14', 'SDS-4.2-06']
  await addEvent(context, row, {
    ...{ step: 'make', state: 'done', at: context.now, place, quantity, sealIntact: true, by, to: by },
    ...{ witnessName: null, signedAt: context.now, receivedQuantity: null, details: {}, note: '', clauses },
  })
  const key = { organisationId: row.organisationId, id: row.id }
  context.record({
    type: 'package-made',
    table: 'paperPackage',
    row: key,
    data: { quantity, spares },
    clauses,
  })
  return quantity
}

/** HN-2.3.4-06, HN-2.5-14: a package for each room of the session, by those who really sit there and the spares. */
export const makePackagesHandler =
  (directory: SessionDirectory): CommandHandler<typeof makePackages> =>
  async (context, input) => {
    const { organisationId } = ownPlace(context)
    const { tx } = context
    const paper = await lockPaper(tx, organisationId, input)
    if (!mayBePackaged(paper)) return spent(paper)
    if (paper.sessionId === null) return notBound
    const { sessionId } = paper
    const session = (await directory.sessions(tx, organisationId)).find((one) => one.sessionId === sessionId)
    const scene = await directory.scene(tx, { organisationId, sessionId })
    if (!session || !scene || scene.rooms.length === 0) return noRooms
    const known = await packagesOf(tx, organisationId, paper.id)
    if (known.some(({ kind }) => kind === 'printed')) return made
    const inForce = regimeOf(scene)
    const spares = papersOfRoom(inForce, 0)?.spares ?? input.spares
    if (spares === undefined) return sparesMissing
    const opensAt = openingTime(inForce, session.startsAt, input.openMinutesBefore ?? 0).due
    const making = { paper, session, scene, place: input.place, spares, opensAt }
    let papers = 0
    for (const room of scene.rooms) papers += await makeOne(context, making, room)
    return accept({ packages: scene.rooms.length, papers })
  }
