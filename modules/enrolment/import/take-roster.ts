import { v7 as uuid } from 'uuid'
import {
  bansInForce,
  documentIndexOf,
  findPeople,
  nameKeyOf,
  type RegisteredPerson,
  registerPeople,
} from '#modules/party/facts.ts'
import type { BatchFacts } from '#modules/plan/facts.ts'
import { type CommandContext, platformOrganisation } from '#platform/command/context.ts'
import type { Verdict } from '#platform/contract/verdict.ts'
import { maskNumber, maskPhone } from '#platform/pii/mask.ts'
import type { UploadCode } from '#platform/upload/in-worker.ts'
import { notBarred } from '../core/ban.rule.ts'
import type { Contradiction } from '../core/contradiction.rule.ts'
import { rosterColumns } from '../core/roster-columns.ts'
import type { RowProblem } from '../core/roster-fields.rule.ts'
import type { RosterCandidate } from '../core/roster-row.rule.ts'
import {
  type EnrolledRow,
  enrolledAlready,
  type ImportCounts,
  type Issue,
  insertApplications,
} from '../roster-store.ts'
import { type Details, phonePurpose } from '../store.ts'
import { readRoster } from './read-roster.ts'
import type { ReadRow, RosterCode, RosterSettings } from './roster.parser.ts'
import type { RefusedRow } from './workbooks.ts'

export interface RosterReading {
  readonly bytes: Uint8Array
  readonly batch: BatchFacts
  /** Writes people and applications; otherwise only looks what writing would meet. */
  readonly write: boolean
  /** Told how many rows have been read. */
  readonly onRows: (rows: number) => void
}

export interface RosterOutcome {
  readonly counts: ImportCounts
  readonly issues: readonly Issue[]
  /** The refused candidates' rows in the clear, for the error workbook. */
  readonly refused: readonly RefusedRow[]
}

type Accepted = ReadRow & { readonly candidate: RosterCandidate }

const settingsOf = (batch: BatchFacts): RosterSettings => ({
  pack: batch.pack,
  ruledOn: batch.createdOn,
  on: batch.enrolmentTo,
  lines: batch.lines.map(({ id, occupationCode, occupationName, trade, level, subjects }) => ({
    id,
    occupationCode,
    occupationName,
    trade,
    level,
    subjects,
  })),
})

/** The content's digest as it is stored: keyed, because a plain digest of a number can be guessed. */
const contentIndexOf = (context: CommandContext, { contentDigest }: ReadRow): Buffer =>
  Buffer.from(context.services.keyring.blindIndex(contentDigest, 'application.roster'))

const mismatch: RowProblem = {
  code: 'PERSON_MISMATCH',
  sentence: '该证件号码已有登记，登记的姓名与表中不一致。',
  remedy: '请核对姓名和证件号码；确需更改登记姓名的，请先办理信息更正。',
  clauses: ['SDS-3.2-01', 'SDS-3.3-12'],
  column: '姓名',
}

const enrolled = (row: EnrolledRow): RowProblem => ({
  code: 'ALREADY_ENROLLED',
  sentence:
    row.source === 'self' ? '该考生已自行报名本批次。' : '该考生已在本批次报名，本行内容与已导入的不同。',
  remedy: '已确认的信息不能用重新导入覆盖；需要更改的请办理信息更正。',
  clauses: ['SDS-3.2-01', 'SDS-3.3-12'],
  column: '证件号码',
})

const secretColumns = new Set(['证件号码', '手机号码'])

const issueOf = (row: ReadRow): Issue => {
  const at = (title: string) => rosterColumns.findIndex((column) => column.title === title)
  const value = (title: string) => (row.isCandidate ? (row.shown[at(title)] ?? '') : (row.shown[0] ?? ''))
  return {
    rowNumber: row.rowNumber,
    name: row.isCandidate ? value('姓名') : '',
    documentMasked: row.isCandidate ? maskNumber(value('证件号码')) : '',
    isCandidate: row.isCandidate,
    problems: row.problems.map((problem) => ({
      ...problem,
      value: secretColumns.has(problem.column)
        ? maskNumber(value(problem.column))
        : value(problem.column).slice(0, 60),
    })),
  }
}

const bytea = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes).toString('hex')}`

interface Placed {
  readonly candidate: RosterCandidate
  readonly personId: string
  readonly contentIndex: Buffer
  readonly contradictions: readonly Contradiction[]
}

/** A row of the table as the database names its columns. */
const tableRow = (context: CommandContext, batch: BatchFacts, placed: Placed) => {
  const { candidate, contradictions } = placed
  const id = uuid()
  const details: Details = {
    currentStudent: candidate.currentStudent,
    ...(contradictions.length > 0 ? { contradictions } : {}),
    roster: candidate.details,
  }
  return {
    organisation_id: batch.organisationId,
    id,
    version: 1,
    batch_id: batch.id,
    line_id: candidate.lineId,
    person_id: placed.personId,
    state: contradictions.length > 0 ? 'further-check' : 'submitted',
    source: 'roster',
    name: candidate.name,
    name_key: nameKeyOf(candidate.name),
    sex: candidate.sex,
    birth_date: candidate.birthDate,
    document_type: candidate.documentTypeName,
    document_masked: maskNumber(candidate.documentNumber),
    phone_masked: maskPhone(candidate.phone),
    phone: bytea(context.services.keyring.encrypt(candidate.phone, phonePurpose(id))),
    education: candidate.education,
    major: candidate.major,
    category: candidate.category,
    employer: candidate.employer,
    condition_code: candidate.conditionCode,
    work_from: candidate.workFrom,
    work_years: candidate.workYears,
    prior_certificate: candidate.priorCertificate,
    subjects: candidate.subjects,
    photo_file_id: null,
    evaluation: candidate.evaluation,
    materials: { files: {} },
    commitment: null,
    signature_file_id: null,
    submitted_at: context.now,
    review: null,
    decided_at: null,
    details,
    content_index: bytea(placed.contentIndex),
  }
}

type Standing =
  | { readonly kind: 'refused'; readonly problem: RowProblem }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'new'; readonly contradictions: readonly Contradiction[] }

const underWay = ['submitted', 'further-check', 'qualified', 'admitted']

/** How an accepted row stands to what the database holds of the person. */
const standingOf = (
  row: { readonly name: string; readonly contentIndex: Buffer; readonly batchId: string },
  person: RegisteredPerson | null,
  had: readonly EnrolledRow[],
): Standing => {
  if (person && person.name !== row.name) return { kind: 'refused', problem: mismatch }
  const here = had.find(({ batchId }) => batchId === row.batchId)
  if (here)
    return here.contentIndex?.equals(row.contentIndex)
      ? { kind: 'unchanged' }
      : { kind: 'refused', problem: enrolled(here) }
  const elsewhere = had.filter(({ batchId, state }) => batchId !== row.batchId && underWay.includes(state))
  return {
    kind: 'new',
    contradictions: elsewhere.map(({ batchName }) => ({
      kind: 'duplicate-id',
      sentence: `同一证件号码同时报名了“${batchName}”，请核实。`,
    })),
  }
}

const peopleOf = (context: CommandContext, rows: readonly Accepted[], write: boolean) => {
  const people = rows.map(({ candidate }) => ({ ...candidate, documentType: candidate.documentTypeName }))
  return write ? registerPeople(context, people) : findPeople(context, people)
}

const hadBefore = async (context: CommandContext, people: readonly (RegisteredPerson | null)[]) => {
  const ids = people.flatMap((person) => (person && !person.isNew ? [person.id] : []))
  const rows = ids.length === 0 ? [] : await enrolledAlready(context.tx, ids)
  return Map.groupBy(rows, ({ personId }) => personId)
}

/** Collects the outcome of a reading, a batch of rows at a time. */
const rosterTaker = (context: CommandContext, { batch, write }: RosterReading) => {
  const counts = { total: 0, good: 0, bad: 0, unchanged: 0 }
  const issues: Issue[] = []
  const refused: RefusedRow[] = []
  const written = { people: [] as string[], applications: [] as string[] }
  // The database writes one batch while the next is made ready.
  let inserting = Promise.resolve()

  const refuseRow = (row: ReadRow) => {
    issues.push(issueOf(row))
    if (!row.isCandidate) return
    counts.bad += 1
    refused.push({ rowNumber: row.rowNumber, shown: row.shown, problems: row.problems })
  }
  const place = (row: Accepted, person: RegisteredPerson | null, had: readonly EnrolledRow[]): Placed[] => {
    const contentIndex = contentIndexOf(context, row)
    const standing = standingOf({ name: row.candidate.name, contentIndex, batchId: batch.id }, person, had)
    if (standing.kind === 'refused') {
      refuseRow({ ...row, problems: [standing.problem] })
      return []
    }
    counts.good += 1
    if (standing.kind === 'unchanged') counts.unchanged += 1
    if (standing.kind === 'unchanged' || !person) return []
    const contradictions = [...row.candidate.contradictions, ...standing.contradictions]
    return [{ candidate: row.candidate, personId: person.id, contentIndex, contradictions }]
  }
  /** A row of somebody who may not take part is refused before anybody is registered. */
  const free = async (rows: readonly Accepted[]): Promise<readonly Accepted[]> => {
    const indexed = rows.map(({ candidate }) =>
      documentIndexOf(context, candidate.documentTypeName, candidate.documentNumber),
    )
    const bans = await bansInForce(context.tx, indexed, context.today)
    return rows.filter((row, at) => {
      const verdict = notBarred(bans.get(indexed[at]!))
      if (verdict.refused) refuseRow({ ...row, problems: [{ ...verdict, column: '证件号码' }] })
      return !verdict.refused
    })
  }
  const takeAccepted = async (accepted: readonly Accepted[]) => {
    const rows = await free(accepted)
    const people = await peopleOf(context, rows, write)
    const had = await hadBefore(context, people)
    const placed = rows.flatMap((row, at) => {
      const person = people[at] ?? null
      return place(row, person, person ? (had.get(person.id) ?? []) : [])
    })
    if (!write || placed.length === 0) return
    const table = placed.map((each) => tableRow(context, batch, each))
    await inserting
    inserting = insertApplications(context.tx, table)
    // A failure shows when the next batch waits for it, or at the end.
    inserting.catch(() => {})
    written.applications.push(...table.map(({ id }) => id))
    written.people.push(...people.flatMap((person) => (person?.isNew ? [person.id] : [])))
  }
  const take = async (rows: readonly ReadRow[]) => {
    counts.total += rows.filter(({ isCandidate }) => isCandidate).length
    for (const row of rows) if (!row.candidate) refuseRow(row)
    await takeAccepted(rows.filter((row): row is Accepted => row.candidate !== null))
  }
  return { counts, issues, refused, written, take, settled: () => inserting }
}

/** One fact for each row written, sealed when the command ends. */
const recordWritten = (
  context: CommandContext,
  organisationId: string,
  written: { readonly people: readonly string[]; readonly applications: readonly string[] },
) => {
  const { applications: ids, people } = written
  context.recordAll({
    type: 'application-imported',
    table: 'application',
    organisationId,
    ids,
    clauses: ['SDS-3.2-03'],
  })
  context.recordAll({
    type: 'person-registered',
    table: 'person',
    organisationId: platformOrganisation,
    ids: people,
    clauses: ['SDS-3.2-01'],
  })
}

/**
 * Reads a whole roster inside the command's transaction. Rows are judged by the reading thread, then against what the
 * database holds; with `write`, people and applications are inserted as the rows come, so a process killed at any moment
 * leaves nothing of the file behind.
 */
export const takeRoster = async (
  context: CommandContext,
  reading: RosterReading,
): Promise<Verdict<RosterOutcome, RosterCode | UploadCode>> => {
  const taker = rosterTaker(context, reading)
  let read = 0
  // The thread reads the next rows while these are written: one batch is on its way at a time.
  let writing = Promise.resolve()
  const summary = await readRoster(reading.bytes, settingsOf(reading.batch), (rows) => {
    const before = writing
    writing = before.then(async () => {
      await taker.take(rows)
      read += rows.length
      reading.onRows(read)
    })
    // A failure shows when the next batch waits for it, or at the end.
    writing.catch(() => {})
    return before
  })
  await writing
  await taker.settled()
  if (summary.refused) return summary
  if (reading.write) recordWritten(context, reading.batch.organisationId, taker.written)
  const { counts, issues, refused } = taker
  issues.sort((a, b) => a.rowNumber - b.rowNumber)
  refused.sort((a, b) => a.rowNumber - b.rowNumber)
  return {
    refused: false,
    value: { counts: { ...counts, unknownColumns: summary.value.unknownColumns }, issues, refused },
  }
}
