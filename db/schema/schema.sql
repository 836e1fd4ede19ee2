TABLE account
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  login text NOT NULL
  display_name text NOT NULL
  person_id uuid
  roles text[] NOT NULL
  password_hash text NOT NULL
  totp_secret bytea
  state text NOT NULL
  created_at timestamp with time zone NOT NULL
  CONSTRAINT account_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT account_roles_check CHECK ((cardinality(roles) > 0))
  CONSTRAINT account_state_check CHECK ((state = ANY (ARRAY['active'::text, 'closed'::text])))
  CREATE UNIQUE INDEX account_login ON account USING btree (lower(login))
  CREATE UNIQUE INDEX account_person_candidate ON account USING btree (person_id) WHERE ('candidate'::text = ANY (roles))
  CREATE UNIQUE INDEX account_pkey ON account USING btree (organisation_id, id)
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE account_attempt
  account_id uuid NOT NULL
  failures integer NOT NULL DEFAULT 0
  first_failure_at timestamp with time zone
  locked_until timestamp with time zone
  totp_counter bigint
  CONSTRAINT account_attempt_pkey PRIMARY KEY (account_id)
  CREATE UNIQUE INDEX account_attempt_pkey ON account_attempt USING btree (account_id)
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE audit_checkpoint
  id uuid NOT NULL
  at timestamp with time zone NOT NULL
  heads jsonb NOT NULL
  key_id text NOT NULL
  signature bytea NOT NULL
  CONSTRAINT audit_checkpoint_pkey PRIMARY KEY (id)
  CREATE UNIQUE INDEX audit_checkpoint_pkey ON audit_checkpoint USING btree (id)
  GRANT INSERT, SELECT TO jiangheng_app

TABLE audit_entry
  chain uuid NOT NULL
  seq bigint NOT NULL
  command_id uuid NOT NULL
  name text NOT NULL
  actor_account_id uuid
  actor_name text NOT NULL
  at timestamp with time zone NOT NULL
  input_digest bytea NOT NULL
  fact_count integer NOT NULL
  fact_digest bytea NOT NULL
  previous bytea NOT NULL
  hash bytea NOT NULL
  CONSTRAINT audit_entry_pkey PRIMARY KEY (chain, seq)
  CREATE INDEX audit_entry_by_command ON audit_entry USING btree (command_id)
  CREATE UNIQUE INDEX audit_entry_pkey ON audit_entry USING btree (chain, seq)
  GRANT INSERT, SELECT TO jiangheng_app

TABLE audit_head
  chain uuid NOT NULL
  seq bigint NOT NULL
  hash bytea NOT NULL
  CONSTRAINT audit_head_pkey PRIMARY KEY (chain)
  CREATE UNIQUE INDEX audit_head_pkey ON audit_head USING btree (chain)
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE command_log
  command_id uuid NOT NULL
  name text NOT NULL
  account_id uuid
  at timestamp with time zone NOT NULL
  reply jsonb
  CONSTRAINT command_log_pkey PRIMARY KEY (command_id)
  CREATE UNIQUE INDEX command_log_pkey ON command_log USING btree (command_id)
  GRANT INSERT, SELECT TO jiangheng_app

TABLE disclosure ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  person_id uuid NOT NULL
  field text NOT NULL
  reason text NOT NULL
  account_id uuid NOT NULL
  actor_name text NOT NULL
  at timestamp with time zone NOT NULL
  CONSTRAINT disclosure_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX disclosure_pkey ON disclosure USING btree (organisation_id, id)
  POLICY disclosure_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK (true)
  GRANT INSERT, SELECT TO jiangheng_app

TABLE fact ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  command_id uuid NOT NULL
  ordinal integer NOT NULL
  type text NOT NULL
  subject_table text NOT NULL
  subject_id uuid NOT NULL
  subject_version integer NOT NULL
  person_id uuid
  batch_id uuid
  data jsonb NOT NULL DEFAULT '{}'::jsonb
  clauses text[] NOT NULL DEFAULT '{}'::text[]
  row_seal bytea NOT NULL
  actor_account_id uuid
  actor_name text NOT NULL
  at timestamp with time zone NOT NULL
  CONSTRAINT fact_pkey PRIMARY KEY (organisation_id, id)
  CREATE INDEX fact_by_command ON fact USING btree (command_id, ordinal)
  CREATE INDEX fact_by_person ON fact USING btree (person_id) WHERE (person_id IS NOT NULL)
  CREATE INDEX fact_by_subject ON fact USING btree (organisation_id, subject_id, subject_version)
  CREATE UNIQUE INDEX fact_pkey ON fact USING btree (organisation_id, id)
  POLICY fact_reach FOR ALL USING ((within_reach(organisation_id) OR is_own_person(person_id))) WITH CHECK (true)
  GRANT INSERT, SELECT TO jiangheng_app

TABLE job ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  kind text NOT NULL
  title text NOT NULL
  state text NOT NULL
  done integer NOT NULL DEFAULT 0
  total integer NOT NULL
  payload jsonb NOT NULL
  result jsonb
  error text
  account_id uuid
  created_at timestamp with time zone NOT NULL
  finished_at timestamp with time zone
  CONSTRAINT job_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT job_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'failed'::text])))
  CREATE UNIQUE INDEX job_pkey ON job USING btree (organisation_id, id)
  POLICY job_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK (true)
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE organisation
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  kind text NOT NULL
  name text NOT NULL
  type_name text NOT NULL
  city_code text
  city_name text
  contact_person text
  contact_phone text
  head_name text
  head_phone text
  CONSTRAINT organisation_check CHECK ((organisation_id = id))
  CONSTRAINT organisation_kind_check CHECK ((kind = ANY (ARRAY['evaluation'::text, 'city-centre'::text, 'province-centre'::text, 'platform'::text])))
  CONSTRAINT organisation_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX organisation_name ON organisation USING btree (name)
  CREATE UNIQUE INDEX organisation_pkey ON organisation USING btree (organisation_id, id)
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE outbox
  id bigint NOT NULL
  topic text NOT NULL
  payload jsonb NOT NULL
  at timestamp with time zone NOT NULL
  dispatched_at timestamp with time zone
  CONSTRAINT outbox_pkey PRIMARY KEY (id)
  CREATE UNIQUE INDEX outbox_pkey ON outbox USING btree (id)
  CREATE INDEX outbox_waiting ON outbox USING btree (id) WHERE (dispatched_at IS NULL)
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE person
  id uuid NOT NULL
  version integer NOT NULL
  organisation_id uuid NOT NULL
  name text NOT NULL
  name_key text NOT NULL
  document_type text NOT NULL
  document_number bytea NOT NULL
  document_index bytea NOT NULL
  phone bytea
  sex text
  birth_date date
  created_at timestamp with time zone NOT NULL
  CONSTRAINT person_pkey PRIMARY KEY (id)
  CONSTRAINT person_sex_check CHECK ((sex = ANY (ARRAY['男'::text, '女'::text])))
  CREATE UNIQUE INDEX person_document ON person USING btree (document_index)
  CREATE UNIQUE INDEX person_pkey ON person USING btree (id)
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE session
  token_hash bytea NOT NULL
  account_id uuid NOT NULL
  csrf text NOT NULL
  created_at timestamp with time zone NOT NULL
  seen_at timestamp with time zone NOT NULL
  expires_at timestamp with time zone NOT NULL
  CONSTRAINT session_pkey PRIMARY KEY (token_hash)
  CREATE UNIQUE INDEX session_pkey ON session USING btree (token_hash)
  GRANT DELETE, INSERT, SELECT, UPDATE TO jiangheng_app

TABLE setting
  key text NOT NULL
  value jsonb NOT NULL
  CONSTRAINT setting_pkey PRIMARY KEY (key)
  CREATE UNIQUE INDEX setting_pkey ON setting USING btree (key)
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE stored_file ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  person_id uuid
  audience text[] NOT NULL DEFAULT '{}'::text[]
  hash text NOT NULL
  name text NOT NULL
  media_type text NOT NULL
  size integer NOT NULL
  created_at timestamp with time zone NOT NULL
  CONSTRAINT stored_file_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX stored_file_pkey ON stored_file USING btree (organisation_id, id)
  POLICY stored_file_reach FOR ALL USING ((within_reach(organisation_id) OR is_own_person(person_id))) WITH CHECK (true)
  GRANT INSERT, SELECT TO jiangheng_app

CREATE OR REPLACE FUNCTION public.enqueue_job(kind text, job_id uuid, organisation uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
      SELECT graphile_worker.add_job(kind, json_build_object('jobId', job_id, 'organisationId', organisation),
        job_key := job_id::text, max_attempts := 5)
    $function$

CREATE OR REPLACE FUNCTION public.is_own_person(person uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  SELECT person::text = nullif(current_setting('app.person', true), '')
$function$

CREATE OR REPLACE FUNCTION public.row_seal(row_as_json jsonb)
 RETURNS bytea
 LANGUAGE sql
 IMMUTABLE
AS $function$
  SELECT sha256(convert_to(jsonb_strip_nulls(row_as_json)::text, 'UTF8'))
$function$

CREATE OR REPLACE FUNCTION public.within_reach(organisation uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  SELECT current_setting('app.reach', true) = 'all'
      OR organisation::text = ANY (string_to_array(current_setting('app.reach', true), ','))
$function$
