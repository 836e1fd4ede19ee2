import { readFileSync } from 'node:fs'
import * as delivery from '#modules/delivery/practical/contract.ts'
import * as scoring from '#modules/scoring/contract.ts'
import * as practical from '#modules/scoring/practical.contract.ts'
import * as publicity from '#modules/scoring/publicity.contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import type { Verdict } from '#platform/contract/verdict.ts'
import { anyone, type Client } from './client.ts'
import { demoFile, type Walk } from './walk.ts'
import { examDay, onDuty } from './walk-arrange.ts'
import { practicalInForce } from './walk-papers.ts'
import { shares } from './walk-room.ts'

type Form = NonNullable<ReplyOf<typeof practical.pad>['form']>

const signature = 'M 10 60 L 40 20 L 80 90 L 140 30 L 200 80'
const practicalForm = (): Form =>
  JSON.parse(readFileSync(demoFile('practical-electrician-4.json'), 'utf8')) as Form

/** Points of a sheet with this total: what is missing is taken from the first points that hold it. */
const pointsOf = (form: Form, total: number): Record<string, number> => {
  let left = form.totalScore - total
  return Object.fromEntries(
    form.modules
      .flatMap(({ scoringPoints }) => scoringPoints)
      .map(({ code, maxScore }) => {
        const off = Math.min(left, maxScore)
        left -= off
        return [code, maxScore - off]
      }),
  )
}

/** Waits until the bank has been told how its items did. */
export const itemsRecorded = async (walk: Walk) => {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const rows = await walk.server.connection.owner
      .selectFrom('itemStatistic')
      .select(['answered', 'correct'])
      .where('batchId', '=', walk.found.batchId!)
      .execute()
    if (rows.length > 0) return rows
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('the bank has not been told')
}

const examinersOf = async (walk: Walk): Promise<readonly Client[]> =>
  (await onDuty(walk, walk.found.practicalSessionId!, '考评人员')).map(
    ({ staffNumber }) => walk.found.staff.get(staffNumber)!,
  )

/** The one responsible for quality on the spot. */
export const supervisorOf = async (walk: Walk): Promise<Client> => {
  const [supervisor] = await onDuty(walk, walk.found.practicalSessionId!, '内部质量督导员')
  return walk.found.staff.get(supervisor!.staffNumber)!
}

/** Waits until what follows from the sealed room has happened: every script is scored by machine. */
export const theoryScored = async (walk: Walk): Promise<number> => {
  const exam = await walk.as('exam')
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const { standing } = await exam.done(scoring.overview, { batchId: walk.found.batchId! })
    if (standing.theoryToConfirm > 0) return standing.theoryScored
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('theory was not scored')
}

/** An examiner of the batch looks the machine's marks through and confirms them. */
export const confirmTheory = async (walk: Walk): Promise<number> => {
  const [examiner] = await examinersOf(walk)
  return (await examiner!.done(scoring.confirmTheory, { batchId: walk.found.batchId! })).confirmed
}

/** The room's notice is made from the paper, and the leader finds every station in order (SDS-4.4-19). */
const stationsReady = async (
  walk: Walk,
  { roomId, practicalId, examiner }: { roomId: string; practicalId: string; examiner: Client },
) => {
  const sessionId = walk.found.practicalSessionId!
  const input = { sessionId, practicalId, isDangerous: true, tasks: [] }
  await (await walk.as('exam')).done(delivery.preparePractical, input)
  const { lists } = await examiner.done(delivery.practicalDay, { sessionId, roomId })
  const { subjects } = lists.find(({ form }) => form === 'station')!
  await examiner.done(delivery.checkPractical, {
    ...{ sessionId, roomId, form: 'station', inOrder: true, quantity: null, finding: '' },
    subjectIds: subjects.map(({ subjectId }) => subjectId),
    items: subjects[0]!.lines.map(({ item }) => item),
  })
}

/** Practical points of those who came, in the order of their shares in theory. */
export const practicalTotals = [88, 75, 66] as const

/** Afternoon: the examiners of the panel score on their pads, absent ones are registered, leader and supervisor sign. */
export const examinePractically = async (walk: Walk): Promise<string> => {
  walk.at(examDay, '14:00')
  const { batchId, lineId, practicalSessionId } = walk.found as {
    batchId: string
    lineId: string
    practicalSessionId: string
  }
  const [exam, supervisor, examiners] = [
    await walk.as('exam'),
    await supervisorOf(walk),
    await examinersOf(walk),
  ]
  const form = practicalForm()
  const practicalId = await practicalInForce(walk)
  await exam.done(practical.adoptPracticalForm, { batchId, lineId, practicalId })
  const present = walk.found.room!.seats.slice(0, shares.length).map(({ name }) => name)
  const [leader] = examiners
  const { tasks } = await leader!.done(practical.padBatches, {})
  const { roomId } = tasks.find(({ sessionId }) => sessionId === practicalSessionId)!
  await stationsReady(walk, { roomId, practicalId, examiner: leader! })
  const { candidates } = await leader!.done(practical.pad, { batchId, sessionId: practicalSessionId, roomId })
  for (const examiner of examiners)
    for (const { applicationId, name } of candidates.filter((each) => present.includes(each.name)))
      await examiner.done(practical.lockSheet, {
        batchId,
        applicationId,
        version: 0,
        points: pointsOf(form, practicalTotals[present.indexOf(name)]!),
        vetoes: [],
        deductions: [],
        checks: [...practical.checkNames],
        signature,
      })
  const absent = candidates
    .filter(({ name }) => !present.includes(name))
    .map(({ applicationId }) => applicationId)
  await exam.done(practical.markPracticalAbsent, { batchId, applicationIds: absent })
  await leader!.done(practical.signPanel, { batchId, sessionId: practicalSessionId, roomId, signature })
  const { panels } = await supervisor.done(practical.panelList, { batchId })
  const { panelId, version } = panels.find((panel) => panel.roomId === roomId)!
  return (await supervisor.done(practical.countersignPanel, { panelId: panelId!, version, signature })).state
}

const entryOf = async (client: Client, batchId: string) =>
  (await client.done(scoring.overview, { batchId })).entry.version

/** The named person enters; the same person is refused as the one who checks, another one verifies. */
export const enterAndVerify = async (
  walk: Walk,
): Promise<{ byOneself: Verdict<unknown>; verified: number }> => {
  walk.at('2026-12-28')
  const batchId = walk.found.batchId!
  const [exam, head] = [await walk.as('exam'), await walk.as('head')]
  const { staff } = await head.done(scoring.overview, { batchId })
  await head.done(scoring.nameResponsible, {
    batchId,
    accountId: staff.find(({ name }) => name === '考务员甲')!.accountId,
  })
  await exam.done(scoring.enterScores, { batchId, version: await entryOf(exam, batchId), notes: [] })
  const check = { batchId, version: await entryOf(exam, batchId), note: '已逐份核对' }
  const byOneself = await exam.ask(scoring.verifyResults, check)
  const { verified } = await head.done(scoring.verifyResults, check)
  return { byOneself, verified }
}

/** Publicity begins; the public page is read without login. */
export const publicise = async (walk: Walk) => {
  walk.at('2026-12-29')
  const batchId = walk.found.batchId!
  const begun = await (await walk.as('exam')).done(publicity.startPublicity, { batchId })
  walk.found.publicityId = begun.publicityId
  const page = await anyone(walk.server.address).done(publicity.publicityPage, {
    publicityId: begun.publicityId,
    page: 1,
    pageSize: 50,
  })
  return { ...begun, page }
}

/** Asks for the confirmation of the results as they stand. */
export const confirmResults = async (walk: Walk) => {
  const [head, batchId] = [await walk.as('head'), walk.found.batchId!]
  const desk = await head.done(publicity.publicityDesk, { batchId })
  return head.ask(publicity.confirmResults, { batchId, version: desk.publicity!.version })
}

/** The second of those present objects; the supervisor looks into it, the head upholds it. */
const upholdObjection = async (walk: Walk, entryNumber: number) => {
  const [head, supervisor, batchId] = [await walk.as('head'), await supervisorOf(walk), walk.found.batchId!]
  await anyone(walk.server.address).done(publicity.raiseObjection, {
    publicityId: walk.found.publicityId!,
    entryNumber,
    name: '示例异议人',
    contact: '13800000009',
    statement: '理论成绩与本人估分相差较大，申请核查答题记录。',
  })
  const objection = async () => (await head.done(publicity.publicityDesk, { batchId })).objections[0]!
  const { objectionId, version } = await objection()
  await supervisor.done(publicity.investigateObjection, {
    objectionId,
    version,
    findings: '调取答题记录，一题判分有误。',
  })
  const decided = { objectionId, version: (await objection()).version, upheld: true, needsCorrection: true }
  await head.done(publicity.decideObjection, { ...decided, decision: '异议成立，更正理论成绩。' })
  return objectionId
}

/** An upheld objection corrects the score of the second of those present: proposed by one, decided by another. */
export const correctByObjection = async (walk: Walk) => {
  walk.at('2026-12-30')
  const [head, supervisor, batchId] = [await walk.as('head'), await supervisorOf(walk), walk.found.batchId!]
  const { rows } = await head.done(scoring.resultRows, { batchId, page: 1, pageSize: 200 })
  const { name } = walk.found.room!.seats[1]!
  const row = rows.find((each) => each.name === name)!
  const page = await anyone(walk.server.address).done(publicity.publicityPage, {
    publicityId: walk.found.publicityId!,
    page: 1,
    pageSize: 50,
  })
  const entry = page.rows.find(({ documentMasked }) => documentMasked === row.documentMasked)!
  const objectionId = await upholdObjection(walk, entry.number)
  const held = await confirmResults(walk)
  const { correctionId } = await supervisor.done(scoring.proposeCorrection, {
    resultId: row.resultId,
    version: row.version,
    subject: 'theory',
    after: row.theory! + 1,
    reason: '一题判分有误',
    objectionId,
  })
  const { state } = await head.done(scoring.decideCorrection, {
    correctionId,
    version: 1,
    approve: true,
    decision: '同意更正',
  })
  return { before: row.theory!, held, state }
}
