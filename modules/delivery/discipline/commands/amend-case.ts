import type { CommandContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { readFile } from '#platform/files/files.ts'
import type { amendCase, recordStatement } from '../contract.ts'
import { caseMachine } from '../core/case.machine.ts'
import { siteGroundsOf, staffGroundsOf, typesOf } from '../core/rules.ts'
import { checkedLinks } from '../links.ts'
import { caseDecided, notYetHappened, typeUnknown } from '../refusals.ts'
import { type CaseLaw, caseLaw, organisationOf } from '../scene.ts'
import { type CaseRow, findCase, lockCase, partiesOfCase, saveStatement, updateCase } from '../store.ts'
import { proposalUnknown } from './open-case.ts'

type Input = InputOf<typeof amendCase>

const codesOf = ({ law }: CaseLaw, { about }: CaseRow): readonly { readonly code: string }[] => {
  if (about === 'staff') return staffGroundsOf(law)
  return about === 'site' ? siteGroundsOf(law) : typesOf(law)
}

const evidenceOf = async (context: CommandContext, row: CaseRow, files: Input['evidence']) => {
  if (files === undefined) return row.evidence
  const by = { by: context.actor.name, at: context.now.toISOString() }
  const kept = row.evidence.filter(({ fileId }) => files.some((file) => file.fileId === fileId))
  const added = files.filter((file) => !row.evidence.some(({ fileId }) => fileId === file.fileId))
  // A file that is not there, or not for this person to read, is no evidence.
  for (const { fileId } of added) await readFile(context, row.organisationId, fileId)
  return [...kept, ...added.map(({ fileId, name }) => ({ fileId, name, ...by }))]
}

/** Puts in what was given and leaves the rest as it stood. */
const amended = async (context: CommandContext, row: CaseRow, input: Input) => {
  const { typeCode, subject, description, proposal, suspectedUse, reminder, police } = input
  const links = input.links && (await checkedLinks(context, row, input.links))
  return {
    typeCode: typeCode === undefined ? row.typeCode : typeCode,
    subject: subject ?? row.subject,
    description: description ?? row.description,
    proposal: proposal === undefined ? row.proposal : proposal,
    suspectedUse: suspectedUse ?? row.suspectedUse,
    reminder: reminder
      ? { ...reminder, at: new Date(reminder.at).toISOString(), by: context.actor.name }
      : row.reminder,
    links: links ?? row.links,
    evidence: await evidenceOf(context, row, input.evidence),
    police: police ?? row.police,
  }
}

/** Type, reminder, evidence, links: whatever the decision will rest on, until it is made. */
export const amendCaseHandler: CommandHandler<typeof amendCase> = async (context, input) => {
  const organisationId = organisationOf(context, input.organisationId)
  const row = await lockCase(context.tx, organisationId, input)
  if (!caseMachine.next(row.state, 'amend')) return caseDecided
  const found = await caseLaw(context, row)
  const { typeCode } = input
  if (typeCode && !codesOf(found, row).some(({ code }) => code === typeCode))
    return typeUnknown(found.law.discipline.regime.clauses)
  const unknown = proposalUnknown(found.law, input.proposal)
  if (unknown) return unknown
  if (input.reminder && new Date(input.reminder.at) > context.now) return notYetHappened('reminder')
  const version = await updateCase(context.tx, row, await amended(context, row, input))
  context.record({
    type: 'violation-amended',
    table: 'disciplineCase',
    row,
    data: {
      fields: Object.keys(input).filter((key) => !['organisationId', 'caseId', 'version'].includes(key)),
    },
    clauses: ['SDE-4.6-19'],
  })
  return accept({ version })
}

/** The candidate writes his own; for anybody else somebody of the office writes down what was said. */
export const recordStatementHandler: CommandHandler<typeof recordStatement> = async (context, input) => {
  const { actor, now, tx } = context
  const organisationId = organisationOf(context, input.organisationId)
  const row = await findCase(tx, organisationId, input.caseId)
  if (row.state !== 'recorded') return caseDecided
  const party = (await partiesOfCase(tx, row.id)).find(({ id }) => id === input.partyId)
  const isOwn = actor.roles.includes('candidate')
  if (!party || party.version !== input.version || (isOwn && party.personId !== actor.personId))
    throw new MissingRow()
  const statementBy = isOwn ? '本人' : `${actor.name}记录`
  const said = { statement: input.statement.trim(), statementAt: now, statementBy }
  const version = await saveStatement(tx, party, said)
  context.record({
    type: 'violation-statement-recorded',
    table: 'disciplineParty',
    row: { organisationId, id: party.id },
    data: { by: said.statementBy },
    clauses: ['SDS-4.4-42'],
  })
  return accept({ version })
}
