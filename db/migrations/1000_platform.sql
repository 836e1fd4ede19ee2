-- Up Migration
-- The application connects as the owner and steps down to this role; it owns nothing and bypasses nothing.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'jiangheng_app') THEN
    CREATE ROLE jiangheng_app NOLOGIN NOSUPERUSER NOBYPASSRLS;
  END IF;
  EXECUTE format('GRANT jiangheng_app TO %I', current_user);
END $$;
GRANT USAGE ON SCHEMA public TO jiangheng_app;

-- Whose rows the current transaction may see: 'all', or the organisations listed in app.reach.
CREATE FUNCTION within_reach(organisation uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT current_setting('app.reach', true) = 'all'
      OR organisation::text = ANY (string_to_array(current_setting('app.reach', true), ','))
$$;
CREATE FUNCTION is_own_person(person uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT person::text = nullif(current_setting('app.person', true), '')
$$;
-- The seal of a row: nulls are left out, so a new nullable column leaves old seals valid.
CREATE FUNCTION row_seal(row_as_json jsonb) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(convert_to(jsonb_strip_nulls(row_as_json)::text, 'UTF8'))
$$;

-- Every command that was carried out; the key makes a retry harmless.
CREATE TABLE command_log (
  command_id uuid PRIMARY KEY,
  name text NOT NULL,
  account_id uuid,
  at timestamptz NOT NULL,
  reply jsonb
);
GRANT SELECT, INSERT ON command_log TO jiangheng_app;
GRANT UPDATE (reply) ON command_log TO jiangheng_app;

-- Evidence: what happened to which row, by whom, when, under which clauses. Never changed, never deleted.
CREATE TABLE fact (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  command_id uuid NOT NULL,
  ordinal integer NOT NULL,
  type text NOT NULL,
  subject_table text NOT NULL,
  subject_id uuid NOT NULL,
  subject_version integer NOT NULL,
  person_id uuid,
  batch_id uuid,
  data jsonb NOT NULL DEFAULT '{}',
  clauses text[] NOT NULL DEFAULT '{}',
  row_seal bytea NOT NULL,
  actor_account_id uuid,
  actor_name text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX fact_by_subject ON fact (organisation_id, subject_id, subject_version);
CREATE INDEX fact_by_person ON fact (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX fact_by_command ON fact (command_id, ordinal);
GRANT SELECT, INSERT ON fact TO jiangheng_app;
ALTER TABLE fact ENABLE ROW LEVEL SECURITY;
CREATE POLICY fact_reach ON fact TO jiangheng_app
  USING (within_reach(organisation_id) OR is_own_person(person_id)) WITH CHECK (true);

-- The hash chain, one per organisation: each entry seals one command and the facts it recorded.
CREATE TABLE audit_entry (
  chain uuid NOT NULL,
  seq bigint NOT NULL,
  command_id uuid NOT NULL,
  name text NOT NULL,
  actor_account_id uuid,
  actor_name text NOT NULL,
  at timestamptz NOT NULL,
  input_digest bytea NOT NULL,
  fact_count integer NOT NULL,
  fact_digest bytea NOT NULL,
  previous bytea NOT NULL,
  hash bytea NOT NULL,
  PRIMARY KEY (chain, seq)
);
CREATE INDEX audit_entry_by_command ON audit_entry (command_id);
GRANT SELECT, INSERT ON audit_entry TO jiangheng_app;
CREATE TABLE audit_head (chain uuid PRIMARY KEY, seq bigint NOT NULL, hash bytea NOT NULL);
GRANT SELECT, INSERT, UPDATE ON audit_head TO jiangheng_app;
CREATE TABLE audit_checkpoint (
  id uuid PRIMARY KEY,
  at timestamptz NOT NULL,
  heads jsonb NOT NULL,
  key_id text NOT NULL,
  signature bytea NOT NULL
);
GRANT SELECT, INSERT ON audit_checkpoint TO jiangheng_app;

-- A reading of personal data in clear: who looked at what, and why.
CREATE TABLE disclosure (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  field text NOT NULL,
  reason text NOT NULL,
  account_id uuid NOT NULL,
  actor_name text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
GRANT SELECT, INSERT ON disclosure TO jiangheng_app;
ALTER TABLE disclosure ENABLE ROW LEVEL SECURITY;
CREATE POLICY disclosure_reach ON disclosure TO jiangheng_app USING (within_reach(organisation_id)) WITH CHECK (true);

CREATE TABLE outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  topic text NOT NULL,
  payload jsonb NOT NULL,
  at timestamptz NOT NULL,
  dispatched_at timestamptz
);
CREATE INDEX outbox_waiting ON outbox (id) WHERE dispatched_at IS NULL;
GRANT SELECT, INSERT, UPDATE ON outbox TO jiangheng_app;

-- Long work and its progress; graphile-worker carries it out.
CREATE TABLE job (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  title text NOT NULL,
  state text NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
  done integer NOT NULL DEFAULT 0,
  total integer NOT NULL,
  payload jsonb NOT NULL,
  result jsonb,
  error text,
  account_id uuid,
  created_at timestamptz NOT NULL,
  finished_at timestamptz,
  PRIMARY KEY (organisation_id, id)
);
GRANT SELECT, INSERT, UPDATE ON job TO jiangheng_app;
ALTER TABLE job ENABLE ROW LEVEL SECURITY;
CREATE POLICY job_reach ON job TO jiangheng_app USING (within_reach(organisation_id)) WITH CHECK (true);

-- Files kept in the blob store, by content hash.
CREATE TABLE stored_file (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id uuid,
  -- Roles that may read it; empty: every role that reaches the organisation.
  audience text[] NOT NULL DEFAULT '{}',
  hash text NOT NULL,
  name text NOT NULL,
  media_type text NOT NULL,
  size integer NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
GRANT SELECT, INSERT ON stored_file TO jiangheng_app;
ALTER TABLE stored_file ENABLE ROW LEVEL SECURITY;
CREATE POLICY stored_file_reach ON stored_file TO jiangheng_app
  USING (within_reach(organisation_id) OR is_own_person(person_id)) WITH CHECK (true);

CREATE TABLE setting (key text PRIMARY KEY, value jsonb NOT NULL);
GRANT SELECT, INSERT, UPDATE ON setting TO jiangheng_app;
