import { type RawBuilder, sql } from 'kysely'
import { statedValue } from '#modules/policy/core/parameter.ts'
import { packIds, type Regime, regime } from '#modules/policy/core/regime.ts'
import type { Day } from '#platform/clock/day.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { TodoKind, Waiting } from './core/todo.rule.ts'

type Tx = QueryContext['tx']

interface Asker {
  readonly accountId: string | null
  readonly now: Date
  readonly today: Day
}

/** What the documents in force say in numbers, as (pack, number); those that say nothing are left out. */
const statedBy = (today: Day, number: (inForce: Regime) => number | undefined) => {
  const rows = packIds.flatMap((id) => {
    const value = number(regime(id, today))
    return value === undefined ? [] : [sql`(${id}::text, ${value}::int)`]
  })
  return rows.length > 0 ? sql`(VALUES ${sql.join(rows)})` : sql`(SELECT ''::text, 0 WHERE false)`
}

/** Rows as (organisation_id, subject_id, label, count, due); each is asked within the actor's reach. */
type Source = (asker: Asker) => RawBuilder<unknown>

const batches = sql`JOIN batch b ON b.organisation_id = x.organisation_id AND b.id = x.batch_id`
const inReach = sql`within_reach(x.organisation_id)`
const day = (on: Day) => sql`${on}::date`
const todayInChina = (at: RawBuilder<unknown>, { today }: Asker) =>
  sql`(${at} AT TIME ZONE 'Asia/Shanghai')::date = ${day(today)}`

/** Rows of a table that has a batch, counted by batch. */
const byBatch = (
  table:
    | 'application'
    | 'objection'
    | 'score_correction'
    | 'result'
    | 'certificate_report'
    | 'certificate_batch',
  where: RawBuilder<unknown>,
  due: RawBuilder<unknown> = sql`NULL::date`,
): RawBuilder<unknown> => sql`
  SELECT x.organisation_id, x.batch_id AS subject_id, b.name AS label, count(*)::int AS count, ${due} AS due
  FROM ${sql.table(table)} x ${batches} WHERE ${inReach} AND ${where}
  GROUP BY x.organisation_id, x.batch_id, b.id, b.organisation_id`

/** Batches themselves. */
const batchesWhere = (
  where: RawBuilder<unknown>,
  due: RawBuilder<unknown> = sql`NULL::date`,
): RawBuilder<unknown> => sql`
  SELECT x.organisation_id, x.id AS subject_id, x.name AS label, 1 AS count, ${due} AS due
  FROM batch x WHERE ${inReach} AND ${where}`

const papers = (where: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  SELECT x.organisation_id, x.id AS subject_id, x.title AS label, 1 AS count,
    (SELECT (s.starts_at AT TIME ZONE 'Asia/Shanghai')::date FROM exam_session s
      WHERE s.organisation_id = x.organisation_id AND s.id = x.session_id) AS due
  FROM paper x WHERE ${inReach} AND ${where}`

/** The sessions of today at which the asker serves in one of these posts. */
const dutyToday = (asker: Asker, posts: readonly string[]): RawBuilder<unknown> => sql`
  SELECT x.organisation_id, x.session_id AS subject_id, b.name AS label, 1 AS count, ${day(asker.today)} AS due
  FROM duty x ${batches}
  JOIN exam_session s ON s.organisation_id = x.organisation_id AND s.id = x.session_id
  JOIN staff_member m ON m.organisation_id = x.organisation_id AND m.id = x.staff_id
  WHERE ${inReach} AND x.state = 'active' AND m.account_id = ${asker.accountId}::uuid
    AND x.role = ANY (${[...posts]}::text[]) AND ${todayInChina(sql`s.starts_at`, asker)}`

const has = (table: 'publicity' | 'certificate_batch', where: RawBuilder<unknown> = sql`true`) =>
  sql`EXISTS (SELECT FROM ${sql.table(table)} e
    WHERE e.organisation_id = x.organisation_id AND e.batch_id = x.id AND ${where})`

const sources: { readonly [kind in TodoKind]: Source } = {
  'site-confirm': () => sql`
    SELECT x.organisation_id, x.id AS subject_id, o.name || ' ' || x.name AS label, 1 AS count, NULL::date AS due
    FROM site x JOIN organisation o ON o.organisation_id = x.organisation_id
    WHERE ${inReach} AND x.state = 'submitted'`,
  'notice-confirm': () => sql`
    SELECT x.organisation_id, x.id AS subject_id, o.name || x.year::text || '年度' AS label, 1 AS count,
      NULL::date AS due
    FROM annual_notice x JOIN organisation o ON o.organisation_id = x.organisation_id
    WHERE ${inReach} AND x.state = 'submitted'`,
  'batch-confirm': () => batchesWhere(sql`x.state = 'submitted'`, sql`x.enrolment_from`),
  'amendment-decide': () => sql`
    SELECT x.organisation_id, x.batch_id AS subject_id, b.name AS label, 1 AS count, NULL::date AS due
    FROM batch_amendment x ${batches} WHERE ${inReach} AND x.state = 'submitted'`,
  'certificates-approve': () => byBatch('certificate_batch', sql`x.state = 'submitted'`, sql`b.issue_on`),
  'report-accept': () => byBatch('certificate_report', sql`x.state = 'reported'`),
  'batch-publish': () => batchesWhere(sql`x.state = 'confirmed'`, sql`x.enrolment_from`),
  'batch-correct': () => batchesWhere(sql`x.state = 'returned'`, sql`x.enrolment_from`),
  'application-review': () =>
    byBatch('application', sql`x.state IN ('submitted', 'further-check')`, sql`b.review_until`),
  'correction-decide': () => sql`
    SELECT x.organisation_id, a.batch_id AS subject_id, b.name AS label, count(*)::int AS count, NULL::date AS due
    FROM application_correction x
    JOIN application a ON a.organisation_id = x.organisation_id AND a.id = x.application_id
    JOIN batch b ON b.organisation_id = a.organisation_id AND b.id = a.batch_id
    WHERE ${inReach} AND x.state = 'requested' GROUP BY x.organisation_id, a.batch_id, b.name`,
  'batch-forward': ({ today }) =>
    batchesWhere(
      sql`x.state = 'published' AND x.payment_until < ${day(today)} AND EXISTS (SELECT FROM application a
        WHERE a.organisation_id = x.organisation_id AND a.batch_id = x.id AND a.state IN ('qualified', 'admitted'))`,
      sql`x.ticket_from`,
    ),
  'people-unplaced': () => sql`
    SELECT x.organisation_id, x.id AS subject_id, x.name AS label,
      (SELECT count(*)::int FROM application a
        WHERE a.organisation_id = x.organisation_id AND a.batch_id = x.id AND a.state = 'admitted') AS count,
      x.ticket_from AS due
    FROM batch x WHERE ${inReach} AND x.state = 'running' AND NOT EXISTS (SELECT FROM arrangement r
      WHERE r.organisation_id = x.organisation_id AND r.batch_id = x.id AND r.confirmed_at IS NOT NULL)`,
  'resit-arrange': () => sql`
    SELECT x.organisation_id, x.batch_id AS subject_id, b.name AS label, count(*)::int AS count, NULL::date AS due
    FROM resit_place x ${batches} WHERE ${inReach} AND x.session_id IS NULL
    GROUP BY x.organisation_id, x.batch_id, b.name`,
  'session-unprepared': () => sql`
    SELECT x.organisation_id, x.batch_id AS subject_id, b.name AS label, count(*)::int AS count, b.exam_from AS due
    FROM exam_session x ${batches}
    WHERE ${inReach} AND b.state = 'running' AND x.subject = 'theory'
      AND NOT EXISTS (SELECT FROM batch_line l WHERE l.organisation_id = x.organisation_id AND l.id = x.line_id
        AND l.theory_mode = '纸笔作答')
      AND NOT EXISTS (SELECT FROM sitting s
      WHERE s.organisation_id = x.organisation_id AND s.session_id = x.id)
    GROUP BY x.organisation_id, x.batch_id, b.name, b.exam_from`,
  'results-verify': () =>
    byBatch('result', sql`x.state = 'open' AND b.state = 'running'`, sql`b.publicity_from`),
  'publicity-start': () => sql`
    SELECT x.organisation_id, x.id AS subject_id, x.name AS label, 1 AS count, x.publicity_from AS due
    FROM batch x WHERE ${inReach} AND x.state = 'running'
      AND EXISTS (SELECT FROM result r
        WHERE r.organisation_id = x.organisation_id AND r.batch_id = x.id AND r.state = 'verified')
      AND NOT EXISTS (SELECT FROM result r
        WHERE r.organisation_id = x.organisation_id AND r.batch_id = x.id AND r.state = 'open')
      AND NOT ${has('publicity', sql`e.published_at IS NOT NULL`)}`,
  'publicity-supplement': () =>
    byBatch(
      'result',
      sql`x.state = 'verified' AND EXISTS (SELECT FROM publicity p WHERE p.organisation_id = x.organisation_id
        AND p.batch_id = x.batch_id AND p.published_at IS NOT NULL AND p.closed_at IS NULL)`,
    ),
  'objection-investigate': () => byBatch('objection', sql`x.state = 'received'`, sql`b.publicity_to`),
  'objection-decide': () => byBatch('objection', sql`x.state = 'investigated'`, sql`b.publicity_to`),
  'score-correct': () => byBatch('score_correction', sql`x.state = 'proposed'`),
  'certificates-prepare': () =>
    batchesWhere(
      sql`x.state = 'running' AND ${has('publicity', sql`e.closed_at IS NOT NULL`)}
        AND NOT ${has('certificate_batch', sql`e.state NOT IN ('prepared', 'returned')`)}`,
      sql`x.issue_on`,
    ),
  'certificates-issue': () => byBatch('certificate_batch', sql`x.state = 'approved'`, sql`b.issue_on`),
  'issue-confirm': () => byBatch('certificate_batch', sql`x.state = 'issued'`, sql`b.issue_on`),
  'certificates-report': () =>
    byBatch(
      'certificate_batch',
      sql`x.issued_on IS NOT NULL AND x.reported_at IS NULL`,
      sql`min(x.report_due_on)`,
    ),
  'report-correct': () =>
    byBatch(
      'certificate_report',
      sql`x.state = 'returned' AND NOT EXISTS (SELECT FROM certificate_report later
        WHERE later.organisation_id = x.organisation_id AND later.certificate_batch_id = x.certificate_batch_id
          AND later.edition > x.edition)`,
      sql`min(x.correction_due_on)`,
    ),
  'paper-review': () => papers(sql`x.state = 'assembled'`),
  'paper-bind': () => papers(sql`x.state = 'reviewed' AND x.session_id IS NULL`),
  'paper-seal': () => papers(sql`x.state = 'reviewed' AND x.session_id IS NOT NULL`),
  'custody-incident': () => sql`
    SELECT x.organisation_id, x.id AS subject_id, x.subject AS label, 1 AS count, NULL::date AS due
    FROM custody_incident x WHERE ${inReach} AND x.closed_at IS NULL`,
  'incident-open': () => sql`
    SELECT x.organisation_id, x.id AS subject_id, x.place AS label, 1 AS count, NULL::date AS due
    FROM exam_incident x WHERE ${inReach} AND x.state = 'open' AND x.at_centre AND x.type <> 'leak'`,
  // At once: a leak does not wait for its sitting to be taken in.
  'incident-leak': () => sql`
    SELECT x.organisation_id, x.id AS subject_id, x.place AS label, 1 AS count, NULL::date AS due
    FROM exam_incident x WHERE ${inReach} AND x.state = 'open' AND x.type = 'leak'`,
  'likeness-decide': () => sql`
    SELECT x.organisation_id, x.batch_id AS subject_id, b.name AS label, count(*) AS count, NULL::date AS due
    FROM likeness_finding x ${batches} WHERE ${inReach} AND x.state = 'proposed'
    GROUP BY x.organisation_id, x.batch_id, b.name`,
  'package-receive': ({ accountId }) => sql`
    SELECT x.organisation_id, x.package_id AS subject_id, p.label, 1 AS count,
      (p.starts_at AT TIME ZONE 'Asia/Shanghai')::date AS due
    FROM package_event x
    JOIN paper_package p ON p.organisation_id = x.organisation_id AND p.id = x.package_id
    WHERE ${inReach} AND x.state = 'awaiting' AND x.to_account_id = ${accountId}::uuid`,
  // The rooms' numbers stand on record once the envelopes are made.
  'room-counts': ({ today }) => sql`
    SELECT x.organisation_id, x.id AS subject_id, x.title AS label, 1 AS count,
      (s.starts_at AT TIME ZONE 'Asia/Shanghai')::date - d.number AS due
    FROM paper x ${batches}
    JOIN ${statedBy(today, ({ paper }) => statedValue(paper.countReport)?.days)} AS d (pack, number) ON d.pack = b.pack
    JOIN exam_session s ON s.organisation_id = x.organisation_id AND s.id = x.session_id
    JOIN batch_line l ON l.organisation_id = s.organisation_id AND l.id = s.line_id
    WHERE ${inReach} AND x.state <> 'voided' AND (x.medium = 'print' OR l.theory_mode = '纸笔作答')
      AND (s.starts_at AT TIME ZONE 'Asia/Shanghai')::date >= ${day(today)}
      AND NOT EXISTS (SELECT FROM paper_package p
        WHERE p.organisation_id = x.organisation_id AND p.paper_id = x.id AND p.kind = 'printed')`,
  // He who is to fetch it, and he who is to hand it out.
  'package-fetch': ({ accountId, now, today }) => sql`
    SELECT x.organisation_id, x.id AS subject_id, x.label, 1 AS count,
      (x.starts_at AT TIME ZONE 'Asia/Shanghai')::date AS due
    FROM paper_package x
    JOIN ${statedBy(today, ({ paper }) => statedValue(paper.receiptMinutesBefore))} AS d (pack, number)
      ON d.pack = x.pack
    WHERE ${inReach} AND x.kind = 'printed' AND x.state IN ('accepted', 'stored', 'arrived')
      AND x.starts_at - make_interval(mins => d.number) <= ${now} AND x.ends_at > ${now}
      AND (x.holder_account_id = ${accountId}::uuid OR EXISTS (SELECT FROM duty e
        JOIN staff_member m ON m.organisation_id = e.organisation_id AND m.id = e.staff_id
        WHERE e.organisation_id = x.organisation_id AND e.session_id = x.session_id AND e.room_id = x.room_id
          AND e.state = 'active' AND e.role = '监考人员' AND m.account_id = ${accountId}::uuid))`,
  'duty-log': ({ today }) => sql`
    SELECT x.organisation_id, x.secure_room_id AS subject_id, r.name AS label, count(*)::int AS count, NULL::date AS due
    FROM duty_shift x
    JOIN secure_room r ON r.organisation_id = x.organisation_id AND r.id = x.secure_room_id
    WHERE ${inReach} AND NOT x.withdrawn AND x.second_signed_at IS NULL
      AND (x.ends_at AT TIME ZONE 'Asia/Shanghai')::date < ${day(today)}
    GROUP BY x.organisation_id, x.secure_room_id, r.name`,
  'own-duty': (asker) => dutyToday(asker, ['考点负责人', '监考人员', '内部质量督导员']),
  'own-sheets': (asker) => dutyToday(asker, ['考评人员']),
  'panel-countersign': (asker) => sql`
    SELECT x.organisation_id, x.batch_id AS subject_id, b.name AS label, count(*)::int AS count, NULL::date AS due
    FROM panel_record x ${batches}
    WHERE ${inReach} AND x.state = 'signed' AND EXISTS (SELECT FROM duty d
      JOIN staff_member m ON m.organisation_id = d.organisation_id AND m.id = d.staff_id
      WHERE d.organisation_id = x.organisation_id AND d.session_id = x.session_id AND d.state = 'active'
        AND d.role = '内部质量督导员' AND m.account_id = ${asker.accountId}::uuid)
    GROUP BY x.organisation_id, x.batch_id, b.name`,
}

/** Never shown in full where a province looks; the lists behind the links are complete. */
const mostWaiting = 200

/** Everything of these kinds that waits within the actor's reach, the soonest due first. */
export const waitingOf = async (
  tx: Tx,
  kinds: readonly TodoKind[],
  asker: Asker,
): Promise<readonly Waiting[]> => {
  if (kinds.length === 0) return []
  const parts = kinds.map((kind) => sql`SELECT ${kind}::text AS kind, w.* FROM (${sources[kind](asker)}) w`)
  const { rows } = await sql<Waiting>`
    SELECT kind, organisation_id AS "organisationId", subject_id AS "subjectId", label, count, due::text AS due
    FROM (${sql.join(parts, sql` UNION ALL `)}) AS waiting
    WHERE count > 0 ORDER BY due NULLS LAST, kind, label LIMIT ${mostWaiting}`.execute(tx)
  return rows
}

export interface SessionToday {
  readonly batchId: string
  readonly batchName: string
  readonly subject: 'theory' | 'practical' | 'review'
  readonly number: number
  readonly startsAt: Date
  readonly rooms: number
}

/** Today's sessions within reach; for the staff of a room, those they serve at. */
export const sessionsToday = async (
  tx: Tx,
  asker: Asker,
  only: 'own' | 'all',
): Promise<readonly SessionToday[]> => {
  const own =
    only === 'all'
      ? sql`true`
      : sql`EXISTS (SELECT FROM duty d
          JOIN staff_member m ON m.organisation_id = d.organisation_id AND m.id = d.staff_id
          WHERE d.organisation_id = x.organisation_id AND d.session_id = x.id AND d.state = 'active'
            AND m.account_id = ${asker.accountId}::uuid)`
  const { rows } = await sql<SessionToday>`
    SELECT x.batch_id AS "batchId", b.name AS "batchName", x.subject, x.number, x.starts_at AS "startsAt",
      (SELECT count(DISTINCT p.room_id)::int FROM placement p
        WHERE p.organisation_id = x.organisation_id AND p.session_id = x.id) AS rooms
    FROM exam_session x ${batches}
    WHERE ${inReach} AND ${todayInChina(sql`x.starts_at`, asker)} AND ${own}
    ORDER BY x.starts_at, b.name LIMIT ${mostWaiting}`.execute(tx)
  return rows
}
