import { knownCities, organisationFacts } from '#modules/party/facts.ts'
import { isDay } from '#platform/clock/day.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { roomDetail, siteDetail } from '../contract.ts'
import { roomStanding, sitePoints, siteStanding } from '../core/checklist.ts'
import { siteLaw } from '../core/law.ts'
import { placeWord } from '../core/room.ts'
import { roomWarnings } from '../core/room-warning.rule.ts'
import { siteMachine, siteStateWord } from '../core/site.machine.ts'
import { roomsWithFaults } from '../standing.ts'
import { findRoom, findSite, type SiteRow, seatsOfRooms } from '../store.ts'
import { faultView, pointView, roomView } from '../views.ts'
import { scopeOf } from './site-list.ts'

/** A site within the caller's own scope, whatever organisation the request names. Throws MissingRow. */
const siteInScope = async (
  { tx, actor }: QueryContext,
  organisationId: string,
  siteId: string,
): Promise<SiteRow> => {
  const scope = scopeOf(actor)
  const site = await findSite(tx, scope.organisationId ?? organisationId, siteId)
  if (scope.cityCode !== undefined && site.cityCode !== scope.cityCode) throw new MissingRow()
  return site
}

const dayAskedFor = (on: string | undefined, { today }: QueryContext) =>
  on !== undefined && isDay(on) ? on : today

/** What the list asks for has its own place; the rest of it is shown as it was written. */
const otherItems = (site: SiteRow, asked: ReadonlySet<string>): Record<string, string> =>
  Object.fromEntries(Object.entries(site.checklist.items).filter(([item]) => !asked.has(item)))

/** The steps open to the caller: what the machine allows, and deciding only for the city of the site (SDS-4.1-01). */
const openSteps = (site: SiteRow, { actor }: QueryContext) => {
  const roles = actor.roles.filter((role) => role !== 'city' || actor.cityCode === site.cityCode)
  return siteMachine
    .available(site.state, roles)
    .filter(({ action }) => action !== 'change')
    .map(({ action, title }) => ({ action, title, enabled: true }))
}

export const siteDetailHandler: QueryHandler<typeof siteDetail> = async (context, input) => {
  const { tx } = context
  const site = await siteInScope(context, input.organisationId, input.siteId)
  const on = dayAskedFor(input.on, context)
  const law = siteLaw(on)
  const rooms = await roomsWithFaults(tx, [site.id], { law, on })
  const { checklist } = site
  return accept({
    organisationId: site.organisationId,
    siteId: site.id,
    version: site.version,
    code: site.code,
    name: site.name,
    organisationName: (await organisationFacts(tx, site.organisationId)).name,
    address: site.address,
    cityName: (await knownCities(tx)).find(({ code }) => code === site.cityCode)?.name ?? '',
    headName: site.headName,
    headPhone: site.headPhone,
    state: site.state,
    stateWord: siteStateWord(site.state),
    decisionNote: site.decisionNote,
    details: { ...checklist.details },
    checkedOn: checklist.checkedOn,
    checkedBy: checklist.checkedBy,
    checklist: siteStanding(checklist, law).map(pointView),
    otherItems: otherItems(site, new Set(sitePoints(law).map(({ item }) => item))),
    warnings: rooms.flatMap(({ room }) => roomWarnings(room, law)).map(faultView),
    rooms: rooms.map(roomView),
    availableActions: openSteps(site, context),
  })
}

const keepers = ['org-exam', 'org-head']

export const roomDetailHandler: QueryHandler<typeof roomDetail> = async (context, input) => {
  const { tx, actor } = context
  const room = await findRoom(tx, scopeOf(actor).organisationId ?? input.organisationId, input.roomId)
  const site = await siteInScope(context, room.organisationId, room.siteId)
  const on = dayAskedFor(input.on, context)
  const standing = (await roomsWithFaults(tx, [site.id], { law: siteLaw(on), on })).find(
    (one) => one.room.id === room.id,
  )
  if (!standing) throw new MissingRow()
  const isKeeper = actor.roles.some((role) => keepers.includes(role))
  return accept({
    ...roomView(standing),
    organisationId: room.organisationId,
    siteId: site.id,
    siteName: site.name,
    placeWord: placeWord(room.kind),
    unusableReason: room.unusableReason,
    equipment: { ...room.equipment },
    points: roomStanding(room.kind, room.checkedPoints).map(pointView),
    places: (await seatsOfRooms(tx, [room.id])).map(({ id, roomId: _, ...seat }) => ({
      seatId: id,
      ...seat,
    })),
    availableActions: [
      ...(isKeeper || actor.roles.includes('site-chief')
        ? [{ action: 'markSeat', title: '登记座位状况', enabled: true }]
        : []),
      ...(isKeeper ? [{ action: 'changeRoom', title: '变更考场', enabled: true }] : []),
    ],
  })
}
