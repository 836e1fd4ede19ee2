import { v7 as uuid } from 'uuid'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { readFile } from '#platform/files/files.ts'
import { ownOrganisation } from '../own-organisation.ts'
import { askedOf } from './asked.ts'
import type { fileAssurance } from './contract.ts'
import { insertAssurance, listAssurances } from './store.ts'

const clauses = ['HN-1.8.3.7-04']

const partyUnknown = (parties: readonly string[]) =>
  refuse('PARTY_UNKNOWN', {
    sentence:
      parties.length === 0
        ? '本机构适用的规则没有要求成绩真实性承诺。'
        : `成绩真实性承诺由${parties.join('、')}分别作出。`,
    remedy: '请从列出的承诺方中选择。',
    clauses,
    field: 'party',
  })

const signedLater = refuse('SIGNED_LATER', {
  sentence: '签署日期晚于今天。',
  remedy: '请按承诺书上的日期填写。',
  clauses,
  field: 'signedOn',
})

/** HN-1.8.3.7-04: who vouches for the scores of the computer examinations, with the signed document itself. */
export const fileAssuranceHandler: CommandHandler<typeof fileAssurance> = async (context, input) => {
  const organisationId = ownOrganisation(context)
  const { party, signatory, signedOn, fileId } = input
  const { parties } = await askedOf(context, organisationId)
  if (!parties.includes(party)) return partyUnknown(parties)
  if (signedOn > context.today) return signedLater
  const file = await readFile(context, organisationId, fileId)
  const known = (await listAssurances(context.tx, organisationId)).find(
    (row) => row.fileId === fileId && row.party === party,
  )
  if (known) return accept({ assuranceId: known.id })
  const id = uuid()
  await insertAssurance(context.tx, {
    ...{ organisationId, id, version: 1, party, signatory: signatory.trim(), signedOn },
    ...{ fileId, fileName: file.name, filedAt: context.now, filedBy: context.actor.name },
  })
  context.record({
    type: 'score-assurance-filed',
    table: 'scoreAssurance',
    row: { organisationId, id },
    data: { signatory: signatory.trim(), hash: file.hash },
    clauses,
  })
  return accept({ assuranceId: id })
}
