import assert from 'node:assert/strict'
import { batchDetail } from '#modules/certificate/contract.ts'
import { decideCase, openCase } from '#modules/delivery/discipline/contract.ts'
import { caseChoices } from '#modules/delivery/discipline/queries.contract.ts'
import type { Stage } from '../harness.ts'
import type { Walk as Chain } from '../walk.ts'
import { selfEnrolled } from '../walk-enrol.ts'
import { until } from '../walk-room.ts'
import { showBoth, type Walk } from './walk.ts'

/** A case found after the issue, under the handbook whose table of violations is at hand; answers with its number. */
const lateCase = async (chain: Chain): Promise<string> => {
  const batchId = chain.found.batchId!
  await chain.server.connection.owner
    .updateTable('batch')
    .set({ pack: 'henan-social' })
    .where('id', '=', batchId)
    .execute()
  const [exam, head] = [await chain.as('exam'), await chain.as('head')]
  const { candidates } = await exam.done(caseChoices, { batchId })
  const { applicationId } = candidates.find(({ name }) => name === selfEnrolled.name)!
  const { caseId, number } = await exam.done(openCase, {
    ...{ batchId, applicationIds: [applicationId], subject: 'theory', typeCode: '三2' },
    ...{ occurredAt: '2026-12-26T01:30:00.000Z', description: '事后查实抄袭答案' },
  })
  await head.done(decideCase, {
    ...{ caseId, version: 1, typeCode: '三2', severity: null, effect: null, ban: null },
    ...{ ruleReference: '《考生违纪违规处理规定》三2', choiceReason: '抄袭的是试题答案', note: '' },
  })
  return number
}

const openTab = async (walk: Walk, login: string, chain: Chain) => {
  const page = await walk.page(login, `certificates/${chain.found.batchId}`)
  await page.getByRole('tab', { name: '待注销（1）' }).click()
  return page
}

/** 待注销: the office sees it, the head revokes with the case as the ground, and the public is told. */
export const revokeByCase = async (walk: Walk, stage: Stage, chain: Chain): Promise<void> => {
  const number = await lateCase(chain)
  const at = { organisationId: chain.organisationId, batchId: chain.found.batchId! }
  const head = await chain.as('head')
  await until(async () => (await head.done(batchDetail, at)).toRevoke.length === 1)
  const office = await openTab(walk, 'exam', chain)
  await office.getByText(`依据违纪案件 ${number}`).waitFor()
  assert.equal(await office.getByRole('button', { name: '注销证书' }).count(), 0)
  const page = await openTab(walk, 'head', chain)
  await page.getByText(`依据违纪案件 ${number}`).waitFor()
  await showBoth(page, '14-to-revoke')
  await page.getByRole('button', { name: '注销证书' }).click()
  const dialog = page.getByRole('dialog')
  const reason = dialog.getByLabel(/^查实的违规情况/)
  assert.match(await reason.inputValue(), new RegExp(number))
  await showBoth(page, '14-revoke')
  await dialog.getByRole('button', { name: '注销证书' }).click()
  await page.getByRole('tab', { name: /^待注销/ }).waitFor({ state: 'detached' })
  const visitor = await stage.open({ width: 1440, height: 900 })
  await visitor.goto(`${stage.address}/certificates`)
  await visitor.getByRole('textbox', { name: '姓名' }).fill(selfEnrolled.name)
  await visitor.getByRole('textbox', { name: '证件号码' }).fill(selfEnrolled.documentNumber)
  await visitor.getByRole('button', { name: /查询/ }).click()
  await visitor.getByRole('region', { name: '查询结果' }).getByText('已注销').first().waitFor()
  await showBoth(visitor, '14-revoked-public')
  await visitor.context().close()
}
