import { dayOf } from '#platform/clock/day.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { caseStateTitles } from '../core/case.machine.ts'
import { siteGroundsOf, staffGroundsOf, typeOf } from '../core/rules.ts'
import { effectTitle, originTitles, subjectTitles } from '../core/titles.ts'
import type { caseList, myCases } from '../queries.contract.ts'
import { type CaseLaw, caseLaw, organisationOf } from '../scene.ts'
import { type CaseRow, casesOfPerson, listCases, type PartyRow, partiesOf } from '../store.ts'

const titleOfType = ({ law }: CaseLaw, { about, typeCode }: CaseRow): string => {
  if (about === 'candidate') return typeOf(law, typeCode)?.title ?? ''
  const grounds = about === 'staff' ? staffGroundsOf(law) : siteGroundsOf(law)
  return grounds.find(({ code }) => code === typeCode)?.title ?? ''
}

export const caseView = (row: CaseRow, parties: readonly PartyRow[], found: CaseLaw) => ({
  ...{ organisationId: row.organisationId, caseId: row.id, version: row.version, number: row.number },
  ...{ about: row.about, place: row.place, seat: row.seat ?? '', recordedBy: row.recordedBy },
  people: parties.map(({ name, documentMasked }) => `${name} ${documentMasked}`.trim()),
  batchName: found.batch?.name ?? '',
  subjectTitle: row.subject ? subjectTitles[row.subject] : '',
  occurredAt: row.occurredAt.toISOString(),
  originTitle: originTitles[row.origin],
  ...{ description: row.description, proposal: row.proposal, typeCode: row.typeCode },
  typeTitle: titleOfType(found, row),
  ...{ state: row.state, stateTitle: caseStateTitles[row.state] },
  effectTitle: row.effect === null ? null : effectTitle(row.effect),
  ...{ banUntil: row.banUntil, ruleReference: row.ruleReference, decidedBy: row.decidedBy },
  awaitsHandover: (typeOf(found.law, row.typeCode)?.handOver ?? false) && row.handover === null,
})

/** The rules of each batch once, however many cases it has. */
export const lawReader = (context: QueryContext) => {
  const known = new Map<string, CaseLaw>()
  return async (row: CaseRow): Promise<CaseLaw> => {
    const key = `${row.organisationId} ${row.about} ${row.batchId}`
    const found = known.get(key) ?? (await caseLaw(context, row))
    known.set(key, found)
    return found
  }
}

export const caseListHandler: QueryHandler<typeof caseList> = async (context, input) => {
  const { awaitsHandover, ...filter } = input
  const isAuthority = context.actor.roles.some((role) => role === 'city' || role === 'province')
  const organisationId =
    isAuthority && input.organisationId === undefined
      ? undefined
      : organisationOf(context, input.organisationId)
  const found = await listCases(context.tx, {
    ...filter,
    ...(organisationId !== undefined && { organisationId }),
  })
  const parties = await partiesOf(
    context.tx,
    found.map(({ id }) => id),
  )
  const lawOf = lawReader(context)
  const all = []
  for (const row of found) all.push(caseView(row, parties.get(row.id) ?? [], await lawOf(row)))
  const rows = awaitsHandover === undefined ? all : all.filter((row) => row.awaitsHandover === awaitsHandover)
  return accept({ total: rows.length, rows })
}

/** The candidate's own cases: what is held against him, and never who else is in it. */
export const myCasesHandler: QueryHandler<typeof myCases> = async (context) => {
  const { personId } = context.actor
  const found = personId === null ? [] : await casesOfPerson(context.tx, personId)
  const parties = await partiesOf(
    context.tx,
    found.map(({ id }) => id),
  )
  const lawOf = lawReader(context)
  const rows = []
  for (const row of found) {
    const own = parties.get(row.id)?.find((party) => party.personId === personId)
    if (!own) continue
    const { organisationId, caseId, version, ...view } = caseView(row, [own], await lawOf(row))
    rows.push({
      ...{ organisationId, caseId, version, number: view.number, batchName: view.batchName },
      ...{ place: view.place, subjectTitle: view.subjectTitle, occurredAt: view.occurredAt },
      ...{ description: view.description, state: view.state, stateTitle: view.stateTitle },
      ...{ partyId: own.id, partyVersion: own.version, statement: own.statement },
      ...{ statementBy: own.statementBy, effectTitle: view.effectTitle, banUntil: view.banUntil },
      ...{ ruleReference: view.ruleReference, decidingBody: row.decidingBody },
      decidedOn: row.decidedAt === null ? null : dayOf(row.decidedAt),
      ...{ reviewReason: row.reviewReason, reviewOutcome: row.reviewOutcome, reviewNote: row.reviewNote },
      noticeFileId: row.noticeFileId,
      ...{ mayState: row.state === 'recorded', mayReview: row.state === 'decided' },
    })
  }
  return accept({ rows })
}
