import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import type { commitImport } from '../contract.ts'
import type { ImportPlan } from '../core/planned.ts'
import { afterChange } from '../core/site.machine.ts'
import type { ComparedRoom, ComparedSite } from '../import/comparison.ts'
import { type ReadBook, readRoomsBook } from '../import/read-book.ts'
import {
  changeRoom,
  changeSeat,
  changeSite,
  insertRoom,
  insertSeats,
  insertSite,
  type SiteRow,
} from '../store.ts'

const refuseErrors = (count: number) =>
  refuse('BOOK_HAS_ERRORS', {
    sentence: `表中有${count}处错误，所选方式要求全部正确才导入。`,
    remedy: '请改正后重新上传，或选择跳过有误的行。',
    clauses: [],
    field: 'fileId',
  })

const nothing = refuse('NOTHING_TO_IMPORT', {
  sentence: '表中没有可以导入的考点或考场。',
  remedy: '请核对“所属机构”是否为本机构全称，并按提示改正错误。',
  clauses: ['SDS-4.1-03'],
  field: 'fileId',
})

const writeRoom = async (context: CommandContext, siteId: string, room: ComparedRoom): Promise<string> => {
  const { tx } = context
  const organisationId = context.actor.organisationId!
  const { stored, values } = room
  if (stored === undefined) {
    const roomId = await insertRoom(tx, organisationId, { ...values, siteId })
    await insertSeats(tx, { organisationId, roomId }, room.allSeats)
    return roomId
  }
  await changeRoom(tx, stored, values)
  for (const { id, usable, defect } of room.seats)
    if (id !== undefined) await changeSeat(tx, { organisationId, seatId: id }, { usable, defect })
  return stored.id
}

interface SiteWriting {
  readonly site: ComparedSite | undefined
  readonly stored: SiteRow | undefined
  readonly rooms: readonly ComparedRoom[]
}

/** Writes one site with the rooms of it that differ; a confirmed site goes back to its city. */
const writeSite = async (context: CommandContext, { site, stored, rooms }: SiteWriting): Promise<void> => {
  const { tx } = context
  const organisationId = context.actor.organisationId!
  const differing = rooms.filter(({ change }) => change !== 'same')
  if (stored && site?.change !== 'changed' && differing.length === 0) return
  const siteId = stored?.id ?? (await insertSite(tx, organisationId, site!.values))
  if (stored) await changeSite(tx, stored, { ...site?.values, state: afterChange(stored.state) })
  context.record({
    type: stored ? 'site-changed' : 'site-registered',
    table: 'site',
    row: { organisationId, id: siteId },
    data: stored ? { from: stored.state, to: afterChange(stored.state) } : {},
    clauses: ['SDS-4.1-01', 'SDS-4.1-03'],
  })
  const ids = { new: [] as string[], changed: [] as string[] }
  for (const room of differing)
    ids[room.change as 'new' | 'changed'].push(await writeRoom(context, siteId, room))
  const clauses = ['SDS-4.1-08', 'SDS-A3-15']
  if (ids.new.length > 0)
    context.recordAll({ type: 'room-registered', table: 'room', organisationId, ids: ids.new, clauses })
  if (ids.changed.length > 0)
    context.recordAll({ type: 'room-changed', table: 'room', organisationId, ids: ids.changed, clauses })
}

const counted = (of: readonly { readonly change: string }[]) => ({
  created: of.filter(({ change }) => change === 'new').length,
  changed: of.filter(({ change }) => change === 'changed').length,
  same: of.filter(({ change }) => change === 'same').length,
})

const writings = ({ comparison, registered }: ReadBook): SiteWriting[] => {
  const rooms = Map.groupBy(comparison.rooms, ({ siteCode }) => siteCode)
  const codes = new Set([...comparison.sites.map(({ code }) => code), ...rooms.keys()])
  return [...codes].map((code) => ({
    site: comparison.sites.find((one) => one.code === code),
    stored: registered.sites.find((one) => one.code === code),
    rooms: rooms.get(code) ?? [],
  }))
}

const reply = ({ comparison }: ReadBook, plan: ImportPlan, written: readonly SiteWriting[]) => {
  const seats = comparison.rooms.flatMap(({ allSeats }) => allSeats)
  const isTouched = ({ site, rooms }: SiteWriting) =>
    site?.change === 'changed' || rooms.some(({ change }) => change !== 'same')
  return {
    sites: counted(comparison.sites),
    rooms: counted(comparison.rooms),
    seats: seats.length,
    usableSeats: seats.filter(({ usable }) => usable).length,
    foreignRows: plan.foreign.reduce((sum, { rows }) => sum + rows, 0),
    skippedRows: plan.total - plan.good,
    backForConfirmation: written
      .filter((one) => one.stored?.state === 'confirmed' && isTouched(one))
      .map(({ stored }) => stored!.name),
  }
}

/** SDS-4.1-03, SDS-4.1-08: sites and rooms come in from one workbook; the same workbook again changes nothing. */
export const commitImportHandler: CommandHandler<typeof commitImport> = async (context, { fileId, mode }) => {
  const read = await readRoomsBook(context, fileId)
  if (read.refused) return read
  const { plan } = read.value
  const errors = plan.findings.filter(({ severity }) => severity === 'error').length
  if (mode === 'all-or-nothing' && errors > 0) return refuseErrors(errors)
  if (plan.good === 0) return nothing
  const sites = writings(read.value)
  for (const site of sites) await writeSite(context, site)
  return accept(reply(read.value, plan, sites))
}
