import { type ApplicationFact, applicationFacts } from '#modules/enrolment/facts.ts'
import { documentIndexesOf, documentIndexOf } from '#modules/party/facts.ts'
import { checkIdentity, identityTypes, parseIdentityType } from '#modules/policy/core/identity.ts'
import type { Regime } from '#modules/policy/core/pack.ts'
import { statedValue } from '#modules/policy/core/parameter.ts'
import { yearOf } from '#platform/clock/day.ts'
import type { CommandContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { maskNumber } from '#platform/pii/mask.ts'
import type { openCase } from '../contract.ts'
import { typeOf } from '../core/rules.ts'
import { notYetHappened, typeUnknown } from '../refusals.ts'
import { basisClauses, roomBasis } from '../room-basis.ts'
import { caseLaw, organisationOf } from '../scene.ts'
import { insertCase, type Link, type NewParty } from '../store.ts'

type Input = InputOf<typeof openCase>

export const candidateParty = (
  { id, personId, name, documentMasked }: ApplicationFact,
  indexes: ReadonlyMap<string, string>,
): NewParty => ({
  ...{ part: 'candidate', applicationId: id, personId, name, documentMasked },
  documentIndex: indexes.get(personId) ?? null,
})

/** Impersonators by their keyed index: a ban then holds for them wherever they turn up (HN-3.1.5-23). */
const impersonators = (
  context: CommandContext,
  named: Input['impersonators'] = [],
): Verdict<NewParty[], 'DOCUMENT_INVALID'> => {
  const found: NewParty[] = []
  for (const { name, documentType, documentNumber } of named) {
    const type = parseIdentityType(documentType)
    const identity = type === null ? null : checkIdentity(type, documentNumber)
    if (type === null || !identity || identity.refused)
      return refuse('DOCUMENT_INVALID', {
        sentence: `替考人“${name}”的证件类型或号码不正确。`,
        remedy: '请核对证件后重新填写。',
        clauses: ['HN-3.1.5-23'],
        field: 'impersonators',
      })
    found.push({
      ...{ part: 'impersonator', name, documentMasked: maskNumber(identity.value.number) },
      documentIndex: documentIndexOf(context, identityTypes[type].name, identity.value.number),
    })
  }
  return accept(found)
}

export const proposalUnknown = (law: Regime, proposal: string | null | undefined) => {
  const allowed = statedValue(law.discipline.proposals)
  if (proposal == null || !allowed || allowed.includes(proposal)) return null
  return refuse('PROPOSAL_UNKNOWN', {
    sentence: `工作人员的处理意见限于${allowed.join('、')}。`,
    remedy: '请从中选择一项。',
    clauses: law.discipline.proposals.clauses,
    field: 'proposal',
  })
}

const candidatesNamed = async (context: CommandContext, organisationId: string, input: Input) => {
  const found: ApplicationFact[] = []
  for (const id of input.applicationIds) {
    const application = await applicationFacts(context.tx, organisationId, id)
    if (application.batchId !== input.batchId) throw new MissingRow()
    found.push(application)
  }
  const indexes = await documentIndexesOf(
    context.tx,
    found.map(({ personId }) => personId),
  )
  return found.map((application) => candidateParty(application, indexes))
}

/** HN-3.1.6-17: what is said to have been found in a session rests on the record of its room. */
const basisInRoom = async (
  context: CommandContext,
  organisationId: string,
  { input, law }: { readonly input: Input; readonly law: Regime },
): Promise<Verdict<readonly Link[], 'ROOM_RECORD_MISSING'>> => {
  const { batchId, sessionId, subject, applicationIds, origin = 'entered' } = input
  if (sessionId === undefined || subject !== 'theory' || origin !== 'entered') return accept([])
  const links = new Map<string, Link>()
  for (const applicationId of applicationIds) {
    const at = { organisationId, batchId, sessionId, applicationId }
    const found = await roomBasis(context.tx, at, basisClauses(law))
    if (found.refused) return found
    for (const link of found.value) links.set(link.id, link)
  }
  return accept([...links.values()])
}

export const openCaseHandler: CommandHandler<typeof openCase> = async (context, input) => {
  const organisationId = organisationOf(context, undefined)
  const { batchId, subject, description, typeCode, proposal, origin = 'entered', sessionId = null } = input
  const { law, afterIssue } = await caseLaw(context, { organisationId, batchId, about: 'candidate' })
  if (typeCode !== undefined && !typeOf(law, typeCode)) return typeUnknown(law.discipline.regime.clauses)
  const unknown = proposalUnknown(law, proposal)
  if (unknown) return unknown
  if (new Date(input.occurredAt) > context.now) return notYetHappened('occurredAt')
  const basis = await basisInRoom(context, organisationId, { input, law })
  if (basis.refused) return basis
  const others = impersonators(context, input.impersonators)
  if (others.refused) return others
  const parties = [...(await candidatesNamed(context, organisationId, input)), ...others.value]
  const made = await insertCase(
    context.tx,
    {
      ...{ organisationId, about: 'candidate', origin, batchId, sessionId, subject, description },
      ...{ typeCode: typeCode ?? null, proposal: proposal ?? null, afterClosing: afterIssue },
      ...{ occurredAt: new Date(input.occurredAt), recordedAt: context.now },
      ...{ recordedBy: context.actor.name, year: yearOf(context.today), links: basis.value },
    },
    parties,
  )
  recordOpened(context, made, afterIssue ? ['HN-3.1.5-27'] : ['SDE-4.6-19'])
  return accept({ caseId: made.id, number: made.number })
}

export const recordOpened = (
  context: CommandContext,
  made: { readonly organisationId: string; readonly id: string; readonly partyIds: readonly string[] },
  clauses: readonly string[],
): void => {
  context.record({ type: 'violation-recorded', table: 'disciplineCase', row: made, clauses })
  context.recordAll({
    type: 'violation-party-named',
    table: 'disciplineParty',
    organisationId: made.organisationId,
    ids: made.partyIds,
    clauses,
  })
}
