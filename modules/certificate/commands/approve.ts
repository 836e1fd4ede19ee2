import { v7 as uuid } from 'uuid'
import { isLevel } from '#modules/policy/core/level.ts'
import { type Day, yearOf } from '#platform/clock/day.ts'
import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, type Verdict } from '#platform/contract/verdict.ts'
import type { approveCertificates } from '../contract.ts'
import { certificateBatchMachine, certificateBatchStateTitles } from '../core/batch.machine.ts'
import { certificateMachine } from '../core/certificate.machine.ts'
import { requireSoundData } from '../core/data.rule.ts'
import { issueDateOf } from '../core/issue.rule.ts'
import { numbersOf, serialsExhausted } from '../core/number.rule.ts'
import type { SnapshotRow } from '../core/snapshot.ts'
import {
  buildSnapshot,
  type FiledIssuer,
  filedIssuer,
  namePurpose,
  normaliseName,
  requireReach,
} from '../sources.ts'
import { changeCertificateBatch, lockCertificateBatch } from '../store/batch.store.ts'
import { insertCertificates, type NewCertificate, takeSerials } from '../store/certificate.store.ts'
import { dataChanged } from './submit.ts'
import { wrongState } from './wrong-state.ts'

interface Issue {
  readonly organisationId: string
  readonly batchId: string
  readonly issuedOn: Day
  readonly issuer: FiledIssuer
}

/** Levels in ascending order, so that two approvals of one organisation take the counters' locks in one order. */
const levelsOf = (rows: readonly SnapshotRow[]) =>
  [...new Set(rows.map(({ level }) => level))].filter(isLevel).sort((a, b) => a - b)

/** Gives every row its number; all within this transaction, so a rollback leaves no gap (SDS-6.1-01). */
const numberRows = async (
  { tx }: CommandContext,
  rows: readonly SnapshotRow[],
  { organisationId, issuedOn, issuer }: Issue,
): Promise<Verdict<ReadonlyMap<string, string>, 'CERTIFICATE_SERIAL_EXHAUSTED'>> => {
  const numbers = new Map<string, string>()
  const year = yearOf(issuedOn)
  for (const level of levelsOf(rows)) {
    const ofLevel = rows.filter((row) => row.level === level)
    const first = await takeSerials(tx, { organisationId, year, level }, ofLevel.length)
    if (first === undefined) return serialsExhausted(year, level)
    const { organisationCode } = issuer
    const given = numbersOf({ organisationCode, year, level, first, count: ofLevel.length })
    if (given.refused) return given
    ofLevel.forEach(({ applicationId }, at) => {
      numbers.set(applicationId, given.value[at]!)
    })
  }
  return accept(numbers)
}

const newCertificates = (
  { services }: CommandContext,
  rows: readonly SnapshotRow[],
  issue: Issue & { readonly numbers: ReadonlyMap<string, string> },
): readonly NewCertificate[] =>
  rows.map(({ theory, practical, review, documentIndex, ...row }) => ({
    ...row,
    organisationId: issue.organisationId,
    id: uuid(),
    batchId: issue.batchId,
    state: certificateMachine.initial,
    number: issue.numbers.get(row.applicationId)!,
    nameIndex: Buffer.from(services.keyring.blindIndex(normaliseName(row.name), namePurpose)),
    documentIndex: Buffer.from(documentIndex, 'hex'),
    issuerName: issue.issuer.organisationName,
    issuedOn: issue.issuedOn,
  }))

/** The authority confirms the data; in the same transaction every certificate gets its number. */
export const approveHandler: CommandHandler<typeof approveCertificates> = async (context, input) => {
  const { tx, actor, today } = context
  const organisationId = requireReach(actor, input.organisationId)
  const row = await lockCertificateBatch(tx, organisationId, input)
  const state = certificateBatchMachine.next(row.state, 'approve')
  if (!state) return wrongState('证书数据', certificateBatchStateTitles[row.state], '审核')
  const built = await buildSnapshot(context, organisationId, row.batchId)
  if (built.refused) return built
  const { hash, rows, batch, problems } = built.value
  if (hash !== row.snapshotHash || hash !== input.hash) return dataChanged()
  const sound = requireSoundData(problems)
  if (sound.refused) return sound

  const issuedOn = issueDateOf(batch.issueOn, today)
  const issuer = await filedIssuer(tx, organisationId, issuedOn)
  if (issuer.refused) return issuer
  const issue: Issue = { organisationId, batchId: row.batchId, issuedOn, issuer: issuer.value }
  const numbers = await numberRows(context, rows, issue)
  if (numbers.refused) return numbers
  const certificates = newCertificates(context, rows, { ...issue, numbers: numbers.value })
  await insertCertificates(tx, certificates)
  await changeCertificateBatch(tx, row, { state, approvedAt: context.now, issuedOn, decisionNote: null })

  const sorted = [...numbers.value.values()].sort()
  const data = { count: rows.length, issuedOn, issuer: issuer.value.organisationName }
  const clauses = ['SDS-6.1-01', 'SDS-6.1-02', 'SDS-1.0-04']
  context.record({ type: 'certificates-approved', table: 'certificateBatch', row, data, clauses })
  const ids = certificates.map(({ id }) => id)
  context.recordAll({
    type: 'certificate-numbered',
    table: 'certificate',
    organisationId,
    ids,
    data: { issuedOn },
    clauses,
  })
  return accept({ count: rows.length, issuedOn, first: sorted[0]!, last: sorted.at(-1)! })
}
