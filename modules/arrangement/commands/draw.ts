import { randomBytes } from 'node:crypto'
import { v7 as uuid } from 'uuid'
import { regime } from '#modules/policy/core/regime.ts'
import { dayOf, inWords } from '#platform/clock/day.ts'
import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { confirmationsOf } from '../confirmation.store.ts'
import { judgeStudy, withOpenStudy } from '../core/confirmation.rule.ts'
import { allot, commitmentOf, drawnOrder } from '../core/draw.ts'
import { panelSize, type StaffedRoom } from '../core/roster.rule.ts'
import { schemeTime } from '../core/wording.ts'
import { sha256 } from '../digest.ts'
import { examinerIneligibility, loadSessionRoster, mayInvigilate, type SessionRoster } from '../roster.ts'
import type { announceDraw, draw } from '../staff.contract.ts'
import {
  activeDuties,
  type DrawRow,
  drawsOfSession,
  insertDraw,
  insertDuties,
  lockDraw,
  removeDuties,
  updateDraw,
} from '../staff.store.ts'
import { lockSession, ownOrganisation } from '../store.ts'

type Role = DrawRow['role']
type Of = { readonly siteId: string; readonly role: Role }

const sealed = (drawId: string) => `draw.seed:${drawId}`
const clausesOf = (role: Role) =>
  role === '考评人员' ? ['SDS-4.3-08', 'SDS-4.3-12'] : ['SDS-4.4-13', 'SDS-4.4-14']

/** Theory rooms are invigilated, the others examined; only those in use at this site. */
const roomsToStaff = (roster: SessionRoster, { siteId, role }: Of): readonly StaffedRoom[] =>
  (roster.session.subject === 'theory') === (role === '监考人员')
    ? roster.rooms.filter((room) => room.siteId === siteId)
    : []

const mayServe = (roster: SessionRoster, role: Role) =>
  roster.staff.filter((staff) =>
    role === '考评人员' ? examinerIneligibility(roster, staff).length === 0 : mayInvigilate(roster, staff),
  )

const repeated = (role: Role) =>
  refuse('DRAW_REPEATED', {
    sentence: `本场次该考点的${role}已经抽签，不得无故重抽。`,
    remedy: '确需重抽的，请填写原因；原抽签记录保留。',
    clauses: clausesOf(role),
    field: 'reason',
  })

/** An earlier draw is kept as superseded and its people leave their posts before the pool is fixed anew. */
const supersede = async (context: CommandContext, earlier: readonly DrawRow[], reason: string) => {
  for (const row of earlier) {
    await updateDraw(context.tx, row, { state: 'superseded' })
    const duties = await activeDuties(context.tx, row.organisationId, {
      batchId: row.batchId,
      sessionIds: [row.sessionId],
    })
    const drawn = duties.filter(({ drawId }) => drawId === row.id)
    await removeDuties(context.tx, drawn, reason)
    const { organisationId } = row
    context.record({
      type: 'draw-superseded',
      table: 'staffDraw',
      row,
      data: { reason },
      clauses: clausesOf(row.role),
    })
    context.recordAll({
      type: 'duty-removed',
      table: 'duty',
      organisationId,
      ids: drawn.map(({ id }) => id),
      data: { reason },
      clauses: clausesOf(row.role),
    })
  }
}

const refuseEmpty = (code: 'ROOMS_EMPTY' | 'POOL_EMPTY', role: Role) =>
  refuse(code, {
    sentence: code === 'ROOMS_EMPTY' ? `本场次在该考点没有需要${role}的考场。` : `没有可供抽取的${role}。`,
    remedy: code === 'ROOMS_EMPTY' ? '请核对考点和岗位。' : '请先导入人员名册，或核对人员资格和占用情况。',
    clauses: clausesOf(role),
  })

/**
 * Who takes part in a draw. SDS-4.4-09: where it is announced anew with a reason, those who have not confirmed their
 * study stay out of it and are named.
 */
const poolOf = async (
  context: CommandContext,
  roster: SessionRoster,
  { role, isAnew }: { readonly role: Role; readonly isAnew: boolean },
) => {
  const free = mayServe(roster, role).filter(({ id }) => !roster.busy.has(id))
  const open = isAnew && role === '监考人员' ? await openStudyOf(context, roster, free) : []
  return { pool: free.filter((staff) => !open.includes(staff)), leftOut: open.map(({ name }) => name) }
}

const confirmedIn = ({ tx }: CommandContext, { session }: SessionRoster) =>
  confirmationsOf(tx, { organisationId: session.organisationId, sessionId: session.id })

const lawOf = ({ scene: { batch } }: SessionRoster) => regime(batch.pack, batch.createdOn)

const openStudyOf = async <P extends { readonly id: string }>(
  context: CommandContext,
  roster: SessionRoster,
  people: readonly P[],
) => withOpenStudy(lawOf(roster), people, await confirmedIn(context, roster))

/** Fixes pool and seed and publishes the hash that binds both; the seed itself stays sealed until drawn. */
export const announceDrawHandler: CommandHandler<typeof announceDraw> = async (context, input) => {
  const { tx } = context
  const organisationId = ownOrganisation(context)
  const session = await lockSession(tx, organisationId, { sessionId: input.sessionId })
  const all = (await drawsOfSession(tx, organisationId, session.id)).filter(
    (row) => row.siteId === input.siteId && row.role === input.role,
  )
  const standing = all.filter(({ state }) => state !== 'superseded')
  if (standing.length > 0 && !input.reason) return repeated(input.role)
  await supersede(context, standing, input.reason ?? '')
  const roster = await loadSessionRoster(tx, session)
  const rooms = roomsToStaff(roster, input)
  if (rooms.length === 0) return refuseEmpty('ROOMS_EMPTY', input.role)
  const isAnew = standing.length > 0
  const { pool: people, leftOut } = await poolOf(context, roster, { role: input.role, isAnew })
  const pool = people.map(({ staffNumber }) => staffNumber)
  if (pool.length === 0) return refuseEmpty('POOL_EMPTY', input.role)
  const [id, seed, number] = [uuid(), randomBytes(32).toString('hex'), all.length + 1]
  const time = schemeTime(session.startsAt.toISOString(), session.endsAt.toISOString())
  const label = `${roster.scene.batch.name} ${time} ${rooms[0]!.siteName} ${input.role} 第${number}次`
  const commitment = commitmentOf({ seed, label, pool }, sha256)
  await insertDraw(tx, {
    organisationId,
    id,
    batchId: session.batchId,
    sessionId: session.id,
    siteId: input.siteId,
    role: input.role,
    number,
    label,
    commitment,
    announcedAt: context.now,
    seedSealed: Buffer.from(context.services.keyring.encrypt(seed, sealed(id))),
    pool,
    reason: input.reason ?? null,
  })
  context.record({
    type: 'draw-announced',
    table: 'staffDraw',
    row: { organisationId, id },
    data: { commitment, pool: pool.length, ...(leftOut.length > 0 && { leftOut: [...leftOut] }) },
    clauses: clausesOf(input.role),
  })
  return accept({ drawId: id, version: 1, commitment, pool: pool.length })
}

const checkMoment = (roster: SessionRoster, row: DrawRow, today: string) => {
  const { staffing } = regime(roster.scene.batch.pack, roster.scene.batch.createdOn)
  const allotment = staffing.invigilatorAllotment
  if (row.role !== '监考人员' || allotment.provenance === 'not-stated' || allotment.value.method !== 'draw')
    return null
  const on = dayOf(roster.session.startsAt)
  if (allotment.value.when === 'exam-day' && today !== on) {
    return refuse('NOT_THE_DAY', {
      sentence: `监考人员须在开考当天（${inWords(on)}）抽签。`,
      remedy: '请于开考当天由考点负责人主持抽签。',
      clauses: allotment.clauses,
    })
  }
  return null
}

/** SDS-4.4-09: those whom the draw may hit have all confirmed their study. */
const checkStudy = async (context: CommandContext, roster: SessionRoster, row: DrawRow) =>
  row.role === '监考人员'
    ? judgeStudy(
        lawOf(roster),
        roster.staff.filter(({ id, staffNumber }) => row.pool.includes(staffNumber) && !roster.busy.has(id)),
        await confirmedIn(context, roster),
      )
    : null

const headMissing = () =>
  refuse('HEAD_MISSING', {
    sentence: '该考点当天还没有考点负责人，不能主持抽签。',
    remedy: '请先安排考点负责人。',
    clauses: ['SDS-4.3-04', 'SDS-4.4-13'],
  })

const allotRooms = (roster: SessionRoster, row: DrawRow, order: readonly string[]) => {
  const numberOf = new Map(roster.staff.map(({ id, staffNumber }) => [id, staffNumber]))
  const places = roomsToStaff(roster, row).map((room) => ({
    id: room.id,
    need:
      row.role === '监考人员'
        ? roster.numbers.invigilatorsPerRoom.count
        : panelSize(room.candidates, roster.numbers),
    excluded: new Set([...room.avoided.keys()].map((staffId) => numberOf.get(staffId) ?? '')),
  }))
  return allot(order, places)
}

const insertDrawn = (
  context: CommandContext,
  roster: SessionRoster,
  given: { row: DrawRow; byRoom: ReadonlyMap<string, readonly string[]> },
) => {
  const { row, byRoom } = given
  const staff = new Map(roster.staff.map((each) => [each.staffNumber, each]))
  const duties = [...byRoom].flatMap(([roomId, numbers]) =>
    numbers.map((staffNumber, index) => ({
      organisationId: row.organisationId,
      batchId: row.batchId,
      sessionId: row.sessionId,
      roomId,
      siteId: row.siteId,
      role: row.role,
      staffId: staff.get(staffNumber)!.id,
      staffName: staff.get(staffNumber)!.name,
      // The first lot of an examiners' panel leads it (SDS-4.3-11).
      isLeader: row.role === '考评人员' && index === 0,
      drawId: row.id,
      reason: null,
    })),
  )
  return insertDuties(context.tx, duties)
}

/** Opens the seed and gives the rooms their people; who must avoid someone in a room is drawn for another. */
export const drawHandler: CommandHandler<typeof draw> = async (context, input) => {
  const { tx, today } = context
  const organisationId = ownOrganisation(context)
  const row = await lockDraw(tx, organisationId, input)
  if (row.state !== 'announced') return repeated(row.role)
  const roster = await loadSessionRoster(
    tx,
    await lockSession(tx, organisationId, { sessionId: row.sessionId }),
  )
  const untimely = checkMoment(roster, row, today)
  if (untimely) return untimely
  const head = roster.duties.find((duty) => duty.role === '考点负责人' && duty.siteId === row.siteId)
  if (row.role === '监考人员' && !head) return headMissing()
  const unstudied = await checkStudy(context, roster, row)
  if (unstudied) return unstudied
  const seed = context.services.keyring.decrypt(row.seedSealed, sealed(row.id))
  const order = drawnOrder({ seed, label: row.label, pool: row.pool }, sha256)
  const free = new Set(
    roster.staff.filter(({ id }) => !roster.busy.has(id)).map(({ staffNumber }) => staffNumber),
  )
  const { byPlace, missing } = allotRooms(
    roster,
    row,
    order.filter((staffNumber) => free.has(staffNumber)),
  )
  if (missing.length > 0) {
    const lacking = missing.map(
      ({ id, count }) => `${roster.rooms.find((room) => room.id === id)?.name}缺 ${count} 名`,
    )
    return refuse('POOL_SHORT', {
      sentence: `备选${row.role}不足：${lacking.join('；')}。`,
      remedy: '请补充合格人员后重新公布抽签；种子尚未公开。',
      clauses: clausesOf(row.role),
    })
  }
  const dutyIds = await insertDrawn(context, roster, { row, byRoom: byPlace })
  const rooms = [...byPlace].map(([roomId, staffNumbers]) => ({ roomId, staffNumbers }))
  const ledBy = head?.staffName ?? context.actor.name
  const version = await updateDraw(tx, row, {
    state: 'drawn',
    seed,
    result: { order, rooms },
    drawnAt: context.now,
    ledBy,
  })
  const clauses = [...clausesOf(row.role), 'SDS-4.3-06', 'SDS-4.3-10']
  context.record({ type: 'staff-drawn', table: 'staffDraw', row, data: { seed, order, ledBy }, clauses })
  context.recordAll({ type: 'duty-drawn', table: 'duty', organisationId, ids: dutyIds, clauses })
  const names = new Map(roster.staff.map(({ staffNumber, name }) => [staffNumber, name]))
  return accept({
    version,
    seed,
    drawn: rooms.map(({ roomId, staffNumbers }) => ({
      roomName: roster.rooms.find(({ id }) => id === roomId)?.name ?? '',
      names: staffNumbers.map((staffNumber) => names.get(staffNumber) ?? ''),
    })),
  })
}
