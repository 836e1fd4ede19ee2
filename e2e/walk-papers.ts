import { readFileSync } from 'node:fs'
import * as assembly from '#modules/itembank/assembly/contract.ts'
import * as papers from '#modules/itembank/paper/contract.ts'
import * as practical from '#modules/itembank/practical/contract.ts'
import type { Client } from './client.ts'
import { demoFile, type Walk } from './walk.ts'

/** Custodians with what only they know. */
export const passphrases = { secrecy1: '海棠-灯塔-42-渡口', secrecy2: '松果-驿站-17-长堤' } as const
export type Custodian = keyof typeof passphrases

/** Step 8: papers drawn by the rules, one reviewed by a second person, bound to the session, kept by two, sealed. */
export const sealOnePaper = async (walk: Walk): Promise<string> => {
  const [keeper, reviewer] = [await walk.as('itembank'), await walk.as('itembank2')]
  const { ruleSets } = await keeper.done(assembly.ruleSetList, {})
  const order = { ruleSetId: ruleSets[0]!.ruleSetId, mode: 'parallel', forms: 2 } as const
  const { assemblyId, jobId } = await keeper.done(assembly.assemble, order)
  await keeper.finished(jobId)
  const { paperIds } = await keeper.done(assembly.keepAssembly, { assemblyId, as: 'each' })
  const paperId = paperIds[0]!
  const shown = async (client: Client) => ({
    paperId,
    version: (await client.done(papers.paperDetail, { paperId })).version,
  })
  await reviewer.done(papers.reviewPaper, await shown(reviewer))
  await keeper.done(papers.bindPaper, { ...(await shown(keeper)), sessionId: walk.found.theorySessionId! })
  for (const login of ['secrecy1', 'secrecy2'] as const)
    await (await walk.as(login)).done(papers.takeCustody, { paperId, passphrase: passphrases[login] })
  const secrecy = await walk.as('secrecy1')
  await secrecy.done(papers.sealPaper, {
    ...(await shown(secrecy)),
    threshold: 2,
    leadMinutes: 30,
    place: '保密室',
  })
  walk.found.paperId = paperId
  return (await secrecy.done(papers.paperDetail, { paperId })).state
}

/** The practical paper is imported by one person, reviewed by another and brought into force. */
export const practicalInForce = async (walk: Walk): Promise<string> => {
  const [keeper, reviewer] = [await walk.as('itembank'), await walk.as('itembank2')]
  const file = readFileSync(demoFile('practical-electrician-4.json')).toString('base64')
  const { practicalId } = await keeper.done(practical.importPractical, { file })
  const shown = async (client: Client) => ({
    practicalId,
    version: (await client.done(practical.practicalDetail, { practicalId })).version,
  })
  await reviewer.done(practical.reviewPractical, await shown(reviewer))
  await keeper.done(practical.bringPracticalIntoForce, await shown(keeper))
  return practicalId
}
