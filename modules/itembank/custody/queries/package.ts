import { staffWithRole } from '#modules/party/facts.ts'
import { ownClauses } from '#modules/policy/core/own-clauses.ts'
import { statedValue } from '#modules/policy/core/parameter.ts'
import type { Regime } from '#modules/policy/core/regime.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { regimeOf } from '../../paper/core/ruled.ts'
import { getPaper } from '../../paper/store/paper.store.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import { subjectOf } from '../commands/step.ts'
import type { incidentList, packageDetail, packageList } from '../contract.ts'
import { sixEvents } from '../core/chain.rule.ts'
import type { Counts } from '../core/count.rule.ts'
import { receiptAppears } from '../core/deadline.rule.ts'
import { judgeFetchTime } from '../core/handover.rule.ts'
import {
  mayBeFetched,
  mayBeHanded,
  type PackageStep,
  packageSteps,
  stepsFrom,
} from '../core/package.machine.ts'
import { type StepSubject, stepRules } from '../core/step.rule.ts'
import { type IncidentRow, incidentsOf } from '../store/incident.store.ts'
import {
  asChain,
  type EventRow,
  eventsOf,
  getPackage,
  listPackages,
  type PackageRow,
} from '../store/package.store.ts'
import { hasValidInspection, listSecureRooms } from '../store/secure-room.store.ts'
import { headOf, shownChain, shownIncident } from './shown.ts'

export const packageListHandler: QueryHandler<typeof packageList> = async (context, input) => {
  const { total, rows } = await listPackages(context.tx, { ...input, ...ownPlace(context) })
  return accept({ total, rows: rows.map((row) => headOf(context, row)) })
}

export const incidentListHandler: QueryHandler<typeof incidentList> = async (context, { open }) => {
  const { organisationId } = ownPlace(context)
  const rows = await incidentsOf(context.tx, { organisationId, limit: 300, ...(open && { open }) })
  return accept({ rows: rows.map(shownIncident), mayClose: context.actor.roles.includes('org-secrecy') })
}

const duties = {
  'org-secrecy': '保密管理人员',
  'site-chief': '考点负责人',
  invigilator: '监考人员',
  supervisor: '内部质量督导员',
} as const

/** Who may take a package: everybody through whose hands it goes. */
export const peopleOf = async ({ tx }: QueryContext, organisationId: string) => {
  const people = new Map<string, { accountId: string; name: string; duty: string }>()
  for (const [role, duty] of Object.entries(duties))
    for (const { accountId, name } of await staffWithRole(tx, organisationId, role))
      if (!people.has(accountId)) people.set(accountId, { accountId, name, duty })
  return [...people.values()]
}

const roomsOf = async (context: QueryContext, organisationId: string) => {
  const rooms = await listSecureRooms(context.tx, organisationId)
  const shown: { secureRoomId: string; name: string; isValid: boolean }[] = []
  for (const { id, name } of rooms) {
    const isValid = await hasValidInspection(context, organisationId, id)
    shown.push({ secureRoomId: id, name, isValid })
  }
  return shown
}

/** What is counted at a step: by the document, else papers alone. */
const countItems = (step: PackageStep, { paper }: Regime): readonly string[] => {
  if (step === 'tally') return ['答卷', '空白', '缺考']
  if (step === 'count') return statedValue(paper.countedBefore) ?? ['试卷']
  if (step === 'seal') return (statedValue(paper.countedBefore) ?? []).filter((item) => item !== '试卷')
  return step === 'distribute' || step === 'collect' ? (statedValue(paper.collected) ?? ['试卷']) : []
}

const suggestedOf = (step: PackageStep, subject: StepSubject, candidates: number): Counts => {
  if (step === 'count') return subject.contents
  if (step === 'collect') return subject.distributed ?? {}
  if (step === 'tally') return { 答卷: candidates, 空白: subject.quantity - candidates, 缺考: 0 }
  return step === 'distribute' ? { 试卷: candidates } : {}
}

interface Scene {
  readonly row: PackageRow
  readonly events: readonly EventRow[]
  readonly incidents: readonly IncidentRow[]
  readonly inForce: Regime
  readonly roles: readonly string[]
}

const offered = ({ row, events, incidents, inForce, roles }: Scene) => {
  const subject = subjectOf(row, events, incidents)
  const { witnesses } = stepRules(inForce)
  return stepsFrom(subject)
    .filter((step) => packageSteps[step].roles.some((role) => roles.includes(role)))
    .map((step) => ({
      ...{ step, title: packageSteps[step].title, needs: [...packageSteps[step].needs] },
      ...{
        countItems: [...countItems(step, inForce)],
        clauses: [...ownClauses(row.pack, packageSteps[step].clauses)],
      },
      suggested: { ...suggestedOf(step, subject, row.candidates) },
      witnesses: step === 'show' || step === 'open' ? witnesses : 0,
    }))
}

const waitingOf = ({ actor }: QueryContext, events: readonly EventRow[]) => {
  const event = events.find(({ state }) => state === 'awaiting')
  if (!event?.to) return null
  const isMine = event.to.accountId === actor.accountId
  return { toName: event.to.name, byName: event.by.name, purpose: event.step, isMine }
}

const fetchOf = (context: QueryContext, { row, inForce }: Scene) => {
  const appears = receiptAppears(inForce, row)
  return {
    fetchFrom: appears && { due: appears.due.toISOString(), clauses: [...appears.clauses] },
    fetchRefusal: judgeFetchTime(appears?.due ?? null, context.now)?.sentence ?? null,
  }
}

/** A package with its chain, who holds it, and what the asking person may do next. */
export const packageDetailHandler: QueryHandler<typeof packageDetail> = async (context, { packageId }) => {
  const { organisationId } = ownPlace(context)
  const { tx, actor } = context
  const row = await getPackage(tx, organisationId, packageId)
  const events = await eventsOf(tx, organisationId, packageId)
  const inForce = regimeOf(row)
  const incidents = await incidentsOf(tx, { organisationId, packageIds: [packageId], limit: 100 })
  const scene = { row, events, incidents, inForce, roles: actor.roles }
  const head = headOf(context, row)
  const waiting = waitingOf(context, events)
  const mayGive = head.isHolder && waiting === null
  return accept({
    ...head,
    ...{ paperId: row.paperId, paperTitle: (await getPaper(tx, organisationId, row.paperId)).title },
    ...{ endsAt: row.endsAt.toISOString(), opensAt: row.opensAt.toISOString(), sealNumber: row.sealNumber },
    ...fetchOf(context, scene),
    sparesClauses: [...inForce.paper.sparePerRoom.clauses],
    openingClauses: [...inForce.paper.opening.clauses],
    chain: shownChain(events, row.pack),
    events: sixEvents(asChain(events)).map(({ name, at, by }) => ({
      name,
      at: at?.toISOString() ?? null,
      by,
    })),
    steps: waiting ? [] : offered(scene),
    receiptChecks: [...(statedValue(inForce.paper.receiptChecks) ?? [])],
    ...{ mayGive: mayGive && mayBeHanded(row), mayFetch: mayGive && mayBeFetched(row), waiting },
    people: await peopleOf(context, organisationId),
    secureRooms: await roomsOf(context, organisationId),
    incidents: incidents.map((incident) => {
      const shown = shownIncident(incident)
      return { ...shown, clauses: [...ownClauses(row.pack, shown.clauses)] }
    }),
  })
}
