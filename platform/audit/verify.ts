import { sql } from 'kysely'
import type { Connection } from '../db/connect.ts'
import { type Break, breakAfter, type ChainEnd, chainStart, type StoredEntry } from './broken.ts'
import { factDigestOf } from './record.ts'

/** Something that is not as the chain says it must be; `where` names the record. */
export interface Finding {
  readonly kind:
    | 'entry-altered'
    | 'entry-missing'
    | 'head-altered'
    | 'facts-altered'
    | 'row-altered'
    | 'row-missing'
    | 'row-unrecorded'
  readonly where: string
  readonly detail: string
}

export interface Verification {
  readonly chains: number
  readonly entries: number
  readonly facts: number
  readonly rows: number
  readonly findings: readonly Finding[]
}

type Db = Connection['owner']

const pageSize = 1000

const findingOf = ({ seq, reason }: Break, entry: StoredEntry): Finding => {
  const where = `审计链 ${entry.chain} 第 ${entry.seq} 条（${entry.name}，${entry.at.toISOString()}）`
  return reason === 'gap'
    ? { kind: 'entry-missing', where, detail: `第 ${seq} 条缺失` }
    : { kind: 'entry-altered', where, detail: reason === 'link' ? '与上一条不相连' : '内容与哈希不符' }
}

const checkChain = async (db: Db, chain: string): Promise<{ entries: number; findings: Finding[] }> => {
  const findings: Finding[] = []
  let end: ChainEnd = chainStart
  for (;;) {
    const page = db.selectFrom('auditEntry').selectAll().where('chain', '=', chain).where('seq', '>', end.seq)
    const rows = await page.orderBy('seq').limit(pageSize).execute()
    for (const entry of rows) {
      const broken = breakAfter(end, entry)
      if (broken) findings.push(findingOf(broken, entry))
      end = entry
    }
    if (rows.length < pageSize) break
  }
  const head = await db.selectFrom('auditHead').selectAll().where('chain', '=', chain).executeTakeFirst()
  if (head?.seq !== end.seq || !head.hash.equals(end.hash)) {
    findings.push({
      kind: 'head-altered',
      where: `审计链 ${chain}`,
      detail: `链头记为第 ${head?.seq ?? 0} 条，实有 ${end.seq} 条`,
    })
  }
  return { entries: end.seq, findings }
}

const checkFacts = async (db: Db): Promise<{ facts: number; findings: Finding[] }> => {
  const { rows } = await sql<{ commandId: string; name: string; at: Date; expected: number; found: number }>`
    SELECT a.command_id, a.name, a.at, a.fact_count AS expected, f.count AS found
    FROM audit_entry a
    CROSS JOIN LATERAL (SELECT count(*)::int AS count, ${factDigestOf} AS digest FROM fact f WHERE f.command_id = a.command_id) f
    WHERE f.count <> a.fact_count OR f.digest <> a.fact_digest
    ORDER BY a.at LIMIT 100
  `.execute(db)
  const orphans = await sql<{ id: string; type: string }>`
    SELECT f.id, f.type FROM fact f LEFT JOIN audit_entry a USING (command_id) WHERE a.command_id IS NULL LIMIT 100
  `.execute(db)
  const total = await db
    .selectFrom('fact')
    .select((e) => e.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return {
    facts: Number(total.count),
    findings: [
      ...rows.map((row) => ({
        kind: 'facts-altered' as const,
        where: `操作 ${row.name}（${row.commandId}，${row.at.toISOString()}）`,
        detail: `其事实记录被改动：应有 ${row.expected} 条，现有 ${row.found} 条`,
      })),
      ...orphans.rows.map(({ id, type }) => ({
        kind: 'facts-altered' as const,
        where: `事实 ${type}（${id}）`,
        detail: '不属于任何已入链的操作',
      })),
    ],
  }
}

/** Every table with organisation_id, id and version is sealed by facts. */
const auditedTables = async (db: Db): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`
    SELECT c.relname AS name FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped AND a.attname IN ('organisation_id', 'id', 'version')
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'fact'
    GROUP BY c.relname HAVING count(*) = 3 ORDER BY c.relname
  `.execute(db)
  return rows.map(({ name }) => name)
}

/** Facts name tables as the code does (`batchLine`); the database as `batch_line`. */
const camel = (name: string) => name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase())

const checkTable = async (db: Db, table: string): Promise<{ rows: number; findings: Finding[] }> => {
  const { rows } = await sql<{
    id: string
    version: number | null
    sealed: number | null
    kind: Finding['kind']
  }>`
    WITH latest AS (
      SELECT DISTINCT ON (organisation_id, subject_id) organisation_id, subject_id, subject_version, row_seal
      FROM fact WHERE subject_table = ${camel(table)}
      ORDER BY organisation_id, subject_id, subject_version DESC, at DESC
    )
    SELECT coalesce(t.id, l.subject_id) AS id, t.version, l.subject_version AS sealed,
      CASE WHEN t.id IS NULL THEN 'row-missing' WHEN l.subject_id IS NULL THEN 'row-unrecorded' ELSE 'row-altered' END AS kind
    FROM ${sql.table(table)} t
    FULL JOIN latest l ON l.organisation_id = t.organisation_id AND l.subject_id = t.id
    WHERE t.id IS NULL OR l.subject_id IS NULL OR l.row_seal <> row_seal(to_jsonb(t))
    LIMIT 100
  `.execute(db)
  const words = {
    'row-missing': '记录已被删除',
    'row-unrecorded': '记录未经任何操作写入',
    'row-altered': '内容与最后一次操作留下的封印不符',
  }
  const total = await sql<{ count: number }>`SELECT count(*)::int AS count FROM ${sql.table(table)}`.execute(
    db,
  )
  return {
    rows: total.rows[0]!.count,
    findings: rows.map((row) => ({
      kind: row.kind,
      where: `表 ${table} 记录 ${row.id}${row.version === null ? '' : `（版本 ${row.version}）`}`,
      detail: words[row.kind as keyof typeof words],
    })),
  }
}

/**
 * Checks everything the product holds as evidence: each chain link by link, each command's facts against its link,
 * and each audited row against the seal its last fact took. Reads as the owner; changes nothing.
 */
export const verifyAudit = async (connection: Connection): Promise<Verification> => {
  const db = connection.owner
  const chains = await db.selectFrom('auditEntry').select('chain').distinct().orderBy('chain').execute()
  const findings: Finding[] = []
  let entries = 0
  for (const { chain } of chains) {
    const checked = await checkChain(db, chain)
    entries += checked.entries
    findings.push(...checked.findings)
  }
  const facts = await checkFacts(db)
  findings.push(...facts.findings)
  let rows = 0
  for (const table of await auditedTables(db)) {
    const checked = await checkTable(db, table)
    rows += checked.rows
    findings.push(...checked.findings)
  }
  return { chains: chains.length, entries, facts: facts.facts, rows, findings }
}
