import { createHash, randomBytes } from 'node:crypto'
import * as arrangement from '#modules/arrangement/contract.ts'
import { firstPassword } from '#modules/arrangement/core/first-password.ts'
import * as staffing from '#modules/arrangement/staff.contract.ts'
import { logIn } from './client.ts'
import { demoFile, type Walk } from './walk.ts'

export const examDay = '2026-12-26'
const moment = (time: string) => new Date(`${examDay}T${time}:00+08:00`).toISOString()

/** Step 7: sessions, seats, confirmation with tickets, and the roster of staff. Gives how many tickets there are. */
export const arrange = async (walk: Walk): Promise<number> => {
  const { batchId, lineId } = walk.found as { batchId: string; lineId: string }
  const exam = await walk.as('exam')
  const session = (subject: 'theory' | 'practical', from: string, to: string) => ({
    lineId,
    subject,
    startsAt: moment(from),
    endsAt: moment(to),
  })
  const saved = await exam.done(arrangement.saveSessions, {
    batchId,
    version: 0,
    restMinutes: 30,
    sessions: [session('theory', '09:00', '10:30'), session('practical', '13:30', '16:30')],
  })
  const ofSubject = (subject: string) => saved.sessions.find((each) => each.subject === subject)!.id
  walk.found.theorySessionId = ofSubject('theory')
  walk.found.practicalSessionId = ofSubject('practical')
  const { jobId } = await exam.done(arrangement.seatCandidates, { batchId, version: saved.version })
  if (jobId) await exam.finished(jobId)
  const { version } = await exam.done(arrangement.overview, { batchId })
  const { tickets } = await exam.done(arrangement.confirmArrangement, { batchId, version })
  const { fileId } = await exam.upload(demoFile('staff.xlsx'))
  await exam.done(staffing.importStaff, { fileId })
  return tickets
}

type DrawRole = '监考人员' | '考评人员'

/** SDS-4.4-09: every invigilator has confirmed what was studied; otherwise there is no draw. */
const studied = async (walk: Walk, sessionId: string): Promise<void> => {
  const exam = await walk.as('exam')
  const { items, people } = await exam.done(staffing.confirmations, { sessionId })
  const topics = items.filter(({ clause }) => clause === 'SDS-4.4-09').map(({ item }) => item)
  for (const { staffId, open } of people) {
    const left = topics.filter((topic) => open.includes(topic))
    if (left.length > 0) await exam.done(staffing.confirmInvigilator, { sessionId, staffId, items: left })
  }
}

const drawFor = async (walk: Walk, sessionId: string, role: DrawRole): Promise<void> => {
  const exam = await walk.as('exam')
  if (role === '监考人员') await studied(walk, sessionId)
  const { sites, draws } = await exam.done(staffing.staffing, { sessionId })
  for (const { siteId } of sites.filter((site) => draws.every((each) => each.siteId !== site.siteId))) {
    const { drawId, version } = await exam.done(staffing.announceDraw, { sessionId, siteId, role })
    await exam.done(staffing.draw, { drawId, version })
  }
}

interface Posts {
  readonly headId: string
  readonly supervisorId: string
}

/** The head serves the site for the whole day and is appointed once; each session has its supervisor. */
const appoint = async (walk: Walk, sessionId: string, { headId, supervisorId }: Posts): Promise<void> => {
  const exam = await walk.as('exam')
  const { sites, duties } = await exam.done(staffing.staffing, { sessionId })
  const headed = new Set(duties.filter(({ role }) => role === '考点负责人').map(({ siteId }) => siteId))
  for (const { siteId } of sites.filter((site) => !headed.has(site.siteId)))
    await exam.done(staffing.assignDuty, { sessionId, staffId: headId, role: '考点负责人', siteId })
  if (!duties.some(({ role }) => role === '内部质量督导员'))
    await exam.done(staffing.assignDuty, { sessionId, staffId: supervisorId, role: '内部质量督导员' })
}

const release = async (walk: Walk, sessionId: string): Promise<void> => {
  const exam = await walk.as('exam')
  const { sessionVersion } = await exam.done(staffing.staffing, { sessionId })
  await exam.done(staffing.releaseDuties, { sessionId, version: sessionVersion })
}

/** Logs everyone on duty in who got an account; the first password follows from the secret of the screen. */
const openAccounts = async (walk: Walk): Promise<void> => {
  const exam = await walk.as('exam')
  const secret = randomBytes(32).toString('hex')
  const { accounts } = await exam.done(staffing.openStaffAccounts, { batchId: walk.found.batchId!, secret })
  for (const { staffNumber, login } of accounts) {
    const hash = createHash('sha256').update(`${secret}\n${staffNumber}`).digest('hex')
    walk.found.staff.set(
      staffNumber,
      await logIn(walk.server.address, { login, password: firstPassword(hash) }),
    )
  }
}

/** Staff numbers on duty in a session, by role; the leader of a panel first. */
export const onDuty = async (walk: Walk, sessionId: string, role: string) => {
  const { duties } = await (await walk.as('exam')).done(staffing.staffing, { sessionId })
  return duties
    .filter((duty) => duty.role === role)
    .toSorted((one, other) => Number(other.isLeader) - Number(one.isLeader))
}

/** Who is to head the site: someone whom no draw wants. */
const headNumber = 'B024'

/** Step 9, the morning of the examination: heads, supervisors, draws, release, accounts for everyone on duty. */
export const staffSessions = async (walk: Walk): Promise<number> => {
  walk.at(examDay, '07:30')
  const exam = await walk.as('exam')
  const { staff } = await exam.done(staffing.staffPool, { batchId: walk.found.batchId! })
  const headId = staff.find(({ staffNumber }) => staffNumber === headNumber)!.id
  const mayWatch = (each: (typeof staff)[number]) =>
    each.supervisor.length === 0 && each.mustAvoid.length === 0
  const supervisorId = staff.find((each) => each.id !== headId && mayWatch(each))!.id
  const sessions = [
    [walk.found.theorySessionId!, '监考人员'],
    [walk.found.practicalSessionId!, '考评人员'],
  ] as const
  for (const [sessionId, role] of sessions) {
    await appoint(walk, sessionId, { headId, supervisorId })
    await drawFor(walk, sessionId, role)
    await release(walk, sessionId)
  }
  await openAccounts(walk)
  return walk.found.staff.size
}
