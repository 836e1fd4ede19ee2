import { setTimeout as pause } from 'node:timers/promises'
import * as certificate from '#modules/certificate/contract.ts'
import * as plan from '#modules/plan/contract.ts'
import { type PublicJwk, verifierOf } from '#platform/seal/signer.ts'
import { verifyToken } from '#platform/seal/token.ts'
import { anyone, type Client } from './client.ts'
import type { Walk } from './walk.ts'

const detailOf = async (walk: Walk, client: Client) =>
  client.done(certificate.batchDetail, { organisationId: walk.organisationId, batchId: walk.found.batchId! })

/** The row as an organisation's command addresses it. */
const shown = async (walk: Walk, client: Client) => {
  const { certificateBatchId, version } = await detailOf(walk, client)
  return { certificateBatchId: certificateBatchId!, version: version! }
}

/** Data prepared and put before the city, which approves and has every certificate numbered. */
export const approveCertificates = async (walk: Walk) => {
  const [exam, city] = [await walk.as('exam'), await walk.as('city')]
  await exam.done(certificate.prepareCertificates, { batchId: walk.found.batchId! })
  await exam.done(certificate.submitCertificates, await shown(walk, exam))
  const { organisationId } = walk
  const { certificateBatchId, version, hash } = await detailOf(walk, city)
  return city.done(certificate.approveCertificates, {
    organisationId,
    certificateBatchId: certificateBatchId!,
    version: version!,
    hash: hash!,
  })
}

/** On the day they bear, the certificates are made; the head confirms the issue. */
export const issueCertificates = async (walk: Walk, issuedOn: string): Promise<string> => {
  walk.at(issuedOn)
  const [exam, head] = [await walk.as('exam'), await walk.as('head')]
  const { jobId } = await exam.done(certificate.issueCertificates, await shown(walk, exam))
  await exam.finished(jobId)
  for (const { certificateId, version } of (await detailOf(walk, exam)).handwriting)
    await exam.done(certificate.markHandwritten, { certificateId, version })
  return (await head.done(certificate.confirmIssue, await shown(walk, head))).state
}

/** The batch closes by itself once the issue is confirmed. */
export const batchClosed = async (walk: Walk): Promise<string> => {
  const exam = await walk.as('exam')
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const { state } = await exam.done(plan.planDetail, { batchId: walk.found.batchId! })
    if (state === 'closed') return state
    await pause(100)
  }
  throw new Error('the batch was not closed')
}

/** The report of the issued certificates, accepted by the city. */
export const reportCertificates = async (walk: Walk): Promise<string> => {
  const [exam, city] = [await walk.as('exam'), await walk.as('city')]
  const { reportId } = await exam.done(certificate.reportCertificates, await shown(walk, exam))
  const { reports } = await detailOf(walk, city)
  const { version } = reports.find((report) => report.reportId === reportId)!
  await city.done(certificate.acceptReport, { organisationId: walk.organisationId, reportId, version })
  return (await detailOf(walk, exam)).reports.find((report) => report.reportId === reportId)!.state
}

/** What anyone without login finds by name and number. */
export const askPublicly = (
  walk: Walk,
  question: { readonly name: string; readonly documentNumber: string },
) => anyone(walk.server.address).ask(certificate.publicQuery, question)

/** The statement in a certificate's QR code, by the keys that the server publishes. */
export const verifyPublished = async (walk: Walk, token: string) => {
  const response = await fetch(`${walk.server.address}/.well-known/jiangheng-keys.json`)
  const { keys } = (await response.json()) as { keys: readonly PublicJwk[] }
  return verifyToken(token, keys.map(verifierOf))
}
