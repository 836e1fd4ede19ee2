import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { assurances, fileAssurance } from '#modules/delivery/assurance/contract.ts'
import { nodeList } from '#modules/delivery/node/contract.ts'
import { pdf, storedFile } from '#modules/enrolment/enrolment.fixture.ts'
import { verifyAudit } from '#platform/audit/verify.ts'
import { openHostedRooms } from './testing/hosted-rooms.ts'

const hosted = await openHostedRooms('2026-11-20')
after(() => hosted.close())
const { world } = hosted
const { owner } = world.database.connection

const filedUnder = async (pack: string) => {
  const organisationId = await world.organisation()
  const document = { documentNumber: '试人社字〔2023〕1号', decisionDocument: '试人社字〔2023〕1号' }
  await owner
    .insertInto('filing')
    .values({
      ...{ organisationId, id: randomUUID(), version: 1, pack, state: 'filed', ...document },
      ...{ code: `S0000379${randomUUID().slice(0, 5)}`, filedOn: '2023-03-01', decidedOn: '2023-03-01' },
    })
    .execute()
  return { organisationId, office: world.actor('org-exam', organisationId) }
}

const document = (organisationId: string, name: string) =>
  storedFile(world, { organisationId, name, mediaType: 'application/pdf', bytes: pdf })

test('HN-1.8.3.7-04 the two undertakings, of the developer and of the organisation, are filed as documents; what is missing is named', async () => {
  const { organisationId, office } = await filedUnder('henan-social')
  const shown = () => world.done(assurances, {}, office)
  const missing = async () => (await shown()).asked.filter(({ onFile }) => !onFile).map(({ party }) => party)
  assert.deepEqual(await missing(), ['开发单位', '本机构'])
  const input = async (party: string, signedOn = '2026-11-18') => ({
    ...{ party, signatory: '法定代表人甲', signedOn },
    fileId: await document(organisationId, `${party}承诺书.pdf`),
  })
  const refusal = async (given: Awaited<ReturnType<typeof input>>) => {
    const outcome = await world.run(fileAssurance, given, office)
    return outcome.refused ? `${outcome.code} ${outcome.clauses.join()}` : ''
  }
  assert.equal(await refusal(await input('监理单位')), 'PARTY_UNKNOWN HN-1.8.3.7-04')
  assert.equal(await refusal(await input('开发单位', '2026-11-21')), 'SIGNED_LATER HN-1.8.3.7-04')
  assert.match(await refusal({ ...(await input('开发单位')), fileId: randomUUID() }), /^NOT_FOUND/u)
  const first = await input('开发单位')
  const { assuranceId } = await world.done(fileAssurance, first, office)
  assert.equal((await world.done(fileAssurance, first, office)).assuranceId, assuranceId)
  assert.deepEqual(await missing(), ['本机构'])
  await world.done(fileAssurance, await input('本机构'), office)
  assert.deepEqual(await missing(), [])
  world.at('2026-11-22')
  await world.done(fileAssurance, await input('开发单位'), office)
  const { rows, clauses } = await shown()
  assert.deepEqual(clauses, ['HN-1.8.3.7-04'])
  assert.deepEqual(
    rows.map(({ party, isReplaced }) => [party, isReplaced]),
    [
      ['开发单位', false],
      ['本机构', false],
      ['开发单位', true],
    ],
  )
  const file = await owner
    .selectFrom('storedFile')
    .select(['name', 'hash'])
    .where('id', '=', rows[0]!.address.split('/').at(-1)!)
    .executeTakeFirstOrThrow()
  const bytes = await world.services.blobs.get(file.hash)
  assert.deepEqual([file.name, bytes?.length], ['开发单位承诺书.pdf', pdf.length])
  const { findings } = await verifyAudit(world.database.connection)
  assert.deepEqual(
    findings.filter(({ where }) => where.startsWith('表 score_assurance')),
    [],
  )
})

test('HN-1.8.3.7-04 HN-2.3.1-02 SDS-4.4-16 undertakings and chips follow the document under which the organisation is filed', async () => {
  const [henan, shandong] = [await filedUnder('henan-social'), await filedUnder('shandong-social')]
  assert.deepEqual((await world.done(assurances, {}, shandong.office)).asked, [])
  const own = await world.run(
    fileAssurance,
    {
      ...{ party: '本机构', signatory: '甲', signedOn: '2026-11-18' },
      fileId: await document(shandong.organisationId, '承诺书.pdf'),
    },
    shandong.office,
  )
  assert.equal(own.refused && own.code, 'PARTY_UNKNOWN')
  const clauses = async ({ office }: typeof henan) => (await world.done(nodeList, {}, office)).clauses
  assert.deepEqual(await clauses(henan), {
    ...{ fingerprint: ['HN-2.3.1-02'], build: ['HN-1.8.4-13'], overdue: [], refused: ['HN-1.8.3.7-04'] },
  })
  assert.deepEqual(await clauses(shandong), {
    ...{ fingerprint: [], build: ['SDS-4.4-16'], overdue: ['SDS-5.1-05'], refused: ['SDS-5.1-02'] },
  })
})
