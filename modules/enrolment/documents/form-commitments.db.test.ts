import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { regime } from '#modules/policy/core/regime.ts'
import { day } from '#platform/clock/day.ts'
import { candidateScene } from '../candidate.fixture.ts'
import * as contract from '../contract.ts'
import { commitmentTexts } from '../core/form.rule.ts'
import { agreed, readyDraft } from '../enrolment.fixture.ts'

const { world, at, someone } = await candidateScene()
after(() => world.close())

/** The words of a PDF without its white space, by poppler. */
const wordsOf = (pdf: Uint8Array): string => {
  const file = path.join(tmpdir(), `form-${process.pid}.pdf`)
  writeFileSync(file, pdf)
  return spawnSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' }).stdout.replaceAll(/\s/gu, '')
}

test('SDS-A2-10 SDS-A2-11 the form prints discipline under number 4 and liability under number 5, above the signature', {
  skip: spawnSync('pdftotext', ['-v']).status !== 0 && 'this machine has no pdftotext',
}, async () => {
  const actor = await someone('许示例')
  const draft = await readyDraft(world, actor, at)
  const key = { organisationId: draft.organisationId, applicationId: draft.applicationId }
  await world.done(contract.submitApplication, { ...draft, ...agreed }, actor)
  const { fileId } = await world.done(contract.printApplicationForm, key, actor)
  const { hash } = await world.database.connection.owner
    .selectFrom('storedFile')
    .select('hash')
    .where('id', '=', fileId)
    .executeTakeFirstOrThrow()
  const words = wordsOf((await world.services.blobs.get(hash))!)
  const [discipline, liability] = commitmentTexts(regime('shandong-social', day('2026-11-01'))).slice(3)
  const places = [`4．${discipline}`, `5．${liability}`, '申报人签名'].map((text) => words.indexOf(text))
  assert.ok(places.every((place) => place >= 0))
  assert.deepEqual(
    places,
    places.toSorted((a, b) => a - b),
  )
})
