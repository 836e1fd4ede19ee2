import assert from 'node:assert/strict'
import * as delivery from '#modules/delivery/contract.ts'
import { desk, type Stage } from '../harness.ts'
import type { Walk as Chain } from '../walk.ts'
import {
  approveCertificates,
  batchClosed,
  issueCertificates,
  reportCertificates,
} from '../walk-certificates.ts'
import { selfEnrolled } from '../walk-enrol.ts'
import {
  confirmResults,
  confirmTheory,
  correctByObjection,
  enterAndVerify,
  examinePractically,
  publicise,
  theoryScored,
} from '../walk-results.ts'
import { headOfSite } from '../walk-room.ts'
import { downloaded, keepPdf, refused, show, showBoth, type Walk } from './walk.ts'

/** The head of the site takes the sealed room in; the office sees it on the page of the room and prints its record. */
export const takeIn = async (walk: Walk, chain: Chain): Promise<void> => {
  const { sittingId } = chain.found.room!
  await (await headOfSite(chain)).done(delivery.takeIn, { sittingId })
  const page = await walk.page('exam', `sittings/${sittingId}`)
  await page.getByText('答卷包校验值').waitFor()
  await page.getByText('已接收').first().waitFor()
  await showBoth(page, '08-taken-in')
  await page.getByRole('button', { name: /^打印考场情况记录单/ }).click()
  const link = page.getByRole('link', { name: /PDF/ }).first()
  await link.waitFor()
  keepPdf(await downloaded(page, link), '08-room-record')
}

/** Step 9: theory scored by machine and looked through; the panel's sheets locked, signed twice. */
export const score = async (walk: Walk, chain: Chain): Promise<void> => {
  await theoryScored(chain)
  await confirmTheory(chain)
  await examinePractically(chain)
  const page = await walk.page('exam', `scores/${chain.found.batchId}`)
  await page.getByRole('tab').first().waitFor()
  await show(page, '09-scores')
}

/** Step 10: entered by one, verified by another, publicised with masked names; an objection decided. */
export const publicity = async (walk: Walk, stage: Stage, chain: Chain): Promise<void> => {
  const { byOneself } = await enterAndVerify(chain)
  assert.ok(byOneself.refused)
  await publicise(chain)
  const visitor = await stage.open(desk)
  await visitor.goto(`${stage.address}/results`)
  await visitor
    .getByRole('link', { name: /第1期社会化评价/ })
    .first()
    .click()
  await visitor.getByRole('row').nth(1).waitFor()
  assert.equal(await visitor.getByText(selfEnrolled.documentNumber).count(), 0)
  await show(visitor, '10-publicity')
  await visitor.context().close()
  await correctByObjection(chain)
  const page = await walk.page('head', `publicity/${chain.found.batchId}`)
  await page.getByRole('button', { name: /确认/ }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: '确定' }).click()
  await refused(page, /公示/)
  await show(page, '10-not-yet')
}

/** Step 11: the city approves and numbers, the certificates are issued and reported. */
export const certify = async (walk: Walk, chain: Chain): Promise<void> => {
  await walk.stage.at('2027-02-05T09:00:00+08:00')
  const confirmed = await confirmResults(chain)
  assert.ok(!confirmed.refused, confirmed.refused ? confirmed.sentence : '')
  await approveCertificates(chain)
  const city = await walk.page('city', `certificates/${chain.organisationId}/${chain.found.batchId}`)
  await city.getByRole('tab', { name: '证书', exact: true }).click()
  await city
    .getByText(/[SY]\d{21}/)
    .first()
    .waitFor()
  await show(city, '11-approved')
  await issueCertificates(chain, '2027-02-16')
  await reportCertificates(chain)
  assert.equal(await batchClosed(chain), 'closed')
  const page = await walk.page('exam', `certificates/${chain.found.batchId}`)
  await page.getByRole('tab').first().waitFor()
  await show(page, '11-certificates')
}

/** Step 12: anyone asks by name and number; a name that does not fit finds nothing. */
export const queryPublicly = async (stage: Stage): Promise<void> => {
  const page = await stage.open(desk)
  await page.goto(`${stage.address}/certificates`)
  await page.getByRole('textbox', { name: '姓名' }).fill(selfEnrolled.name)
  await page.getByRole('textbox', { name: '证件号码' }).fill(selfEnrolled.documentNumber)
  await page.getByRole('button', { name: /查询/ }).click()
  await page
    .getByRole('region', { name: '查询结果' })
    .getByText(/四级\/中级工/)
    .first()
    .waitFor()
  await show(page, '12-query')
  await page.context().close()
}

/** Step 13: one person's whole chain on one screen. */
export const trace = async (walk: Walk): Promise<void> => {
  const page = await walk.page('city', 'trace')
  await page.getByLabel('考生姓名').fill(selfEnrolled.name)
  await page.getByRole('button', { name: '查找' }).click()
  await page
    .getByRole('link', { name: new RegExp(selfEnrolled.name) })
    .first()
    .click()
  await page.getByText(/证书/).locator('visible=true').first().waitFor()
  await show(page, '13-trace')
}
