import { admittedApplications } from '#modules/enrolment/facts.ts'
import { filedScopeOn } from '#modules/filing/facts.ts'
import { organisationFacts, readIdentities } from '#modules/party/facts.ts'
import { type BatchFacts, batchFacts } from '#modules/plan/facts.ts'
import { type PackId, packIds, type Regime, regime } from '#modules/policy/core/regime.ts'
import { confirmedPasses, type PassFact, publicityOver } from '#modules/scoring/facts.ts'
import { canonicalJson, sm3 } from '#platform/audit/chain.ts'
import type { Day } from '#platform/clock/day.ts'
import { inWords } from '#platform/clock/day.ts'
import type { Actor, QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import {
  type CertificateData,
  checkCertificateData,
  type DataProblem,
  qualificationKey,
} from './core/data.rule.ts'
import { requireConfirmedResults } from './core/issue.rule.ts'
import { inNumberOrder, type SnapshotRow } from './core/snapshot.ts'
import { unprintableIn } from './documents/sheet.ts'
import { type CertificateRow, validQualifications } from './store/certificate.store.ts'

type Tx = QueryContext['tx']

/** The purposes of the keyed indexes that the public query looks up by. */
export const namePurpose = 'certificate.name'
export const documentPurpose = 'certificate.document'

export const normaliseNumber = (number: string): string =>
  number.normalize('NFKC').replaceAll(/\s/gu, '').toUpperCase()
export const normaliseName = (name: string): string => name.normalize('NFKC').replaceAll(/[\s]/gu, '')

/** Throws MissingRow when the actor has no business with that organisation. */
export const requireReach = (actor: Actor, organisationId: string): string => {
  if (actor.reach !== 'all' && !actor.reach.includes(organisationId)) throw new MissingRow()
  return organisationId
}

/** The regime a batch was planned under (SDS-1.0-06). */
export const regimeOf = (batch: Pick<BatchFacts, 'pack' | 'createdOn'>): Regime => {
  const pack = packIds.find((id): id is PackId => id === batch.pack)
  if (!pack) throw new Error(`batch of an unknown pack: ${batch.pack}`)
  return regime(pack, batch.createdOn)
}

export interface FiledIssuer {
  readonly organisationCode: string
  readonly organisationName: string
  readonly scope: readonly {
    readonly occupationCode: string
    readonly trade: string
    readonly level: number
  }[]
}

/** The organisation's code and scope on a day; refused when it is not filed that day. */
export const filedIssuer = async (
  tx: Tx,
  organisationId: string,
  day: Day,
): Promise<Verdict<FiledIssuer, 'FILING_NOT_VALID'>> => {
  const filed = await filedScopeOn(tx, organisationId, day)
  const { name } = await organisationFacts(tx, organisationId)
  return filed
    ? accept({ organisationCode: filed.code, organisationName: name, scope: filed.items })
    : refuse('FILING_NOT_VALID', {
        sentence: `${name}在${inWords(day)}没有有效备案，不能赋码发证。`,
        remedy: '请先办理备案或延续备案。',
        clauses: ['SDS-6.1-01', 'SDS-1.0-04'],
      })
}

export interface BuiltSnapshot {
  readonly batch: BatchFacts
  readonly rows: readonly SnapshotRow[]
  /** SM3 of the rows in canonical JSON, hexadecimal. */
  readonly hash: string
  readonly problems: readonly DataProblem[]
}

const snapshotRows = async (
  context: QueryContext,
  batch: BatchFacts,
  passes: readonly PassFact[],
): Promise<{ rows: readonly SnapshotRow[]; numbers: ReadonlyMap<string, string> }> => {
  const { keyring, press } = context.services
  const applications = await admittedApplications(context.tx, batch.organisationId, batch.id)
  const byApplication = new Map(applications.map((each) => [each.id, each]))
  const lines = new Map(batch.lines.map((line) => [line.id, line]))
  const identities = await readIdentities(
    context,
    passes.map(({ personId }) => personId),
  )
  const rows = passes.map((pass): SnapshotRow => {
    const application = byApplication.get(pass.applicationId)
    const line = lines.get(pass.lineId)
    const identity = identities.get(pass.personId)
    if (!application || !line || !identity)
      throw new Error(`pass ${pass.resultId} lacks its application, line or person`)
    const index = keyring.blindIndex(normaliseNumber(identity.documentNumber), documentPurpose)
    return {
      applicationId: pass.applicationId,
      personId: pass.personId,
      name: application.name,
      nameKey: application.nameKey,
      documentType: identity.documentType,
      documentMasked: application.documentMasked,
      documentIndex: Buffer.from(index).toString('hex'),
      employer: application.employer,
      occupationCode: line.occupationCode,
      occupationName: line.occupationName,
      trade: line.trade,
      level: line.level,
      photoFileId: application.photoFileId,
      unprintable: unprintableIn(press, application.name),
      theory: pass.theory,
      practical: pass.practical,
      review: pass.review,
    }
  })
  return {
    rows: inNumberOrder(rows),
    numbers: new Map([...identities].map(([personId, { documentNumber }]) => [personId, documentNumber])),
  }
}

const alreadyCertified = async (
  tx: Tx,
  batchId: string,
  numbers: ReadonlyMap<string, string>,
): Promise<ReadonlySet<string>> => {
  const held = await validQualifications(tx, [...numbers.keys()], batchId)
  return new Set(
    held.map(({ personId, ...rest }) =>
      qualificationKey({ documentNumber: numbers.get(personId) ?? '', ...rest }),
    ),
  )
}

/** The rows to be certified as the results stand now, with their hash and what is wrong with them. */
export const buildSnapshot = async (
  context: QueryContext,
  organisationId: string,
  batchId: string,
): Promise<Verdict<BuiltSnapshot, 'RESULTS_NOT_CONFIRMED' | 'NOTHING_TO_CERTIFY' | 'FILING_NOT_VALID'>> => {
  const { tx, today } = context
  const batch = await batchFacts(tx, organisationId, batchId)
  const passes = await confirmedPasses(tx, organisationId, batchId)
  const standing = requireConfirmedResults({
    publicityOver: await publicityOver(tx, organisationId, batchId),
    passed: passes.length,
  })
  if (standing.refused) return standing
  const issuer = await filedIssuer(tx, organisationId, today)
  if (issuer.refused) return issuer
  const { rows, numbers } = await snapshotRows(context, batch, passes)
  const data = rows.map(
    (row): CertificateData => ({
      ...row,
      documentNumber: numbers.get(row.personId) ?? '',
      number: null,
      issuedOn: null,
      issuerName: issuer.value.organisationName,
    }),
  )
  const problems = checkCertificateData(data, {
    ...issuer.value,
    examinedUntil: batch.examTo,
    today,
    alreadyCertified: await alreadyCertified(tx, batchId, numbers),
  })
  return accept({ batch, rows, hash: sm3(canonicalJson(rows)).toString('hex'), problems })
}

export interface IssuedData {
  readonly rows: readonly (CertificateData & { readonly number: string; readonly employer: string })[]
  readonly problems: readonly DataProblem[]
}

/** The issued certificates of a batch in clear with the checks of SDS-7.1-03; the caller records why it reads them. */
export const issuedData = async (
  context: QueryContext,
  batch: BatchFacts,
  certificates: readonly CertificateRow[],
): Promise<Verdict<IssuedData, 'FILING_NOT_VALID'>> => {
  const { tx, today } = context
  const issuer = await filedIssuer(tx, batch.organisationId, certificates[0]?.issuedOn ?? today)
  if (issuer.refused) return issuer
  const identities = await readIdentities(
    context,
    certificates.map(({ personId }) => personId),
  )
  const rows = certificates.map((row) => ({ ...row, ...identities.get(row.personId)! }))
  const numbers = new Map(rows.map(({ personId, documentNumber }) => [personId, documentNumber]))
  const problems = checkCertificateData(rows, {
    ...issuer.value,
    examinedUntil: batch.examTo,
    today,
    alreadyCertified: await alreadyCertified(tx, batch.id, numbers),
  })
  return accept({ rows, problems })
}
