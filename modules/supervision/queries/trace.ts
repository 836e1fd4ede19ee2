import { MissingRow } from '#platform/command/pipeline.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { findPerson, trace } from '../contract.ts'
import { factDetails, factTitle } from '../core/fact-title.ts'
import { factsOfPerson, peopleNamed, type TracedFact, tracedPerson } from '../store.ts'

const fileOf = ({ data, organisationId }: TracedFact) =>
  typeof data.fileId === 'string' ? { organisationId, fileId: data.fileId } : null

/** SDS-7.2-06: every fact of the chain with who, when, under which clause, and its document. */
export const traceHandler: QueryHandler<typeof trace> = async ({ tx, actor }, { personId }) => {
  if (actor.roles.includes('candidate') && actor.personId !== personId) throw new MissingRow()
  const person = await tracedPerson(tx, personId)
  const facts = await factsOfPerson(tx, personId)
  return accept({
    ...person,
    facts: facts.map((fact) => {
      const { title, stage } = factTitle(fact.type)
      const { type, actorName, organisationName, batchName, clauses, chainSeq } = fact
      return {
        at: fact.at.toISOString(),
        type,
        title,
        stage,
        actorName,
        organisationName,
        batchName,
        clauses: [...clauses],
        details: [...factDetails(fact.data)],
        file: fileOf(fact),
        chainSeq: chainSeq === null ? null : Number(chainSeq),
      }
    }),
  })
}

export const findPersonHandler: QueryHandler<typeof findPerson> = async ({ tx }, { name }) => {
  const people = await peopleNamed(tx, name.trim())
  return accept({ total: people.length, people })
}
