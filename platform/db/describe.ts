import type pg from 'pg'

const queries = {
  tables: `
    SELECT format('TABLE %I', c.relname) || CASE WHEN c.relrowsecurity THEN ' ROW LEVEL SECURITY' ELSE '' END AS line,
           c.relname AS owner
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v')`,
  columns: `
    SELECT format('  %I %s', a.attname, format_type(a.atttypid, a.atttypmod))
           || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
           || coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '') AS line, c.relname AS owner
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'v')
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped ORDER BY c.relname, a.attnum`,
  constraints: `
    SELECT format('  CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid)) AS line, c.relname AS owner
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    WHERE k.connamespace = 'public'::regnamespace AND k.contype <> 'n' ORDER BY c.relname, k.conname`,
  indexes: `
    SELECT '  ' || replace(indexdef, 'public.', '') AS line, tablename AS owner
    FROM pg_indexes WHERE schemaname = 'public' ORDER BY tablename, indexname`,
  policies: `
    SELECT format('  POLICY %I FOR %s USING (%s)', policyname, cmd, qual)
           || coalesce(format(' WITH CHECK (%s)', with_check), '') AS line, tablename AS owner
    FROM pg_policies WHERE schemaname = 'public' ORDER BY tablename, policyname`,
  triggers: `
    SELECT '  ' || replace(pg_get_triggerdef(t.oid), 'public.', '') AS line, c.relname AS owner
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal ORDER BY c.relname, t.tgname`,
  grants: `
    SELECT format('  GRANT %s TO %s', string_agg(DISTINCT privilege_type, ', ' ORDER BY privilege_type), grantee) AS line,
           table_name AS owner
    FROM information_schema.table_privileges WHERE table_schema = 'public' AND grantee = 'jiangheng_app'
    GROUP BY table_name, grantee ORDER BY table_name`,
} as const

/** The whole schema as one readable text, stable between runs: what a review of a migration looks at. */
export const describeSchema = async (pool: pg.Pool): Promise<string> => {
  const lines = new Map<string, string[]>()
  for (const text of Object.values(queries)) {
    const { rows } = await pool.query<{ line: string; owner: string }>(text)
    for (const { line, owner } of rows) {
      if (owner === 'migration') continue
      lines.set(owner, [...(lines.get(owner) ?? []), line])
    }
  }
  const functions = await pool.query<{ text: string }>(`
    SELECT pg_get_functiondef(p.oid) AS text FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace ORDER BY p.proname`)
  const tables = [...lines.keys()].sort().map((name) => `${lines.get(name)!.join('\n')}\n`)
  return [...tables, ...functions.rows.map(({ text }) => `${text.trim()}\n`)].join('\n')
}
