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

TABLE annual_notice ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  year integer NOT NULL
  edition integer NOT NULL
  state text NOT NULL
  contact_name text NOT NULL
  contact_phone text NOT NULL
  enrolment_procedure text NOT NULL
  lines jsonb NOT NULL
  amendment_reason text NOT NULL DEFAULT ''::text
  decision_note text
  published_at timestamp with time zone
  CONSTRAINT annual_notice_organisation_id_year_edition_key UNIQUE (organisation_id, year, edition)
  CONSTRAINT annual_notice_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX annual_notice_organisation_id_year_edition_key ON annual_notice USING btree (organisation_id, year, edition)
  CREATE UNIQUE INDEX annual_notice_pkey ON annual_notice USING btree (organisation_id, id)
  POLICY annual_notice_reach FOR ALL USING ((within_reach(organisation_id) OR (published_at IS NOT NULL))) WITH CHECK (within_reach(organisation_id))
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE application ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  line_id uuid NOT NULL
  person_id uuid NOT NULL
  state text NOT NULL
  source text NOT NULL
  name text NOT NULL
  name_key text NOT NULL
  sex text NOT NULL
  birth_date date NOT NULL
  document_type text NOT NULL
  document_masked text NOT NULL
  phone_masked text NOT NULL
  phone bytea
  education text NOT NULL
  major text NOT NULL DEFAULT ''::text
  category text NOT NULL
  employer text NOT NULL DEFAULT ''::text
  condition_code text NOT NULL
  work_from date
  work_years integer
  prior_certificate jsonb
  subjects text[] NOT NULL
  photo_file_id uuid
  evaluation jsonb NOT NULL DEFAULT '{}'::jsonb
  materials jsonb NOT NULL DEFAULT '{}'::jsonb
  commitment jsonb
  signature_file_id uuid
  submitted_at timestamp with time zone
  review jsonb
  decided_at timestamp with time zone
  details jsonb NOT NULL DEFAULT '{}'::jsonb
  content_index bytea
  CONSTRAINT application_organisation_id_batch_id_fkey FOREIGN KEY (organisation_id, batch_id) REFERENCES batch(organisation_id, id)
  CONSTRAINT application_organisation_id_batch_id_person_id_key UNIQUE (organisation_id, batch_id, person_id)
  CONSTRAINT application_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT application_sex_check CHECK ((sex = ANY (ARRAY['男'::text, '女'::text])))
  CONSTRAINT application_source_check CHECK ((source = ANY (ARRAY['self'::text, 'roster'::text])))
  CREATE INDEX application_by_person ON application USING btree (person_id)
  CREATE INDEX application_by_state ON application USING btree (organisation_id, batch_id, state)
  CREATE UNIQUE INDEX application_organisation_id_batch_id_person_id_key ON application USING btree (organisation_id, batch_id, person_id)
  CREATE UNIQUE INDEX application_pkey ON application USING btree (organisation_id, id)
  POLICY application_reach FOR ALL USING ((within_reach(organisation_id) OR is_own_person(person_id))) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE application_correction ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  application_id uuid NOT NULL
  person_id uuid NOT NULL
  field text NOT NULL
  old_value text NOT NULL
  new_value text NOT NULL
  secret bytea
  reason text NOT NULL
  state text NOT NULL
  requested_by text NOT NULL
  requested_at timestamp with time zone NOT NULL
  decided_by text
  decision_note text
  decided_at timestamp with time zone
  CONSTRAINT application_correction_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT application_correction_state_check CHECK ((state = ANY (ARRAY['requested'::text, 'made'::text, 'declined'::text])))
  CREATE INDEX application_correction_by_application ON application_correction USING btree (organisation_id, application_id)
  CREATE UNIQUE INDEX application_correction_pkey ON application_correction USING btree (organisation_id, id)
  POLICY application_correction_reach FOR ALL USING ((within_reach(organisation_id) OR is_own_person(person_id))) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE arrangement ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  state text NOT NULL
  seed text NOT NULL
  seed_commitment text NOT NULL
  settings jsonb NOT NULL
  job_id uuid
  confirmed_at timestamp with time zone
  CONSTRAINT arrangement_organisation_id_batch_id_key UNIQUE (organisation_id, batch_id)
  CONSTRAINT arrangement_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX arrangement_organisation_id_batch_id_key ON arrangement USING btree (organisation_id, batch_id)
  CREATE UNIQUE INDEX arrangement_pkey ON arrangement USING btree (organisation_id, id)
  POLICY arrangement_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE assembly ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  bank text NOT NULL
  rule_set_id uuid NOT NULL
  mode text NOT NULL
  forms integer NOT NULL
  seed text NOT NULL
  state text NOT NULL
  report jsonb
  content bytea
  job_id uuid
  assembled_by uuid NOT NULL
  assembled_by_name text NOT NULL
  started_at timestamp with time zone NOT NULL
  CONSTRAINT assembly_mode_check CHECK ((mode = ANY (ARRAY['fixed'::text, 'parallel'::text, 'candidates'::text, 'finished'::text])))
  CONSTRAINT assembly_organisation_id_rule_set_id_fkey FOREIGN KEY (organisation_id, rule_set_id) REFERENCES rule_set(organisation_id, id)
  CONSTRAINT assembly_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT assembly_state_check CHECK ((state = ANY (ARRAY['drawing'::text, 'found'::text, 'impossible'::text, 'failed'::text, 'cancelled'::text, 'kept'::text, 'dropped'::text])))
  CREATE INDEX assembly_by_bank ON assembly USING btree (organisation_id, bank, id)
  CREATE UNIQUE INDEX assembly_pkey ON assembly USING btree (organisation_id, id)
  POLICY assembly_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
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

TABLE ban ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  case_id uuid NOT NULL
  case_number text NOT NULL
  document_index bytea NOT NULL
  name text NOT NULL
  document_masked text NOT NULL
  from_on date NOT NULL
  until_on date NOT NULL
  reason text NOT NULL
  lifted_at timestamp with time zone
  CONSTRAINT ban_organisation_id_case_id_document_index_key UNIQUE (organisation_id, case_id, document_index)
  CONSTRAINT ban_pkey PRIMARY KEY (organisation_id, id)
  CREATE INDEX ban_by_document ON ban USING btree (document_index)
  CREATE UNIQUE INDEX ban_organisation_id_case_id_document_index_key ON ban USING btree (organisation_id, case_id, document_index)
  CREATE UNIQUE INDEX ban_pkey ON ban USING btree (organisation_id, id)
  POLICY ban_changed FOR UPDATE USING (within_reach(organisation_id)) WITH CHECK ()
  POLICY ban_known FOR SELECT USING (true) WITH CHECK ()
  POLICY ban_made FOR INSERT USING () WITH CHECK (within_reach(organisation_id))
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE batch ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  pack text NOT NULL
  state text NOT NULL
  name text NOT NULL
  year integer NOT NULL
  sequence integer NOT NULL
  notice_id uuid NOT NULL
  created_on date NOT NULL
  enrolment_from date NOT NULL
  enrolment_to date NOT NULL
  review_until date NOT NULL
  payment_until date NOT NULL
  ticket_from date NOT NULL
  exam_from date NOT NULL
  exam_to date NOT NULL
  publicity_from date NOT NULL
  publicity_to date NOT NULL
  issue_on date NOT NULL
  site_ids uuid[] NOT NULL
  capacity integer NOT NULL
  scheme jsonb NOT NULL DEFAULT '{}'::jsonb
  decision_note text
  published_at timestamp with time zone
  forwarded_at timestamp with time zone
  issue_confirmed_at timestamp with time zone
  CONSTRAINT batch_organisation_id_year_sequence_key UNIQUE (organisation_id, year, sequence)
  CONSTRAINT batch_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX batch_organisation_id_year_sequence_key ON batch USING btree (organisation_id, year, sequence)
  CREATE UNIQUE INDEX batch_pkey ON batch USING btree (organisation_id, id)
  POLICY batch_reach FOR ALL USING ((within_reach(organisation_id) OR (published_at IS NOT NULL))) WITH CHECK (within_reach(organisation_id))
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE batch_amendment ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  state text NOT NULL
  reason text NOT NULL
  changes jsonb NOT NULL
  decision_note text
  submitted_at timestamp with time zone NOT NULL
  decided_at timestamp with time zone
  CONSTRAINT batch_amendment_organisation_id_batch_id_fkey FOREIGN KEY (organisation_id, batch_id) REFERENCES batch(organisation_id, id)
  CONSTRAINT batch_amendment_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT batch_amendment_state_check CHECK ((state = ANY (ARRAY['submitted'::text, 'applied'::text, 'refused'::text])))
  CREATE UNIQUE INDEX batch_amendment_pkey ON batch_amendment USING btree (organisation_id, id)
  CREATE UNIQUE INDEX batch_amendment_waiting ON batch_amendment USING btree (organisation_id, batch_id) WHERE (state = 'submitted'::text)
  POLICY batch_amendment_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE batch_line ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  occupation_code text NOT NULL
  occupation_name text NOT NULL
  trade text NOT NULL DEFAULT ''::text
  level integer NOT NULL
  standard text NOT NULL
  subjects text[] NOT NULL
  theory_mode text
  theory_reason text NOT NULL DEFAULT ''::text
  practical_mode text
  review_mode text
  target_group text NOT NULL
  remark text NOT NULL DEFAULT ''::text
  fee_cents integer NOT NULL
  withdrawn boolean NOT NULL DEFAULT false
  CONSTRAINT batch_line_level_check CHECK (((level >= 1) AND (level <= 5)))
  CONSTRAINT batch_line_organisation_id_batch_id_fkey FOREIGN KEY (organisation_id, batch_id) REFERENCES batch(organisation_id, id)
  CONSTRAINT batch_line_organisation_id_batch_id_occupation_code_trade_l_key UNIQUE (organisation_id, batch_id, occupation_code, trade, level)
  CONSTRAINT batch_line_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX batch_line_organisation_id_batch_id_occupation_code_trade_l_key ON batch_line USING btree (organisation_id, batch_id, occupation_code, trade, level)
  CREATE UNIQUE INDEX batch_line_pkey ON batch_line USING btree (organisation_id, id)
  POLICY batch_line_reach FOR ALL USING ((within_reach(organisation_id) OR (EXISTS ( SELECT
   FROM batch b
  WHERE ((b.organisation_id = batch_line.organisation_id) AND (b.id = batch_line.batch_id) AND (b.published_at IS NOT NULL)))))) WITH CHECK (within_reach(organisation_id))
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE blueprint ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  bank text NOT NULL
  occupation_code text NOT NULL
  level integer NOT NULL
  content jsonb NOT NULL
  CONSTRAINT blueprint_organisation_id_bank_key UNIQUE (organisation_id, bank)
  CONSTRAINT blueprint_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX blueprint_organisation_id_bank_key ON blueprint USING btree (organisation_id, bank)
  CREATE UNIQUE INDEX blueprint_pkey ON blueprint USING btree (organisation_id, id)
  POLICY blueprint_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE calendar_year
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  year integer NOT NULL
  source text NOT NULL
  exceptions jsonb NOT NULL
  CONSTRAINT calendar_year_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX calendar_year_once ON calendar_year USING btree (year)
  CREATE UNIQUE INDEX calendar_year_pkey ON calendar_year USING btree (organisation_id, id)
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE certificate ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  application_id uuid NOT NULL
  person_id uuid NOT NULL
  state text NOT NULL
  number text NOT NULL
  name text NOT NULL
  name_key text NOT NULL
  document_type text NOT NULL
  document_masked text NOT NULL
  name_index bytea NOT NULL
  document_index bytea NOT NULL
  occupation_name text NOT NULL
  occupation_code text NOT NULL
  trade text NOT NULL DEFAULT ''::text
  level integer NOT NULL
  employer text NOT NULL DEFAULT ''::text
  issuer_name text NOT NULL
  issued_on date
  photo_file_id uuid
  token text
  file_id uuid
  print_count integer NOT NULL DEFAULT 0
  unprintable text NOT NULL DEFAULT ''::text
  handwriting_done_at timestamp with time zone
  handwriting_done_by text
  revoked_reason text
  revoked_on date
  CONSTRAINT certificate_level_check CHECK (((level >= 1) AND (level <= 5)))
  CONSTRAINT certificate_number_check CHECK ((number ~ '^[SY][0-9]{12}[0-9]{2}[1-5][0-9]{6}$'::text))
  CONSTRAINT certificate_organisation_id_application_id_key UNIQUE (organisation_id, application_id)
  CONSTRAINT certificate_organisation_id_batch_id_fkey FOREIGN KEY (organisation_id, batch_id) REFERENCES batch(organisation_id, id)
  CONSTRAINT certificate_organisation_id_number_key UNIQUE (organisation_id, number)
  CONSTRAINT certificate_pkey PRIMARY KEY (organisation_id, id)
  CREATE INDEX certificate_by_batch ON certificate USING btree (organisation_id, batch_id, number)
  CREATE INDEX certificate_by_number ON certificate USING btree (number)
  CREATE INDEX certificate_by_person ON certificate USING btree (person_id)
  CREATE INDEX certificate_lookup ON certificate USING btree (document_index, name_index)
  CREATE UNIQUE INDEX certificate_organisation_id_application_id_key ON certificate USING btree (organisation_id, application_id)
  CREATE UNIQUE INDEX certificate_organisation_id_number_key ON certificate USING btree (organisation_id, number)
  CREATE UNIQUE INDEX certificate_pkey ON certificate USING btree (organisation_id, id)
  POLICY certificate_reach FOR ALL USING ((within_reach(organisation_id) OR is_own_person(person_id) OR (state = ANY (ARRAY['issued'::text, 'reissued'::text, 'revoked'::text])))) WITH CHECK (within_reach(organisation_id))
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE certificate_batch ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  state text NOT NULL
  snapshot jsonb NOT NULL DEFAULT '[]'::jsonb
  snapshot_hash text
  submitted_at timestamp with time zone
  approved_at timestamp with time zone
  returned_on date
  correction_due_on date
  issued_on date
  report_due_on date
  reported_at timestamp with time zone
  job_id uuid
  decision_note text
  CONSTRAINT certificate_batch_organisation_id_batch_id_fkey FOREIGN KEY (organisation_id, batch_id) REFERENCES batch(organisation_id, id)
  CONSTRAINT certificate_batch_organisation_id_batch_id_key UNIQUE (organisation_id, batch_id)
  CONSTRAINT certificate_batch_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX certificate_batch_organisation_id_batch_id_key ON certificate_batch USING btree (organisation_id, batch_id)
  CREATE UNIQUE INDEX certificate_batch_pkey ON certificate_batch USING btree (organisation_id, id)
  POLICY certificate_batch_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE certificate_counter ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  year integer NOT NULL
  level integer NOT NULL
  last_serial integer NOT NULL
  CONSTRAINT certificate_counter_last_serial_check CHECK (((last_serial >= 0) AND (last_serial <= 999999)))
  CONSTRAINT certificate_counter_pkey PRIMARY KEY (organisation_id, year, level)
  CREATE UNIQUE INDEX certificate_counter_pkey ON certificate_counter USING btree (organisation_id, year, level)
  POLICY certificate_counter_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE certificate_report ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  certificate_batch_id uuid NOT NULL
  edition integer NOT NULL
  state text NOT NULL
  row_count integer NOT NULL
  content_hash text NOT NULL
  file_id uuid NOT NULL
  reported_on date NOT NULL
  returned_on date
  correction_due_on date
  decision_note text
  CONSTRAINT certificate_report_organisation_id_certificate_batch_id_edi_key UNIQUE (organisation_id, certificate_batch_id, edition)
  CONSTRAINT certificate_report_organisation_id_certificate_batch_id_fkey FOREIGN KEY (organisation_id, certificate_batch_id) REFERENCES certificate_batch(organisation_id, id)
  CONSTRAINT certificate_report_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX certificate_report_organisation_id_certificate_batch_id_edi_key ON certificate_report USING btree (organisation_id, certificate_batch_id, edition)
  CREATE UNIQUE INDEX certificate_report_pkey ON certificate_report USING btree (organisation_id, id)
  POLICY certificate_report_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE checklist_tick ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  session_id uuid NOT NULL
  place_id uuid NOT NULL
  item text NOT NULL
  clause text NOT NULL
  finding text NOT NULL
  ticked_by uuid NOT NULL
  ticked_name text NOT NULL
  ticked_at timestamp with time zone NOT NULL
  CONSTRAINT checklist_tick_organisation_id_session_id_place_id_item_key UNIQUE (organisation_id, session_id, place_id, item)
  CONSTRAINT checklist_tick_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX checklist_tick_organisation_id_session_id_place_id_item_key ON checklist_tick USING btree (organisation_id, session_id, place_id, item)
  CREATE UNIQUE INDEX checklist_tick_pkey ON checklist_tick USING btree (organisation_id, id)
  POLICY checklist_tick_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT TO jiangheng_app

TABLE command_log
  command_id uuid NOT NULL
  name text NOT NULL
  account_id uuid
  at timestamp with time zone NOT NULL
  reply jsonb
  CONSTRAINT command_log_pkey PRIMARY KEY (command_id)
  CREATE UNIQUE INDEX command_log_pkey ON command_log USING btree (command_id)
  GRANT INSERT, SELECT TO jiangheng_app

TABLE confidentiality ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  account_id uuid NOT NULL
  text_version text NOT NULL
  signed_at timestamp with time zone NOT NULL
  CONSTRAINT confidentiality_organisation_id_account_id_text_version_key UNIQUE (organisation_id, account_id, text_version)
  CONSTRAINT confidentiality_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX confidentiality_organisation_id_account_id_text_version_key ON confidentiality USING btree (organisation_id, account_id, text_version)
  CREATE UNIQUE INDEX confidentiality_pkey ON confidentiality USING btree (organisation_id, id)
  POLICY confidentiality_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT TO jiangheng_app

TABLE custody_event ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  paper_id uuid NOT NULL
  kind text NOT NULL
  from_name text
  to_name text
  place text NOT NULL
  quantity integer NOT NULL
  seal_intact boolean NOT NULL
  reason text NOT NULL DEFAULT ''::text
  at timestamp with time zone NOT NULL
  CONSTRAINT custody_event_organisation_id_paper_id_fkey FOREIGN KEY (organisation_id, paper_id) REFERENCES paper(organisation_id, id)
  CONSTRAINT custody_event_pkey PRIMARY KEY (organisation_id, id)
  CREATE INDEX custody_by_paper ON custody_event USING btree (organisation_id, paper_id, id)
  CREATE UNIQUE INDEX custody_event_pkey ON custody_event USING btree (organisation_id, id)
  POLICY custody_event_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT TO jiangheng_app

TABLE custody_incident ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  package_id uuid
  batch_id uuid
  subject text NOT NULL
  kind text NOT NULL
  clauses text[] NOT NULL
  expected text NOT NULL
  found text NOT NULL
  opened_at timestamp with time zone NOT NULL
  opened_by text NOT NULL
  explanation text
  closed_by text
  closed_at timestamp with time zone
  CONSTRAINT custody_incident_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX custody_incident_pkey ON custody_incident USING btree (organisation_id, id)
  CREATE INDEX incident_open ON custody_incident USING btree (organisation_id, opened_at) WHERE (closed_at IS NULL)
  POLICY custody_incident_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE defence_question ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  session_id uuid NOT NULL
  room_id uuid NOT NULL
  application_id uuid NOT NULL
  question text NOT NULL
  answer text NOT NULL
  asked_by text NOT NULL
  asked_at timestamp with time zone NOT NULL
  CONSTRAINT defence_question_pkey PRIMARY KEY (organisation_id, id)
  CREATE INDEX defence_question_by_room ON defence_question USING btree (organisation_id, session_id, room_id)
  CREATE UNIQUE INDEX defence_question_pkey ON defence_question USING btree (organisation_id, id)
  POLICY defence_question_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT TO jiangheng_app

TABLE defence_receipt ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  session_id uuid NOT NULL
  room_id uuid NOT NULL
  account_id uuid NOT NULL
  name text NOT NULL
  received_at timestamp with time zone NOT NULL
  CONSTRAINT defence_receipt_organisation_id_session_id_room_id_account__key UNIQUE (organisation_id, session_id, room_id, account_id)
  CONSTRAINT defence_receipt_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX defence_receipt_organisation_id_session_id_room_id_account__key ON defence_receipt USING btree (organisation_id, session_id, room_id, account_id)
  CREATE UNIQUE INDEX defence_receipt_pkey ON defence_receipt USING btree (organisation_id, id)
  POLICY defence_receipt_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT TO jiangheng_app

TABLE defence_turn ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  session_id uuid NOT NULL
  room_id uuid NOT NULL
  application_id uuid NOT NULL
  person_id uuid NOT NULL
  "position" integer NOT NULL
  starts_at timestamp with time zone NOT NULL
  ends_at timestamp with time zone NOT NULL
  clerk text NOT NULL
  materials text[] NOT NULL
  minutes text
  minutes_by text
  minutes_at timestamp with time zone
  CONSTRAINT defence_turn_check CHECK ((ends_at > starts_at))
  CONSTRAINT defence_turn_organisation_id_session_id_application_id_key UNIQUE (organisation_id, session_id, application_id)
  CONSTRAINT defence_turn_organisation_id_session_id_room_id_position_key UNIQUE (organisation_id, session_id, room_id, "position")
  CONSTRAINT defence_turn_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT defence_turn_position_check CHECK (("position" >= 1))
  CREATE UNIQUE INDEX defence_turn_organisation_id_session_id_application_id_key ON defence_turn USING btree (organisation_id, session_id, application_id)
  CREATE UNIQUE INDEX defence_turn_organisation_id_session_id_room_id_position_key ON defence_turn USING btree (organisation_id, session_id, room_id, "position")
  CREATE UNIQUE INDEX defence_turn_pkey ON defence_turn USING btree (organisation_id, id)
  POLICY defence_turn_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE discipline_case ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  number text NOT NULL
  about text NOT NULL
  origin text NOT NULL
  batch_id uuid
  sitting_id uuid
  session_id uuid
  subject text
  place text NOT NULL DEFAULT ''::text
  seat text
  occurred_at timestamp with time zone NOT NULL
  recorded_at timestamp with time zone NOT NULL
  recorded_by text NOT NULL
  invigilators text[] NOT NULL DEFAULT '{}'::text[]
  description text NOT NULL DEFAULT ''::text
  room_rule text
  proposal text
  type_code text
  severity text
  suspected_use boolean
  reminder jsonb
  links jsonb NOT NULL DEFAULT '[]'::jsonb
  evidence jsonb NOT NULL DEFAULT '[]'::jsonb
  police jsonb
  handover jsonb
  commitments integer[] NOT NULL DEFAULT '{}'::integer[]
  choice_reason text
  state text NOT NULL
  after_closing boolean NOT NULL DEFAULT false
  effect text
  ban jsonb
  ban_until date
  rule_reference text
  decision_note text
  decided_by text
  decided_account_id uuid
  deciding_body text
  decided_at timestamp with time zone
  review_reason text
  review_applied_by text
  review_applied_at timestamp with time zone
  review_outcome text
  review_note text
  reviewed_by text
  reviewed_at timestamp with time zone
  first_decision jsonb
  notice_file_id uuid
  CONSTRAINT discipline_case_about_check CHECK ((about = ANY (ARRAY['candidate'::text, 'staff'::text, 'site'::text])))
  CONSTRAINT discipline_case_organisation_id_number_key UNIQUE (organisation_id, number)
  CONSTRAINT discipline_case_origin_check CHECK ((origin = ANY (ARRAY['room'::text, 'similarity'::text, 'entered'::text, 'rescoring'::text])))
  CONSTRAINT discipline_case_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT discipline_case_review_outcome_check CHECK ((review_outcome = ANY (ARRAY['upheld'::text, 'changed'::text])))
  CONSTRAINT discipline_case_severity_check CHECK ((severity = ANY (ARRAY['minor'::text, 'serious'::text])))
  CREATE INDEX discipline_case_by_batch ON discipline_case USING btree (organisation_id, batch_id)
  CREATE UNIQUE INDEX discipline_case_organisation_id_number_key ON discipline_case USING btree (organisation_id, number)
  CREATE UNIQUE INDEX discipline_case_pkey ON discipline_case USING btree (organisation_id, id)
  POLICY discipline_case_reach FOR ALL USING ((within_reach(organisation_id) OR (EXISTS ( SELECT
   FROM discipline_party p
  WHERE ((p.organisation_id = discipline_case.organisation_id) AND (p.case_id = discipline_case.id) AND is_own_person(p.person_id)))))) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE discipline_party ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  case_id uuid NOT NULL
  part text NOT NULL
  application_id uuid
  person_id uuid
  account_id uuid
  staff_id uuid
  site_id uuid
  name text NOT NULL
  document_masked text NOT NULL DEFAULT ''::text
  document_index bytea
  role text
  statement text
  statement_at timestamp with time zone
  statement_by text
  CONSTRAINT discipline_party_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES discipline_case(organisation_id, id)
  CONSTRAINT discipline_party_part_check CHECK ((part = ANY (ARRAY['candidate'::text, 'impersonator'::text, 'staff'::text, 'site'::text])))
  CONSTRAINT discipline_party_pkey PRIMARY KEY (organisation_id, id)
  CREATE INDEX discipline_party_by_case ON discipline_party USING btree (organisation_id, case_id)
  CREATE INDEX discipline_party_by_person ON discipline_party USING btree (person_id)
  CREATE UNIQUE INDEX discipline_party_pkey ON discipline_party USING btree (organisation_id, id)
  POLICY discipline_party_reach FOR ALL USING ((within_reach(organisation_id) OR is_own_person(person_id))) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

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

TABLE document_loan ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  item text NOT NULL
  quantity integer NOT NULL
  out_by text NOT NULL
  out_to text NOT NULL
  out_at timestamp with time zone NOT NULL
  back_by text
  back_to text
  back_at timestamp with time zone
  back_quantity integer
  CONSTRAINT document_loan_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT document_loan_quantity_check CHECK ((quantity > 0))
  CREATE UNIQUE INDEX document_loan_pkey ON document_loan USING btree (organisation_id, id)
  POLICY document_loan_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE draft_seat ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  batch_id uuid NOT NULL
  application_id uuid NOT NULL
  person_id uuid NOT NULL
  subject text NOT NULL
  session_id uuid NOT NULL
  room_id uuid NOT NULL
  seat_id uuid NOT NULL
  CONSTRAINT draft_seat_organisation_id_session_id_seat_id_key UNIQUE (organisation_id, session_id, seat_id) DEFERRABLE
  CONSTRAINT draft_seat_pkey PRIMARY KEY (organisation_id, application_id, subject)
  CONSTRAINT draft_seat_subject_check CHECK ((subject = ANY (ARRAY['theory'::text, 'practical'::text, 'review'::text])))
  CREATE INDEX draft_seat_by_batch ON draft_seat USING btree (organisation_id, batch_id)
  CREATE UNIQUE INDEX draft_seat_organisation_id_session_id_seat_id_key ON draft_seat USING btree (organisation_id, session_id, seat_id)
  CREATE UNIQUE INDEX draft_seat_pkey ON draft_seat USING btree (organisation_id, application_id, subject)
  POLICY draft_seat_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT DELETE, INSERT, SELECT, UPDATE TO jiangheng_app

TABLE duty ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  session_id uuid NOT NULL
  room_id uuid
  site_id uuid
  role text NOT NULL
  staff_id uuid NOT NULL
  staff_name text NOT NULL
  is_leader boolean NOT NULL DEFAULT false
  draw_id uuid
  reason text
  state text NOT NULL
  CONSTRAINT duty_organisation_id_session_id_fkey FOREIGN KEY (organisation_id, session_id) REFERENCES exam_session(organisation_id, id)
  CONSTRAINT duty_organisation_id_staff_id_fkey FOREIGN KEY (organisation_id, staff_id) REFERENCES staff_member(organisation_id, id)
  CONSTRAINT duty_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT duty_state_check CHECK ((state = ANY (ARRAY['active'::text, 'removed'::text])))
  CREATE UNIQUE INDEX duty_once ON duty USING btree (organisation_id, session_id, staff_id) WHERE (state = 'active'::text)
  CREATE UNIQUE INDEX duty_pkey ON duty USING btree (organisation_id, id)
  POLICY duty_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE duty_shift ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  secure_room_id uuid NOT NULL
  starts_at timestamp with time zone NOT NULL
  ends_at timestamp with time zone NOT NULL
  persons text[] NOT NULL
  withdrawn boolean NOT NULL
  situation text
  handed_over_at timestamp with time zone
  first_signer text
  first_signed_at timestamp with time zone
  second_signer text
  second_signed_at timestamp with time zone
  CONSTRAINT duty_shift_check CHECK ((ends_at > starts_at))
  CONSTRAINT duty_shift_check1 CHECK (((second_signer IS NULL) OR (second_signer <> first_signer)))
  CONSTRAINT duty_shift_organisation_id_secure_room_id_fkey FOREIGN KEY (organisation_id, secure_room_id) REFERENCES secure_room(organisation_id, id)
  CONSTRAINT duty_shift_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX duty_shift_pkey ON duty_shift USING btree (organisation_id, id)
  CREATE INDEX shift_by_room ON duty_shift USING btree (organisation_id, secure_room_id, starts_at)
  POLICY duty_shift_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE exam_incident ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid
  session_id uuid
  sitting_id uuid
  place text NOT NULL
  number integer NOT NULL
  book text NOT NULL
  type text NOT NULL
  severity text NOT NULL
  application_ids uuid[] NOT NULL DEFAULT '{}'::uuid[]
  occurred_at timestamp with time zone NOT NULL
  reported_to text
  reported_at timestamp with time zone
  record jsonb NOT NULL
  holds_score boolean NOT NULL DEFAULT false
  effect text NOT NULL DEFAULT ''::text
  state text NOT NULL
  at_centre boolean NOT NULL DEFAULT false
  decision text
  decided_by text
  decided_at timestamp with time zone
  print_room_id uuid
  CONSTRAINT exam_incident_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT exam_incident_severity_check CHECK ((severity = ANY (ARRAY['ordinary'::text, 'major'::text, 'serious'::text])))
  CONSTRAINT exam_incident_state_check CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text])))
  CREATE INDEX exam_incident_by_batch ON exam_incident USING btree (organisation_id, batch_id, occurred_at)
  CREATE UNIQUE INDEX exam_incident_pkey ON exam_incident USING btree (organisation_id, id)
  POLICY exam_incident_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE exam_session ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  line_id uuid NOT NULL
  subject text NOT NULL
  number integer NOT NULL
  starts_at timestamp with time zone NOT NULL
  ends_at timestamp with time zone NOT NULL
  staffed_at timestamp with time zone
  CONSTRAINT exam_session_check CHECK ((ends_at > starts_at))
  CONSTRAINT exam_session_organisation_id_batch_id_subject_number_key UNIQUE (organisation_id, batch_id, subject, number)
  CONSTRAINT exam_session_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT exam_session_subject_check CHECK ((subject = ANY (ARRAY['theory'::text, 'practical'::text, 'review'::text])))
  CREATE UNIQUE INDEX exam_session_organisation_id_batch_id_subject_number_key ON exam_session USING btree (organisation_id, batch_id, subject, number)
  CREATE UNIQUE INDEX exam_session_pkey ON exam_session USING btree (organisation_id, id)
  POLICY exam_session_reach FOR ALL USING ((within_reach(organisation_id) OR (EXISTS ( SELECT
   FROM placement p
  WHERE ((p.organisation_id = exam_session.organisation_id) AND (p.session_id = exam_session.id) AND is_own_person(p.person_id)))))) WITH CHECK (within_reach(organisation_id))
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE expert_task ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  kind text NOT NULL
  title text NOT NULL
  expert_id uuid NOT NULL
  state text NOT NULL
  bank text
  wanted jsonb NOT NULL
  due_on date
  assigned_by uuid NOT NULL
  assigned_at timestamp with time zone NOT NULL
  finished_at timestamp with time zone
  outcome text
  CONSTRAINT expert_task_kind_check CHECK ((kind = ANY (ARRAY['items'::text, 'exam'::text, 'material'::text, 'advice'::text])))
  CONSTRAINT expert_task_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT expert_task_state_check CHECK ((state = ANY (ARRAY['assigned'::text, 'accepted'::text, 'finished'::text, 'cancelled'::text])))
  CREATE INDEX expert_task_by_expert ON expert_task USING btree (organisation_id, expert_id)
  CREATE UNIQUE INDEX expert_task_pkey ON expert_task USING btree (organisation_id, id)
  POLICY expert_task_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

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

TABLE fee_order ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  application_id uuid NOT NULL
  person_id uuid NOT NULL
  line_id uuid NOT NULL
  payer_name text NOT NULL
  document_masked text NOT NULL
  amount_cents integer NOT NULL
  state text NOT NULL
  due_on date NOT NULL
  paid_at timestamp with time zone
  channel text
  provider_reference text
  CONSTRAINT fee_order_amount_cents_check CHECK ((amount_cents >= 0))
  CONSTRAINT fee_order_channel_check CHECK ((channel = ANY (ARRAY['online'::text, 'group'::text])))
  CONSTRAINT fee_order_organisation_id_application_id_key UNIQUE (organisation_id, application_id)
  CONSTRAINT fee_order_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT fee_order_state_check CHECK ((state = ANY (ARRAY['due'::text, 'paid'::text, 'refunded'::text, 'closed'::text])))
  CREATE INDEX fee_order_by_batch ON fee_order USING btree (organisation_id, batch_id, state)
  CREATE UNIQUE INDEX fee_order_organisation_id_application_id_key ON fee_order USING btree (organisation_id, application_id)
  CREATE UNIQUE INDEX fee_order_pkey ON fee_order USING btree (organisation_id, id)
  POLICY fee_order_reach FOR ALL USING ((within_reach(organisation_id) OR is_own_person(person_id))) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE filing ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  pack text NOT NULL
  state text NOT NULL
  code text NOT NULL
  document_number text NOT NULL
  filed_on date NOT NULL
  announced_on date
  valid_until date
  decision_document text NOT NULL
  decided_on date NOT NULL
  decision_reason text NOT NULL DEFAULT ''::text
  CONSTRAINT filing_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT filing_state_check CHECK ((state = ANY (ARRAY['filed'::text, 'suspended'::text, 'withdrawn'::text, 'expired'::text])))
  CREATE UNIQUE INDEX filing_code ON filing USING btree (code)
  CREATE UNIQUE INDEX filing_pkey ON filing USING btree (organisation_id, id)
  POLICY filing_insert FOR INSERT USING () WITH CHECK (within_reach(organisation_id))
  POLICY filing_read FOR SELECT USING (true) WITH CHECK ()
  POLICY filing_update FOR UPDATE USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE interruption ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  sitting_id uuid NOT NULL
  application_id uuid
  seat text
  cause text NOT NULL
  began_at timestamp with time zone NOT NULL
  ended_at timestamp with time zone NOT NULL
  lost_seconds integer NOT NULL
  given_seconds integer NOT NULL
  given_by text
  reason text NOT NULL
  CONSTRAINT interruption_given_seconds_check CHECK ((given_seconds >= 0))
  CONSTRAINT interruption_lost_seconds_check CHECK ((lost_seconds >= 0))
  CONSTRAINT interruption_pkey PRIMARY KEY (organisation_id, id)
  CREATE INDEX interruption_by_batch ON interruption USING btree (organisation_id, batch_id, began_at)
  CREATE UNIQUE INDEX interruption_pkey ON interruption USING btree (organisation_id, id)
  POLICY interruption_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE invigilator_confirmation ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  session_id uuid NOT NULL
  staff_id uuid NOT NULL
  item text NOT NULL
  clause text NOT NULL
  confirmed_by uuid NOT NULL
  confirmed_name text NOT NULL
  confirmed_at timestamp with time zone NOT NULL
  CONSTRAINT invigilator_confirmation_organisation_id_session_id_staff_i_key UNIQUE (organisation_id, session_id, staff_id, item)
  CONSTRAINT invigilator_confirmation_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX invigilator_confirmation_organisation_id_session_id_staff_i_key ON invigilator_confirmation USING btree (organisation_id, session_id, staff_id, item)
  CREATE UNIQUE INDEX invigilator_confirmation_pkey ON invigilator_confirmation USING btree (organisation_id, id)
  POLICY invigilator_confirmation_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT TO jiangheng_app

TABLE item ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  bank text NOT NULL
  occupation_code text NOT NULL
  level integer NOT NULL
  code text NOT NULL
  point_code text NOT NULL
  type text NOT NULL
  difficulty integer NOT NULL
  consistency integer NOT NULL
  state text NOT NULL
  content_hash text NOT NULL
  content bytea NOT NULL
  edition integer
  predecessor_id uuid
  author_id uuid
  first_reviewer_id uuid
  second_reviewer_id uuid
  origin text
  created_at timestamp with time zone
  changed_at timestamp with time zone
  activated_at timestamp with time zone
  state_reason text
  has_picture boolean
  has_formula boolean
  task_id uuid
  CONSTRAINT item_edition_check CHECK ((edition >= 1))
  CONSTRAINT item_first_reviewer CHECK ((first_reviewer_id <> author_id))
  CONSTRAINT item_organisation_id_predecessor_id_fkey FOREIGN KEY (organisation_id, predecessor_id) REFERENCES item(organisation_id, id)
  CONSTRAINT item_origin_check CHECK ((origin = ANY (ARRAY['own'::text, 'national'::text, 'purchased'::text, 'other'::text])))
  CONSTRAINT item_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT item_second_reviewer CHECK (((second_reviewer_id <> author_id) AND (second_reviewer_id <> first_reviewer_id)))
  CONSTRAINT item_state CHECK ((state = ANY (ARRAY['draft'::text, 'first-review'::text, 'second-review'::text, 'active'::text, 'suspended'::text, 'retired'::text])))
  CREATE INDEX item_by_author ON item USING btree (organisation_id, author_id)
  CREATE INDEX item_by_state ON item USING btree (organisation_id, state)
  CREATE INDEX item_by_task ON item USING btree (organisation_id, task_id) WHERE (task_id IS NOT NULL)
  CREATE UNIQUE INDEX item_edition ON item USING btree (organisation_id, bank, code, COALESCE(edition, 1))
  CREATE UNIQUE INDEX item_in_use ON item USING btree (organisation_id, bank, code) WHERE (state = ANY (ARRAY['active'::text, 'suspended'::text]))
  CREATE UNIQUE INDEX item_pkey ON item USING btree (organisation_id, id)
  POLICY item_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE item_bank ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  name text NOT NULL
  occupation_code text NOT NULL
  trade text NOT NULL DEFAULT ''::text
  level integer NOT NULL
  standard_kind text NOT NULL
  standard_title text NOT NULL DEFAULT ''::text
  standard_version text NOT NULL DEFAULT ''::text
  sources jsonb NOT NULL DEFAULT '[]'::jsonb
  created_at timestamp with time zone NOT NULL
  CONSTRAINT item_bank_level_check CHECK (((level >= 1) AND (level <= 5)))
  CONSTRAINT item_bank_organisation_id_name_key UNIQUE (organisation_id, name)
  CONSTRAINT item_bank_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT item_bank_standard_kind_check CHECK ((standard_kind = ANY (ARRAY['national-standard'::text, 'evaluation-specification'::text])))
  CREATE UNIQUE INDEX item_bank_organisation_id_name_key ON item_bank USING btree (organisation_id, name)
  CREATE UNIQUE INDEX item_bank_pkey ON item_bank USING btree (organisation_id, id)
  POLICY item_bank_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE item_enemy ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  bank text NOT NULL
  first_code text NOT NULL
  second_code text NOT NULL
  reason text NOT NULL
  added_by uuid NOT NULL
  added_at timestamp with time zone NOT NULL
  removed_at timestamp with time zone
  CONSTRAINT item_enemy_check CHECK ((first_code < second_code))
  CONSTRAINT item_enemy_organisation_id_bank_first_code_second_code_key UNIQUE (organisation_id, bank, first_code, second_code)
  CONSTRAINT item_enemy_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX item_enemy_organisation_id_bank_first_code_second_code_key ON item_enemy USING btree (organisation_id, bank, first_code, second_code)
  CREATE UNIQUE INDEX item_enemy_pkey ON item_enemy USING btree (organisation_id, id)
  POLICY item_enemy_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE item_export ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  bank text NOT NULL
  format text NOT NULL
  filter jsonb NOT NULL
  state text NOT NULL
  name text
  items integer
  losses jsonb
  blob text
  account_id uuid NOT NULL
  person_name text NOT NULL
  job_id uuid
  created_at timestamp with time zone NOT NULL
  taken_at timestamp with time zone
  CONSTRAINT item_export_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT item_export_state_check CHECK ((state = ANY (ARRAY['writing'::text, 'ready'::text, 'taken'::text, 'expired'::text])))
  CREATE UNIQUE INDEX item_export_pkey ON item_export USING btree (organisation_id, id)
  POLICY item_export_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE item_import ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  bank text NOT NULL
  name text NOT NULL
  upload_id uuid NOT NULL
  digest text NOT NULL
  wanted_format text
  format text
  state text NOT NULL
  counts jsonb
  trouble jsonb
  findings bytea
  mode text
  account_id uuid NOT NULL
  person_name text NOT NULL
  job_id uuid
  created_at timestamp with time zone NOT NULL
  finished_at timestamp with time zone
  CONSTRAINT item_import_mode_check CHECK ((mode = ANY (ARRAY['all-or-nothing'::text, 'skip-bad-rows'::text])))
  CONSTRAINT item_import_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT item_import_state_check CHECK ((state = ANY (ARRAY['reading'::text, 'ready'::text, 'committing'::text, 'committed'::text, 'discarded'::text, 'failed'::text, 'expired'::text])))
  CREATE INDEX item_import_by_digest ON item_import USING btree (organisation_id, digest)
  CREATE UNIQUE INDEX item_import_pkey ON item_import USING btree (organisation_id, id)
  POLICY item_import_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE item_import_picture ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  import_id uuid NOT NULL
  digest text NOT NULL
  media_type text NOT NULL
  width integer NOT NULL
  height integer NOT NULL
  content bytea NOT NULL
  CONSTRAINT item_import_picture_organisation_id_import_id_fkey FOREIGN KEY (organisation_id, import_id) REFERENCES item_import(organisation_id, id)
  CONSTRAINT item_import_picture_pkey PRIMARY KEY (organisation_id, import_id, digest)
  CREATE UNIQUE INDEX item_import_picture_pkey ON item_import_picture USING btree (organisation_id, import_id, digest)
  POLICY item_import_picture_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT DELETE, INSERT, SELECT TO jiangheng_app

TABLE item_import_row ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  import_id uuid NOT NULL
  ordinal integer NOT NULL
  place text NOT NULL
  state text NOT NULL
  problems text[] NOT NULL
  type text
  point_code text
  code text
  content_hash text
  knowledge text
  lossy boolean NOT NULL
  same_ordinal integer
  content bytea NOT NULL
  CONSTRAINT item_import_row_organisation_id_import_id_fkey FOREIGN KEY (organisation_id, import_id) REFERENCES item_import(organisation_id, id)
  CONSTRAINT item_import_row_pkey PRIMARY KEY (organisation_id, import_id, ordinal)
  CONSTRAINT item_import_row_state_check CHECK ((state = ANY (ARRAY['good'::text, 'problem'::text, 'duplicate'::text, 'near-duplicate'::text, 'excluded'::text])))
  CREATE INDEX item_import_row_by_code ON item_import_row USING btree (code, import_id, organisation_id)
  CREATE INDEX item_import_row_by_hash ON item_import_row USING btree (content_hash, import_id, organisation_id)
  CREATE UNIQUE INDEX item_import_row_pkey ON item_import_row USING btree (organisation_id, import_id, ordinal)
  POLICY item_import_row_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT DELETE, INSERT, SELECT, UPDATE TO jiangheng_app

TABLE item_likeness ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  bank text NOT NULL
  first_item_id uuid NOT NULL
  second_item_id uuid NOT NULL
  similarity numeric(4,3) NOT NULL
  found_at timestamp with time zone NOT NULL
  decision text
  decided_by uuid
  decided_at timestamp with time zone
  CONSTRAINT item_likeness_check CHECK ((first_item_id < second_item_id))
  CONSTRAINT item_likeness_decision_check CHECK ((decision = ANY (ARRAY['keep-both'::text, 'retire-first'::text, 'retire-second'::text, 'enemies'::text])))
  CONSTRAINT item_likeness_organisation_id_first_item_id_fkey FOREIGN KEY (organisation_id, first_item_id) REFERENCES item(organisation_id, id)
  CONSTRAINT item_likeness_organisation_id_first_item_id_second_item_id_key UNIQUE (organisation_id, first_item_id, second_item_id)
  CONSTRAINT item_likeness_organisation_id_second_item_id_fkey FOREIGN KEY (organisation_id, second_item_id) REFERENCES item(organisation_id, id)
  CONSTRAINT item_likeness_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX item_likeness_organisation_id_first_item_id_second_item_id_key ON item_likeness USING btree (organisation_id, first_item_id, second_item_id)
  CREATE UNIQUE INDEX item_likeness_pkey ON item_likeness USING btree (organisation_id, id)
  POLICY item_likeness_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE item_picture ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  digest text NOT NULL
  media_type text NOT NULL
  width integer NOT NULL
  height integer NOT NULL
  content bytea NOT NULL
  CONSTRAINT item_picture_media_type_check CHECK ((media_type = ANY (ARRAY['image/png'::text, 'image/jpeg'::text, 'image/webp'::text])))
  CONSTRAINT item_picture_organisation_id_digest_key UNIQUE (organisation_id, digest)
  CONSTRAINT item_picture_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX item_picture_organisation_id_digest_key ON item_picture USING btree (organisation_id, digest)
  CREATE UNIQUE INDEX item_picture_pkey ON item_picture USING btree (organisation_id, id)
  POLICY item_picture_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT TO jiangheng_app

TABLE item_statistic ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  item_id uuid NOT NULL
  batch_id uuid NOT NULL
  paper_id uuid NOT NULL
  answered integer NOT NULL
  correct integer NOT NULL
  upper_size integer
  upper_correct integer
  lower_size integer
  lower_correct integer
  difficulty numeric(5,4) NOT NULL
  discrimination numeric(5,4)
  choices jsonb NOT NULL
  recorded_at timestamp with time zone NOT NULL
  CONSTRAINT item_statistic_check CHECK (((correct >= 0) AND (correct <= answered)))
  CONSTRAINT item_statistic_organisation_id_item_id_batch_id_paper_id_key UNIQUE (organisation_id, item_id, batch_id, paper_id)
  CONSTRAINT item_statistic_organisation_id_item_id_fkey FOREIGN KEY (organisation_id, item_id) REFERENCES item(organisation_id, id)
  CONSTRAINT item_statistic_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX item_statistic_organisation_id_item_id_batch_id_paper_id_key ON item_statistic USING btree (organisation_id, item_id, batch_id, paper_id)
  CREATE UNIQUE INDEX item_statistic_pkey ON item_statistic USING btree (organisation_id, id)
  POLICY item_statistic_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE item_upload ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  account_id uuid NOT NULL
  name text NOT NULL
  size bigint NOT NULL
  digest text NOT NULL
  blob text NOT NULL
  created_at timestamp with time zone NOT NULL
  read_at timestamp with time zone
  CONSTRAINT item_upload_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX item_upload_pkey ON item_upload USING btree (organisation_id, id)
  POLICY item_upload_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT DELETE, INSERT, SELECT, UPDATE TO jiangheng_app

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

TABLE key_error ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  paper_id uuid NOT NULL
  item_id text NOT NULL
  reason text NOT NULL
  ruling bytea NOT NULL
  state text NOT NULL
  reported_by uuid NOT NULL
  reporter_name text NOT NULL
  reported_at timestamp with time zone NOT NULL
  decided_by uuid
  decider_name text
  decision text
  decided_at timestamp with time zone
  answers_rescored integer
  scores_changed integer
  CONSTRAINT key_error_check CHECK (((decided_by IS NULL) OR (decided_by <> reported_by)))
  CONSTRAINT key_error_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT key_error_state_check CHECK ((state = ANY (ARRAY['reported'::text, 'approved'::text, 'refused'::text])))
  CREATE UNIQUE INDEX key_error_pkey ON key_error USING btree (organisation_id, id)
  POLICY key_error_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE knowledge_tree ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  bank_id uuid NOT NULL
  part text NOT NULL
  edition integer NOT NULL
  state text NOT NULL
  standard_version text NOT NULL DEFAULT ''::text
  note text NOT NULL DEFAULT ''::text
  content jsonb NOT NULL
  drafted_by uuid NOT NULL
  drafted_name text NOT NULL
  drafted_at timestamp with time zone NOT NULL
  enforced_by uuid
  enforced_name text
  enforced_at timestamp with time zone
  superseded_at timestamp with time zone
  CONSTRAINT knowledge_tree_check CHECK (((enforced_at IS NULL) = (state = ANY (ARRAY['draft'::text, 'discarded'::text]))))
  CONSTRAINT knowledge_tree_edition_check CHECK ((edition >= 1))
  CONSTRAINT knowledge_tree_organisation_id_bank_id_fkey FOREIGN KEY (organisation_id, bank_id) REFERENCES item_bank(organisation_id, id)
  CONSTRAINT knowledge_tree_organisation_id_bank_id_part_edition_key UNIQUE (organisation_id, bank_id, part, edition)
  CONSTRAINT knowledge_tree_part_check CHECK ((part = ANY (ARRAY['theory'::text, 'skill'::text])))
  CONSTRAINT knowledge_tree_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT knowledge_tree_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'in-force'::text, 'superseded'::text, 'discarded'::text])))
  CREATE UNIQUE INDEX knowledge_tree_draft ON knowledge_tree USING btree (organisation_id, bank_id, part) WHERE (state = 'draft'::text)
  CREATE UNIQUE INDEX knowledge_tree_in_force ON knowledge_tree USING btree (organisation_id, bank_id, part) WHERE (state = 'in-force'::text)
  CREATE UNIQUE INDEX knowledge_tree_organisation_id_bank_id_part_edition_key ON knowledge_tree USING btree (organisation_id, bank_id, part, edition)
  CREATE UNIQUE INDEX knowledge_tree_pkey ON knowledge_tree USING btree (organisation_id, id)
  POLICY knowledge_tree_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE likeness_finding ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  paper_id uuid NOT NULL
  application_a uuid NOT NULL
  application_b uuid NOT NULL
  sitting_a uuid NOT NULL
  sitting_b uuid NOT NULL
  seat_a text NOT NULL
  seat_b text NOT NULL
  adjacent boolean NOT NULL
  equal_wrong integer NOT NULL
  both_wrong integer NOT NULL
  items integer NOT NULL
  chance double precision NOT NULL
  found_at timestamp with time zone NOT NULL
  state text NOT NULL
  opinion text
  expert text
  decided_by text
  decided_at timestamp with time zone
  CONSTRAINT likeness_finding_organisation_id_batch_id_application_a_app_key UNIQUE (organisation_id, batch_id, application_a, application_b)
  CONSTRAINT likeness_finding_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT likeness_finding_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'confirmed'::text, 'dismissed'::text])))
  CREATE UNIQUE INDEX likeness_finding_organisation_id_batch_id_application_a_app_key ON likeness_finding USING btree (organisation_id, batch_id, application_a, application_b)
  CREATE UNIQUE INDEX likeness_finding_pkey ON likeness_finding USING btree (organisation_id, id)
  POLICY likeness_finding_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE marking_record ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  account_id uuid NOT NULL
  marker_name text NOT NULL
  content text NOT NULL
  quantity integer NOT NULL
  anomaly text NOT NULL DEFAULT ''::text
  at timestamp with time zone NOT NULL
  CONSTRAINT marking_record_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX marking_record_pkey ON marking_record USING btree (organisation_id, id)
  POLICY marking_record_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE media_entry ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  number text NOT NULL
  content text NOT NULL
  place text NOT NULL
  keeper text NOT NULL
  paper_id uuid
  file_id uuid
  digest text
  registered_at timestamp with time zone NOT NULL
  registered_by text NOT NULL
  removed_at timestamp with time zone
  removed_reason text
  CONSTRAINT media_entry_organisation_id_number_key UNIQUE (organisation_id, number)
  CONSTRAINT media_entry_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX media_entry_organisation_id_number_key ON media_entry USING btree (organisation_id, number)
  CREATE UNIQUE INDEX media_entry_pkey ON media_entry USING btree (organisation_id, id)
  POLICY media_entry_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE node_joining ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  offer text NOT NULL
  secret text NOT NULL
  site_id uuid NOT NULL
  site_name text NOT NULL
  state text NOT NULL
  failures integer NOT NULL
  open_until timestamp with time zone NOT NULL
  shown_by text NOT NULL
  shown_at timestamp with time zone NOT NULL
  card text
  signing_key_id text
  node_name text
  check_code text
  node_id uuid
  CONSTRAINT node_joining_organisation_id_node_id_fkey FOREIGN KEY (organisation_id, node_id) REFERENCES room_node(organisation_id, id)
  CONSTRAINT node_joining_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT node_joining_state_check CHECK ((state = ANY (ARRAY['open'::text, 'asked'::text, 'registered'::text, 'refused'::text, 'closed'::text])))
  CREATE INDEX node_joining_by_key ON node_joining USING btree (signing_key_id, shown_at)
  CREATE INDEX node_joining_by_offer ON node_joining USING btree (offer, shown_at) WHERE (state = ANY (ARRAY['open'::text, 'asked'::text]))
  CREATE UNIQUE INDEX node_joining_pkey ON node_joining USING btree (organisation_id, id)
  POLICY node_joining_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE objection ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  number integer NOT NULL
  result_id uuid
  person_id uuid
  state text NOT NULL
  contact bytea
  contact_masked text NOT NULL DEFAULT ''::text
  statement text NOT NULL
  investigation text
  investigated_by uuid
  investigator_name text
  decision text
  decided_by uuid
  decider_name text
  needs_correction boolean NOT NULL DEFAULT false
  decided_at timestamp with time zone
  created_at timestamp with time zone NOT NULL
  CONSTRAINT objection_check CHECK (((decided_by IS NULL) OR (decided_by <> investigated_by)))
  CONSTRAINT objection_organisation_id_batch_id_number_key UNIQUE (organisation_id, batch_id, number)
  CONSTRAINT objection_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX objection_organisation_id_batch_id_number_key ON objection USING btree (organisation_id, batch_id, number)
  CREATE UNIQUE INDEX objection_pkey ON objection USING btree (organisation_id, id)
  POLICY objection_insert FOR INSERT USING () WITH CHECK (true)
  POLICY objection_read FOR SELECT USING ((within_reach(organisation_id) OR is_own_person(person_id))) WITH CHECK ()
  POLICY objection_update FOR UPDATE USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE opening_attempt ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  paper_id uuid NOT NULL
  rehearsal boolean NOT NULL
  place text NOT NULL
  at timestamp with time zone NOT NULL
  persons text[] NOT NULL
  reason text NOT NULL
  refusal text
  sentence text
  CONSTRAINT opening_attempt_organisation_id_paper_id_fkey FOREIGN KEY (organisation_id, paper_id) REFERENCES paper(organisation_id, id)
  CONSTRAINT opening_attempt_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX opening_attempt_pkey ON opening_attempt USING btree (organisation_id, id)
  POLICY opening_attempt_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT TO jiangheng_app

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

TABLE package_event ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  package_id uuid NOT NULL
  step text NOT NULL
  state text NOT NULL
  at timestamp with time zone NOT NULL
  place text NOT NULL
  quantity integer NOT NULL
  seal_intact boolean NOT NULL
  by_name text NOT NULL
  by_account_id uuid
  to_name text
  to_account_id uuid
  witness_name text
  signed_at timestamp with time zone
  received_quantity integer
  details jsonb NOT NULL
  note text NOT NULL DEFAULT ''::text
  CONSTRAINT package_event_organisation_id_package_id_fkey FOREIGN KEY (organisation_id, package_id) REFERENCES paper_package(organisation_id, id)
  CONSTRAINT package_event_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT package_event_state_check CHECK ((state = ANY (ARRAY['done'::text, 'awaiting'::text, 'declined'::text])))
  CREATE INDEX event_by_package ON package_event USING btree (organisation_id, package_id, id)
  CREATE UNIQUE INDEX handover_waiting ON package_event USING btree (organisation_id, package_id) WHERE (state = 'awaiting'::text)
  CREATE UNIQUE INDEX package_event_pkey ON package_event USING btree (organisation_id, id)
  POLICY package_event_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE panel_record ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  session_id uuid NOT NULL
  room_id uuid NOT NULL
  state text NOT NULL
  candidates integer NOT NULL
  leader_account_id uuid NOT NULL
  leader_name text NOT NULL
  leader_signature text NOT NULL
  leader_signed_at timestamp with time zone NOT NULL
  supervisor_account_id uuid
  supervisor_name text
  supervisor_signature text
  countersigned_at timestamp with time zone
  CONSTRAINT panel_record_check CHECK (((supervisor_account_id IS NULL) OR (supervisor_account_id <> leader_account_id)))
  CONSTRAINT panel_record_organisation_id_session_id_room_id_key UNIQUE (organisation_id, session_id, room_id)
  CONSTRAINT panel_record_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT panel_record_state_check CHECK ((state = ANY (ARRAY['signed'::text, 'countersigned'::text])))
  CREATE UNIQUE INDEX panel_record_organisation_id_session_id_room_id_key ON panel_record USING btree (organisation_id, session_id, room_id)
  CREATE UNIQUE INDEX panel_record_pkey ON panel_record USING btree (organisation_id, id)
  POLICY panel_record_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE panel_step ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  session_id uuid NOT NULL
  room_id uuid NOT NULL
  steps jsonb NOT NULL
  named_by text NOT NULL
  named_at timestamp with time zone NOT NULL
  CONSTRAINT panel_step_organisation_id_session_id_room_id_key UNIQUE (organisation_id, session_id, room_id)
  CONSTRAINT panel_step_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX panel_step_organisation_id_session_id_room_id_key ON panel_step USING btree (organisation_id, session_id, room_id)
  CREATE UNIQUE INDEX panel_step_pkey ON panel_step USING btree (organisation_id, id)
  POLICY panel_step_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE paper ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  subject text NOT NULL
  bank text NOT NULL
  occupation_code text NOT NULL
  level integer NOT NULL
  title text NOT NULL
  state text NOT NULL
  seed text NOT NULL
  minutes integer NOT NULL
  total_points numeric(5,1) NOT NULL
  content bytea NOT NULL
  answer_key bytea NOT NULL
  content_hash text NOT NULL
  assembled_by uuid NOT NULL
  reviewed_by uuid
  batch_id uuid
  session_id uuid
  sealed_file_id uuid
  earliest_opening timestamp with time zone
  assembly_id uuid
  assembled_at timestamp with time zone
  medium text
  outside_source text
  outside_author text
  outside_checker text
  outside_reason text
  attachment bytea
  attachment_name text
  attachment_type text
  rehearsal_file_id uuid
  forms integer
  exposed_reason text
  CONSTRAINT paper_check CHECK (((reviewed_by IS NULL) OR (reviewed_by <> assembled_by)))
  CONSTRAINT paper_forms_check CHECK ((forms >= 1))
  CONSTRAINT paper_medium_check CHECK ((medium = ANY (ARRAY['screen'::text, 'print'::text])))
  CONSTRAINT paper_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT paper_subject_check CHECK ((subject = ANY (ARRAY['theory'::text, 'practical'::text, 'review'::text])))
  CREATE UNIQUE INDEX paper_once ON paper USING btree (organisation_id, batch_id, session_id, occupation_code, level) WHERE ((state <> 'voided'::text) AND (session_id IS NOT NULL))
  CREATE UNIQUE INDEX paper_pkey ON paper USING btree (organisation_id, id)
  POLICY paper_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE paper_custodian ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  paper_id uuid NOT NULL
  account_id uuid NOT NULL
  name text NOT NULL
  passphrase bytea
  taken_at timestamp with time zone NOT NULL
  CONSTRAINT paper_custodian_organisation_id_paper_id_account_id_key UNIQUE (organisation_id, paper_id, account_id)
  CONSTRAINT paper_custodian_organisation_id_paper_id_fkey FOREIGN KEY (organisation_id, paper_id) REFERENCES paper(organisation_id, id)
  CONSTRAINT paper_custodian_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX paper_custodian_organisation_id_paper_id_account_id_key ON paper_custodian USING btree (organisation_id, paper_id, account_id)
  CREATE UNIQUE INDEX paper_custodian_pkey ON paper_custodian USING btree (organisation_id, id)
  POLICY paper_custodian_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE paper_filing ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  paper_id uuid NOT NULL
  filing_number text NOT NULL
  filed_on date NOT NULL
  file_id uuid
  recorded_by uuid NOT NULL
  CONSTRAINT paper_filing_organisation_id_paper_id_key UNIQUE (organisation_id, paper_id)
  CONSTRAINT paper_filing_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX paper_filing_organisation_id_paper_id_key ON paper_filing USING btree (organisation_id, paper_id)
  CREATE UNIQUE INDEX paper_filing_pkey ON paper_filing USING btree (organisation_id, id)
  POLICY paper_filing_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE paper_item ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  paper_id uuid NOT NULL
  item_id uuid NOT NULL
  forms integer NOT NULL
  CONSTRAINT paper_item_forms_check CHECK ((forms >= 1))
  CONSTRAINT paper_item_organisation_id_item_id_fkey FOREIGN KEY (organisation_id, item_id) REFERENCES item(organisation_id, id)
  CONSTRAINT paper_item_organisation_id_paper_id_fkey FOREIGN KEY (organisation_id, paper_id) REFERENCES paper(organisation_id, id)
  CONSTRAINT paper_item_organisation_id_paper_id_item_id_key UNIQUE (organisation_id, paper_id, item_id)
  CONSTRAINT paper_item_pkey PRIMARY KEY (organisation_id, id)
  CREATE INDEX paper_item_by_item ON paper_item USING btree (organisation_id, item_id)
  CREATE UNIQUE INDEX paper_item_organisation_id_paper_id_item_id_key ON paper_item USING btree (organisation_id, paper_id, item_id)
  CREATE UNIQUE INDEX paper_item_pkey ON paper_item USING btree (organisation_id, id)
  POLICY paper_item_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT TO jiangheng_app

TABLE paper_origin ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  paper_id uuid NOT NULL
  standard text NOT NULL
  standard_version text NOT NULL
  experts jsonb NOT NULL
  recorded_by uuid NOT NULL
  CONSTRAINT paper_origin_organisation_id_paper_id_key UNIQUE (organisation_id, paper_id)
  CONSTRAINT paper_origin_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX paper_origin_organisation_id_paper_id_key ON paper_origin USING btree (organisation_id, paper_id)
  CREATE UNIQUE INDEX paper_origin_pkey ON paper_origin USING btree (organisation_id, id)
  POLICY paper_origin_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE paper_package ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  kind text NOT NULL
  paper_id uuid NOT NULL
  batch_id uuid NOT NULL
  session_id uuid NOT NULL
  room_id uuid
  label text NOT NULL
  occupation_name text NOT NULL
  level integer NOT NULL
  starts_at timestamp with time zone NOT NULL
  ends_at timestamp with time zone NOT NULL
  opens_at timestamp with time zone NOT NULL
  pack text NOT NULL
  pack_day date NOT NULL
  candidates integer NOT NULL
  spares integer NOT NULL
  quantity integer NOT NULL
  seal_number text
  state text NOT NULL
  holder_name text NOT NULL
  holder_account_id uuid
  CONSTRAINT paper_package_candidates_check CHECK ((candidates >= 0))
  CONSTRAINT paper_package_kind_check CHECK ((kind = ANY (ARRAY['electronic'::text, 'printed'::text])))
  CONSTRAINT paper_package_organisation_id_paper_id_fkey FOREIGN KEY (organisation_id, paper_id) REFERENCES paper(organisation_id, id)
  CONSTRAINT paper_package_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT paper_package_quantity_check CHECK ((quantity > 0))
  CONSTRAINT paper_package_spares_check CHECK ((spares >= 0))
  CREATE UNIQUE INDEX package_once ON paper_package USING btree (organisation_id, paper_id, room_id) NULLS NOT DISTINCT
  CREATE UNIQUE INDEX paper_package_pkey ON paper_package USING btree (organisation_id, id)
  POLICY paper_package_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE paper_print ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  paper_id uuid NOT NULL
  subject text NOT NULL
  document text NOT NULL
  format text NOT NULL
  title text NOT NULL
  settings jsonb NOT NULL
  copies integer NOT NULL
  parts integer NOT NULL
  code text NOT NULL
  state text NOT NULL
  delete_after timestamp with time zone NOT NULL
  ordered_by uuid NOT NULL
  ordered_by_name text NOT NULL
  ordered_at timestamp with time zone NOT NULL
  deleted_at timestamp with time zone
  CONSTRAINT paper_print_copies_check CHECK ((copies >= 1))
  CONSTRAINT paper_print_format_check CHECK ((format = ANY (ARRAY['pdf'::text, 'docx'::text])))
  CONSTRAINT paper_print_organisation_id_code_key UNIQUE (organisation_id, code)
  CONSTRAINT paper_print_parts_check CHECK ((parts >= 1))
  CONSTRAINT paper_print_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT paper_print_state_check CHECK ((state = ANY (ARRAY['pressing'::text, 'ready'::text, 'deleted'::text])))
  CONSTRAINT paper_print_subject_check CHECK ((subject = ANY (ARRAY['theory'::text, 'practical'::text])))
  CREATE INDEX paper_print_by_paper ON paper_print USING btree (organisation_id, paper_id, id)
  CREATE UNIQUE INDEX paper_print_organisation_id_code_key ON paper_print USING btree (organisation_id, code)
  CREATE UNIQUE INDEX paper_print_pkey ON paper_print USING btree (organisation_id, id)
  POLICY paper_print_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE paper_print_part ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  print_id uuid NOT NULL
  number integer NOT NULL
  name text NOT NULL
  media_type text NOT NULL
  size integer NOT NULL
  blob_hash text NOT NULL
  fetched_at timestamp with time zone
  CONSTRAINT paper_print_part_organisation_id_print_id_fkey FOREIGN KEY (organisation_id, print_id) REFERENCES paper_print(organisation_id, id)
  CONSTRAINT paper_print_part_organisation_id_print_id_number_key UNIQUE (organisation_id, print_id, number)
  CONSTRAINT paper_print_part_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX paper_print_part_organisation_id_print_id_number_key ON paper_print_part USING btree (organisation_id, print_id, number)
  CREATE UNIQUE INDEX paper_print_part_pkey ON paper_print_part USING btree (organisation_id, id)
  POLICY paper_print_part_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT DELETE, INSERT, SELECT, UPDATE TO jiangheng_app

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

TABLE placement ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  application_id uuid NOT NULL
  person_id uuid NOT NULL
  subject text NOT NULL
  session_id uuid NOT NULL
  room_id uuid NOT NULL
  seat_id uuid NOT NULL
  CONSTRAINT placement_organisation_id_application_id_subject_key UNIQUE (organisation_id, application_id, subject)
  CONSTRAINT placement_organisation_id_session_id_fkey FOREIGN KEY (organisation_id, session_id) REFERENCES exam_session(organisation_id, id)
  CONSTRAINT placement_organisation_id_session_id_seat_id_key UNIQUE (organisation_id, session_id, seat_id) DEFERRABLE
  CONSTRAINT placement_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT placement_subject_check CHECK ((subject = ANY (ARRAY['theory'::text, 'practical'::text, 'review'::text])))
  CREATE INDEX placement_by_room ON placement USING btree (organisation_id, session_id, room_id)
  CREATE UNIQUE INDEX placement_organisation_id_application_id_subject_key ON placement USING btree (organisation_id, application_id, subject)
  CREATE UNIQUE INDEX placement_organisation_id_session_id_seat_id_key ON placement USING btree (organisation_id, session_id, seat_id)
  CREATE UNIQUE INDEX placement_pkey ON placement USING btree (organisation_id, id)
  POLICY placement_reach FOR ALL USING ((within_reach(organisation_id) OR is_own_person(person_id))) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE practical_check ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  session_id uuid NOT NULL
  room_id uuid NOT NULL
  form text NOT NULL
  subject_id uuid NOT NULL
  item text NOT NULL
  in_order boolean NOT NULL
  quantity numeric(10,2)
  finding text NOT NULL
  checked_by uuid NOT NULL
  checked_name text NOT NULL
  checked_at timestamp with time zone NOT NULL
  CONSTRAINT practical_check_form_check CHECK ((form = ANY (ARRAY['room'::text, 'notice'::text, 'station'::text, 'day-before'::text, 'protection'::text, 'review-room'::text])))
  CONSTRAINT practical_check_organisation_id_session_id_room_id_form_sub_key UNIQUE (organisation_id, session_id, room_id, form, subject_id, item)
  CONSTRAINT practical_check_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX practical_check_organisation_id_session_id_room_id_form_sub_key ON practical_check USING btree (organisation_id, session_id, room_id, form, subject_id, item)
  CREATE UNIQUE INDEX practical_check_pkey ON practical_check USING btree (organisation_id, id)
  POLICY practical_check_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE practical_clock ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  session_id uuid NOT NULL
  room_id uuid NOT NULL
  application_id uuid NOT NULL
  person_id uuid NOT NULL
  module text NOT NULL
  minutes integer NOT NULL
  started_at timestamp with time zone NOT NULL
  ended_at timestamp with time zone
  CONSTRAINT practical_clock_minutes_check CHECK ((minutes >= 1))
  CONSTRAINT practical_clock_organisation_id_session_id_application_id_m_key UNIQUE (organisation_id, session_id, application_id, module)
  CONSTRAINT practical_clock_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX practical_clock_organisation_id_session_id_application_id_m_key ON practical_clock USING btree (organisation_id, session_id, application_id, module)
  CREATE UNIQUE INDEX practical_clock_pkey ON practical_clock USING btree (organisation_id, id)
  POLICY practical_clock_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE practical_day ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  session_id uuid NOT NULL
  room_id uuid NOT NULL
  practical_id uuid NOT NULL
  title text NOT NULL
  state text NOT NULL
  is_dangerous boolean NOT NULL
  notice jsonb NOT NULL
  modules jsonb NOT NULL
  tasks text[] NOT NULL
  label text NOT NULL
  commitment text NOT NULL
  seed_sealed bytea NOT NULL
  seed text
  drawn_at timestamp with time zone
  drawn_by text
  started_at timestamp with time zone
  started_by text
  CONSTRAINT practical_day_check CHECK (((state = 'prepared'::text) = (seed IS NULL)))
  CONSTRAINT practical_day_organisation_id_session_id_room_id_key UNIQUE (organisation_id, session_id, room_id)
  CONSTRAINT practical_day_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT practical_day_state_check CHECK ((state = ANY (ARRAY['prepared'::text, 'drawn'::text, 'started'::text])))
  CREATE UNIQUE INDEX practical_day_organisation_id_session_id_room_id_key ON practical_day USING btree (organisation_id, session_id, room_id)
  CREATE UNIQUE INDEX practical_day_pkey ON practical_day USING btree (organisation_id, id)
  POLICY practical_day_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE practical_form ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  line_id uuid NOT NULL
  paper_no text NOT NULL
  title text NOT NULL
  content bytea NOT NULL
  content_hash text NOT NULL
  adopted_by uuid NOT NULL
  adopted_at timestamp with time zone NOT NULL
  CONSTRAINT practical_form_organisation_id_batch_id_line_id_key UNIQUE (organisation_id, batch_id, line_id)
  CONSTRAINT practical_form_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX practical_form_organisation_id_batch_id_line_id_key ON practical_form USING btree (organisation_id, batch_id, line_id)
  CREATE UNIQUE INDEX practical_form_pkey ON practical_form USING btree (organisation_id, id)
  POLICY practical_form_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE practical_paper ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  series_id uuid NOT NULL
  edition integer NOT NULL
  state text NOT NULL
  paper_no text NOT NULL
  title text NOT NULL
  occupation_code text NOT NULL
  occupation_name text NOT NULL
  level integer NOT NULL
  total_score numeric(6,2) NOT NULL
  total_minutes integer NOT NULL
  modules integer NOT NULL
  problems integer NOT NULL
  content bytea NOT NULL
  content_hash text NOT NULL
  authors uuid[] NOT NULL
  reviewed_by uuid
  CONSTRAINT practical_paper_check CHECK (((reviewed_by IS NULL) OR (reviewed_by <> ALL (authors))))
  CONSTRAINT practical_paper_check1 CHECK (((state = 'draft'::text) OR (problems = 0)))
  CONSTRAINT practical_paper_edition_check CHECK ((edition >= 1))
  CONSTRAINT practical_paper_organisation_id_series_id_edition_key UNIQUE (organisation_id, series_id, edition)
  CONSTRAINT practical_paper_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT practical_paper_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'reviewed'::text, 'in-force'::text, 'retired'::text])))
  CREATE UNIQUE INDEX practical_in_force ON practical_paper USING btree (organisation_id, series_id) WHERE (state = 'in-force'::text)
  CREATE UNIQUE INDEX practical_numbered ON practical_paper USING btree (organisation_id, paper_no, edition)
  CREATE UNIQUE INDEX practical_paper_organisation_id_series_id_edition_key ON practical_paper USING btree (organisation_id, series_id, edition)
  CREATE UNIQUE INDEX practical_paper_pkey ON practical_paper USING btree (organisation_id, id)
  POLICY practical_paper_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE practical_reading ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  session_id uuid NOT NULL
  room_id uuid NOT NULL
  account_id uuid NOT NULL
  name text NOT NULL
  topics text[] NOT NULL
  confirmed_at timestamp with time zone NOT NULL
  CONSTRAINT practical_reading_organisation_id_session_id_room_id_accoun_key UNIQUE (organisation_id, session_id, room_id, account_id)
  CONSTRAINT practical_reading_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX practical_reading_organisation_id_session_id_room_id_accoun_key ON practical_reading USING btree (organisation_id, session_id, room_id, account_id)
  CREATE UNIQUE INDEX practical_reading_pkey ON practical_reading USING btree (organisation_id, id)
  POLICY practical_reading_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT TO jiangheng_app

TABLE practical_sheet ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  session_id uuid NOT NULL
  room_id uuid NOT NULL
  application_id uuid NOT NULL
  person_id uuid NOT NULL
  examiner_account_id uuid NOT NULL
  examiner_name text NOT NULL
  state text NOT NULL
  points jsonb NOT NULL DEFAULT '{}'::jsonb
  vetoes jsonb NOT NULL DEFAULT '[]'::jsonb
  checks text[] NOT NULL DEFAULT '{}'::text[]
  total numeric(5,1)
  signature text
  signed_at timestamp with time zone
  rescore_case_id uuid
  rescore_reason text
  rescore_marked_at timestamp with time zone
  deductions jsonb
  CONSTRAINT practical_sheet_organisation_id_application_id_examiner_acc_key UNIQUE (organisation_id, application_id, examiner_account_id)
  CONSTRAINT practical_sheet_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT practical_sheet_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'locked'::text])))
  CREATE INDEX practical_sheet_by_batch ON practical_sheet USING btree (organisation_id, batch_id)
  CREATE UNIQUE INDEX practical_sheet_organisation_id_application_id_examiner_acc_key ON practical_sheet USING btree (organisation_id, application_id, examiner_account_id)
  CREATE UNIQUE INDEX practical_sheet_pkey ON practical_sheet USING btree (organisation_id, id)
  POLICY practical_sheet_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE practical_stop ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  session_id uuid NOT NULL
  room_id uuid NOT NULL
  application_id uuid
  kind text NOT NULL
  reason text NOT NULL
  stopped_at timestamp with time zone NOT NULL
  stopped_by text NOT NULL
  lifted_at timestamp with time zone
  lifted_by text
  remedy text
  extra_minutes integer NOT NULL DEFAULT 0
  CONSTRAINT practical_stop_check CHECK (((kind <> 'unsafe'::text) OR (application_id IS NOT NULL)))
  CONSTRAINT practical_stop_extra_minutes_check CHECK ((extra_minutes >= 0))
  CONSTRAINT practical_stop_kind_check CHECK ((kind = ANY (ARRAY['danger'::text, 'unsafe'::text, 'equipment'::text])))
  CONSTRAINT practical_stop_pkey PRIMARY KEY (organisation_id, id)
  CREATE INDEX practical_stop_by_room ON practical_stop USING btree (organisation_id, session_id, room_id)
  CREATE UNIQUE INDEX practical_stop_pkey ON practical_stop USING btree (organisation_id, id)
  POLICY practical_stop_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE practical_turn ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  session_id uuid NOT NULL
  room_id uuid NOT NULL
  application_id uuid NOT NULL
  person_id uuid NOT NULL
  seat_id uuid NOT NULL
  "position" integer NOT NULL
  task text
  called_at timestamp with time zone
  signature text
  signed_at timestamp with time zone
  CONSTRAINT practical_turn_organisation_id_session_id_application_id_key UNIQUE (organisation_id, session_id, application_id)
  CONSTRAINT practical_turn_organisation_id_session_id_room_id_position_key UNIQUE (organisation_id, session_id, room_id, "position")
  CONSTRAINT practical_turn_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT practical_turn_position_check CHECK (("position" >= 1))
  CREATE UNIQUE INDEX practical_turn_organisation_id_session_id_application_id_key ON practical_turn USING btree (organisation_id, session_id, application_id)
  CREATE UNIQUE INDEX practical_turn_organisation_id_session_id_room_id_position_key ON practical_turn USING btree (organisation_id, session_id, room_id, "position")
  CREATE UNIQUE INDEX practical_turn_pkey ON practical_turn USING btree (organisation_id, id)
  POLICY practical_turn_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE print_room ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  session_id uuid NOT NULL
  room_id uuid NOT NULL
  state text NOT NULL
  count_out jsonb
  count_in jsonb
  spares jsonb NOT NULL DEFAULT '[]'::jsonb
  absent uuid[] NOT NULL DEFAULT '{}'::uuid[]
  absent_apart boolean NOT NULL DEFAULT false
  incident_id uuid
  scans jsonb NOT NULL DEFAULT '[]'::jsonb
  seal jsonb
  hand_over jsonb
  attendance jsonb
  signatures jsonb
  extensions jsonb
  CONSTRAINT print_room_organisation_id_incident_id_fkey FOREIGN KEY (organisation_id, incident_id) REFERENCES exam_incident(organisation_id, id)
  CONSTRAINT print_room_organisation_id_session_id_room_id_key UNIQUE (organisation_id, session_id, room_id)
  CONSTRAINT print_room_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT print_room_state_check CHECK ((state = ANY (ARRAY['prepared'::text, 'distributed'::text, 'collected'::text, 'sealed'::text, 'handed-over'::text])))
  CREATE INDEX print_room_by_batch ON print_room USING btree (organisation_id, batch_id)
  CREATE UNIQUE INDEX print_room_organisation_id_session_id_room_id_key ON print_room USING btree (organisation_id, session_id, room_id)
  CREATE UNIQUE INDEX print_room_pkey ON print_room USING btree (organisation_id, id)
  POLICY print_room_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE publicity ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  state text NOT NULL
  starts_on date NOT NULL
  ends_on date NOT NULL
  published_at timestamp with time zone
  closed_at timestamp with time zone
  CONSTRAINT publicity_organisation_id_batch_id_key UNIQUE (organisation_id, batch_id)
  CONSTRAINT publicity_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX publicity_organisation_id_batch_id_key ON publicity USING btree (organisation_id, batch_id)
  CREATE UNIQUE INDEX publicity_pkey ON publicity USING btree (organisation_id, id)
  POLICY publicity_reach FOR ALL USING ((within_reach(organisation_id) OR (published_at IS NOT NULL))) WITH CHECK (within_reach(organisation_id))
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE publicity_entry ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  publicity_id uuid NOT NULL
  batch_id uuid NOT NULL
  result_id uuid NOT NULL
  number integer NOT NULL
  name_masked text NOT NULL
  document_masked text NOT NULL
  occupation text NOT NULL
  level integer NOT NULL
  theory numeric(5,1)
  practical numeric(5,1)
  review numeric(5,1)
  passed boolean NOT NULL
  correction text
  CONSTRAINT publicity_entry_organisation_id_publicity_id_fkey FOREIGN KEY (organisation_id, publicity_id) REFERENCES publicity(organisation_id, id)
  CONSTRAINT publicity_entry_organisation_id_publicity_id_number_key UNIQUE (organisation_id, publicity_id, number)
  CONSTRAINT publicity_entry_organisation_id_result_id_key UNIQUE (organisation_id, result_id)
  CONSTRAINT publicity_entry_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX publicity_entry_organisation_id_publicity_id_number_key ON publicity_entry USING btree (organisation_id, publicity_id, number)
  CREATE UNIQUE INDEX publicity_entry_organisation_id_result_id_key ON publicity_entry USING btree (organisation_id, result_id)
  CREATE UNIQUE INDEX publicity_entry_pkey ON publicity_entry USING btree (organisation_id, id)
  POLICY publicity_entry_reach FOR ALL USING ((within_reach(organisation_id) OR (EXISTS ( SELECT
   FROM publicity p
  WHERE ((p.organisation_id = publicity_entry.organisation_id) AND (p.id = publicity_entry.publicity_id) AND (p.published_at IS NOT NULL) AND (p.closed_at IS NULL)))))) WITH CHECK (within_reach(organisation_id))
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE rehearsal_sheet ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  session_id uuid NOT NULL
  room_id uuid NOT NULL
  round integer NOT NULL
  examiner_account_id uuid NOT NULL
  examiner_name text NOT NULL
  points jsonb NOT NULL
  vetoes jsonb NOT NULL
  total numeric(5,1) NOT NULL
  written_at timestamp with time zone NOT NULL
  CONSTRAINT rehearsal_sheet_organisation_id_session_id_room_id_round_ex_key UNIQUE (organisation_id, session_id, room_id, round, examiner_account_id)
  CONSTRAINT rehearsal_sheet_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT rehearsal_sheet_round_check CHECK ((round >= 1))
  CREATE UNIQUE INDEX rehearsal_sheet_organisation_id_session_id_room_id_round_ex_key ON rehearsal_sheet USING btree (organisation_id, session_id, room_id, round, examiner_account_id)
  CREATE UNIQUE INDEX rehearsal_sheet_pkey ON rehearsal_sheet USING btree (organisation_id, id)
  POLICY rehearsal_sheet_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE reissue_request ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  certificate_id uuid NOT NULL
  person_id uuid NOT NULL
  state text NOT NULL
  reason text NOT NULL
  materials jsonb NOT NULL
  submitted_at timestamp with time zone NOT NULL
  decided_at timestamp with time zone
  decision_note text
  CONSTRAINT reissue_request_organisation_id_certificate_id_fkey FOREIGN KEY (organisation_id, certificate_id) REFERENCES certificate(organisation_id, id)
  CONSTRAINT reissue_request_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX reissue_request_open ON reissue_request USING btree (organisation_id, certificate_id) WHERE (state = ANY (ARRAY['submitted'::text, 'approved'::text]))
  CREATE UNIQUE INDEX reissue_request_pkey ON reissue_request USING btree (organisation_id, id)
  POLICY reissue_request_reach FOR ALL USING ((within_reach(organisation_id) OR is_own_person(person_id))) WITH CHECK ((within_reach(organisation_id) OR is_own_person(person_id)))
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE resit ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  sitting_id uuid NOT NULL
  incident_id uuid NOT NULL
  application_id uuid NOT NULL
  person_id uuid NOT NULL
  seat text NOT NULL
  subject text NOT NULL
  reason text NOT NULL
  state text NOT NULL
  decided_by text
  decided_at timestamp with time zone
  note text
  CONSTRAINT resit_organisation_id_sitting_id_application_id_key UNIQUE (organisation_id, sitting_id, application_id)
  CONSTRAINT resit_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT resit_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'approved'::text, 'refused'::text])))
  CREATE INDEX resit_by_batch ON resit USING btree (organisation_id, batch_id)
  CREATE UNIQUE INDEX resit_organisation_id_sitting_id_application_id_key ON resit USING btree (organisation_id, sitting_id, application_id)
  CREATE UNIQUE INDEX resit_pkey ON resit USING btree (organisation_id, id)
  POLICY resit_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE resit_place ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  application_id uuid NOT NULL
  person_id uuid NOT NULL
  subject text NOT NULL
  reason text NOT NULL
  listed_at timestamp with time zone NOT NULL
  session_id uuid
  CONSTRAINT resit_place_organisation_id_session_id_fkey FOREIGN KEY (organisation_id, session_id) REFERENCES exam_session(organisation_id, id)
  CONSTRAINT resit_place_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT resit_place_subject_check CHECK ((subject = ANY (ARRAY['theory'::text, 'practical'::text, 'review'::text])))
  CREATE INDEX resit_place_by_batch ON resit_place USING btree (organisation_id, batch_id)
  CREATE UNIQUE INDEX resit_place_pkey ON resit_place USING btree (organisation_id, id)
  POLICY resit_place_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE result ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  application_id uuid NOT NULL
  person_id uuid NOT NULL
  theory numeric(5,1)
  theory_status text
  theory_confirmed_by uuid
  theory_confirmed_at timestamp with time zone
  practical numeric(5,1)
  practical_status text
  review numeric(5,1)
  review_status text
  passed boolean
  violation_note text
  state text NOT NULL
  CONSTRAINT result_organisation_id_application_id_key UNIQUE (organisation_id, application_id)
  CONSTRAINT result_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT result_practical_status_check CHECK ((practical_status = ANY (ARRAY['scored'::text, 'absent'::text, 'cheating'::text, 'cancelled'::text])))
  CONSTRAINT result_review_status_check CHECK ((review_status = ANY (ARRAY['scored'::text, 'absent'::text, 'cheating'::text, 'cancelled'::text])))
  CONSTRAINT result_state_check CHECK ((state = ANY (ARRAY['open'::text, 'verified'::text, 'publicised'::text, 'confirmed'::text])))
  CONSTRAINT result_theory_status_check CHECK ((theory_status = ANY (ARRAY['scored'::text, 'absent'::text, 'cheating'::text, 'cancelled'::text, 're-sit'::text])))
  CREATE INDEX result_by_batch ON result USING btree (organisation_id, batch_id)
  CREATE UNIQUE INDEX result_organisation_id_application_id_key ON result USING btree (organisation_id, application_id)
  CREATE UNIQUE INDEX result_pkey ON result USING btree (organisation_id, id)
  POLICY result_reach FOR ALL USING ((within_reach(organisation_id) OR (is_own_person(person_id) AND (state = ANY (ARRAY['publicised'::text, 'confirmed'::text]))))) WITH CHECK (within_reach(organisation_id))
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE result_upload ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  node_id uuid NOT NULL
  file_hash text NOT NULL
  size integer NOT NULL
  begun_at timestamp with time zone NOT NULL
  touched_at timestamp with time zone NOT NULL
  CONSTRAINT result_upload_organisation_id_node_id_file_hash_key UNIQUE (organisation_id, node_id, file_hash)
  CONSTRAINT result_upload_organisation_id_node_id_fkey FOREIGN KEY (organisation_id, node_id) REFERENCES room_node(organisation_id, id)
  CONSTRAINT result_upload_pkey PRIMARY KEY (organisation_id, id)
  CREATE INDEX result_upload_by_touch ON result_upload USING btree (touched_at)
  CREATE UNIQUE INDEX result_upload_organisation_id_node_id_file_hash_key ON result_upload USING btree (organisation_id, node_id, file_hash)
  CREATE UNIQUE INDEX result_upload_pkey ON result_upload USING btree (organisation_id, id)
  POLICY result_upload_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT DELETE, INSERT, SELECT, UPDATE TO jiangheng_app

TABLE result_upload_part ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  upload_id uuid NOT NULL
  start integer NOT NULL
  size integer NOT NULL
  bytes bytea NOT NULL
  CONSTRAINT result_upload_part_organisation_id_upload_id_fkey FOREIGN KEY (organisation_id, upload_id) REFERENCES result_upload(organisation_id, id) ON DELETE CASCADE
  CONSTRAINT result_upload_part_pkey PRIMARY KEY (organisation_id, upload_id, start)
  CREATE UNIQUE INDEX result_upload_part_pkey ON result_upload_part USING btree (organisation_id, upload_id, start)
  POLICY result_upload_part_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT DELETE, INSERT, SELECT, UPDATE TO jiangheng_app

TABLE review_commitment ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  file_id uuid NOT NULL
  signatory text NOT NULL
  signed_on date NOT NULL
  sealed boolean NOT NULL
  forwarded_at timestamp with time zone
  admitted integer
  CONSTRAINT review_commitment_organisation_id_batch_id_fkey FOREIGN KEY (organisation_id, batch_id) REFERENCES batch(organisation_id, id)
  CONSTRAINT review_commitment_organisation_id_batch_id_key UNIQUE (organisation_id, batch_id)
  CONSTRAINT review_commitment_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX review_commitment_organisation_id_batch_id_key ON review_commitment USING btree (organisation_id, batch_id)
  CREATE UNIQUE INDEX review_commitment_pkey ON review_commitment USING btree (organisation_id, id)
  POLICY review_commitment_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE review_scheme ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  line_id uuid NOT NULL
  contents jsonb NOT NULL
  saved_by text NOT NULL
  saved_at timestamp with time zone NOT NULL
  CONSTRAINT review_scheme_organisation_id_batch_id_line_id_key UNIQUE (organisation_id, batch_id, line_id)
  CONSTRAINT review_scheme_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX review_scheme_organisation_id_batch_id_line_id_key ON review_scheme USING btree (organisation_id, batch_id, line_id)
  CREATE UNIQUE INDEX review_scheme_pkey ON review_scheme USING btree (organisation_id, id)
  POLICY review_scheme_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE review_sheet ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  session_id uuid NOT NULL
  room_id uuid NOT NULL
  application_id uuid NOT NULL
  person_id uuid NOT NULL
  examiner_account_id uuid NOT NULL
  examiner_name text NOT NULL
  state text NOT NULL
  points jsonb NOT NULL
  total numeric(5,1) NOT NULL
  signature text
  signed_at timestamp with time zone
  CONSTRAINT review_sheet_organisation_id_session_id_application_id_exam_key UNIQUE (organisation_id, session_id, application_id, examiner_account_id)
  CONSTRAINT review_sheet_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT review_sheet_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'locked'::text])))
  CREATE UNIQUE INDEX review_sheet_organisation_id_session_id_application_id_exam_key ON review_sheet USING btree (organisation_id, session_id, application_id, examiner_account_id)
  CREATE UNIQUE INDEX review_sheet_pkey ON review_sheet USING btree (organisation_id, id)
  POLICY review_sheet_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE revocation_ground ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  certificate_id uuid NOT NULL
  case_id uuid NOT NULL
  case_number text NOT NULL
  reason text NOT NULL
  clauses text[] NOT NULL
  state text NOT NULL
  raised_at timestamp with time zone NOT NULL
  settled_at timestamp with time zone
  settled_by text
  CONSTRAINT revocation_ground_organisation_id_certificate_id_case_id_key UNIQUE (organisation_id, certificate_id, case_id)
  CONSTRAINT revocation_ground_organisation_id_certificate_id_fkey FOREIGN KEY (organisation_id, certificate_id) REFERENCES certificate(organisation_id, id)
  CONSTRAINT revocation_ground_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT revocation_ground_state_check CHECK ((state = ANY (ARRAY['open'::text, 'revoked'::text, 'withdrawn'::text])))
  CREATE UNIQUE INDEX revocation_ground_organisation_id_certificate_id_case_id_key ON revocation_ground USING btree (organisation_id, certificate_id, case_id)
  CREATE UNIQUE INDEX revocation_ground_pkey ON revocation_ground USING btree (organisation_id, id)
  POLICY revocation_ground_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE room ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  site_id uuid NOT NULL
  code text NOT NULL
  kind text NOT NULL
  name text NOT NULL
  building text NOT NULL
  floor text NOT NULL
  door_number text NOT NULL
  row_count integer NOT NULL
  column_count integer NOT NULL
  front_gap_cm integer
  side_gap_cm integer
  occupation_codes text[] NOT NULL DEFAULT '{}'::text[]
  practical_modules text[] NOT NULL DEFAULT '{}'::text[]
  calibrated_until date
  unusable_reason text
  checked_points text[] NOT NULL DEFAULT '{}'::text[]
  equipment jsonb NOT NULL DEFAULT '{}'::jsonb
  CONSTRAINT room_kind_check CHECK ((kind = ANY (ARRAY['theory'::text, 'practical'::text, 'review'::text])))
  CONSTRAINT room_organisation_id_site_id_code_key UNIQUE (organisation_id, site_id, code)
  CONSTRAINT room_organisation_id_site_id_fkey FOREIGN KEY (organisation_id, site_id) REFERENCES site(organisation_id, id)
  CONSTRAINT room_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX room_organisation_id_site_id_code_key ON room USING btree (organisation_id, site_id, code)
  CREATE UNIQUE INDEX room_pkey ON room USING btree (organisation_id, id)
  POLICY room_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  POLICY room_read FOR SELECT USING ((EXISTS ( SELECT
   FROM site
  WHERE ((site.organisation_id = room.organisation_id) AND (site.id = room.site_id))))) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE room_node ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  name text NOT NULL
  site_id uuid NOT NULL
  site_name text NOT NULL
  signing_key jsonb NOT NULL
  signing_key_id text NOT NULL
  exchange_key text NOT NULL
  fingerprint text NOT NULL
  state text NOT NULL
  registered_by text NOT NULL
  registered_at timestamp with time zone NOT NULL
  CONSTRAINT room_node_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT room_node_state_check CHECK ((state = ANY (ARRAY['registered'::text, 'withdrawn'::text])))
  CREATE UNIQUE INDEX room_node_by_key ON room_node USING btree (signing_key_id) WHERE (state = 'registered'::text)
  CREATE UNIQUE INDEX room_node_pkey ON room_node USING btree (organisation_id, id)
  POLICY room_node_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE room_node_report ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  node_id uuid NOT NULL
  heard_at timestamp with time zone NOT NULL
  build text NOT NULL
  CONSTRAINT room_node_report_organisation_id_node_id_fkey FOREIGN KEY (organisation_id, node_id) REFERENCES room_node(organisation_id, id)
  CONSTRAINT room_node_report_pkey PRIMARY KEY (organisation_id, node_id)
  CREATE UNIQUE INDEX room_node_report_pkey ON room_node_report USING btree (organisation_id, node_id)
  POLICY room_node_report_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE roster_import ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  file_id uuid NOT NULL
  file_hash text NOT NULL
  file_name text NOT NULL
  state text NOT NULL
  mode text
  counts jsonb NOT NULL DEFAULT '{}'::jsonb
  job_id uuid
  error_file_id uuid
  trouble jsonb
  created_at timestamp with time zone NOT NULL
  CONSTRAINT roster_import_mode_check CHECK ((mode = ANY (ARRAY['all-or-nothing'::text, 'skip-bad-rows'::text])))
  CONSTRAINT roster_import_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX roster_import_pkey ON roster_import USING btree (organisation_id, id)
  POLICY roster_import_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE roster_issue ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  import_id uuid NOT NULL
  row_number integer NOT NULL
  name text NOT NULL
  document_masked text NOT NULL
  is_candidate boolean NOT NULL
  problems jsonb NOT NULL
  CONSTRAINT roster_issue_pkey PRIMARY KEY (organisation_id, import_id, row_number)
  CREATE UNIQUE INDEX roster_issue_pkey ON roster_issue USING btree (organisation_id, import_id, row_number)
  POLICY roster_issue_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT DELETE, INSERT, SELECT TO jiangheng_app

TABLE rule_set ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  bank text NOT NULL
  name text NOT NULL
  edition integer NOT NULL
  content jsonb NOT NULL
  author_id uuid NOT NULL
  author_name text NOT NULL
  made_at timestamp with time zone NOT NULL
  retired_at timestamp with time zone
  CONSTRAINT rule_set_organisation_id_bank_name_edition_key UNIQUE (organisation_id, bank, name, edition)
  CONSTRAINT rule_set_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX rule_set_organisation_id_bank_name_edition_key ON rule_set USING btree (organisation_id, bank, name, edition)
  CREATE UNIQUE INDEX rule_set_pkey ON rule_set USING btree (organisation_id, id)
  POLICY rule_set_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE scope_item ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  filing_id uuid NOT NULL
  state text NOT NULL
  occupation_code text NOT NULL
  occupation_name text NOT NULL
  trade text NOT NULL DEFAULT ''::text
  level integer NOT NULL
  standard text NOT NULL
  valid_from date NOT NULL
  valid_until date
  decision_document text NOT NULL
  decided_on date NOT NULL
  decision_reason text NOT NULL DEFAULT ''::text
  CONSTRAINT scope_item_level_check CHECK (((level >= 1) AND (level <= 5)))
  CONSTRAINT scope_item_organisation_id_filing_id_fkey FOREIGN KEY (organisation_id, filing_id) REFERENCES filing(organisation_id, id)
  CONSTRAINT scope_item_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT scope_item_state_check CHECK ((state = ANY (ARRAY['active'::text, 'suspended'::text, 'withdrawn'::text])))
  CREATE UNIQUE INDEX scope_item_line ON scope_item USING btree (organisation_id, filing_id, occupation_code, trade, level, valid_from) WHERE (state <> 'withdrawn'::text)
  CREATE UNIQUE INDEX scope_item_pkey ON scope_item USING btree (organisation_id, id)
  POLICY scope_item_insert FOR INSERT USING () WITH CHECK (within_reach(organisation_id))
  POLICY scope_item_read FOR SELECT USING (true) WITH CHECK ()
  POLICY scope_item_update FOR UPDATE USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE score_arbitration ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  session_id uuid NOT NULL
  room_id uuid NOT NULL
  application_id uuid NOT NULL
  person_id uuid NOT NULL
  subject text NOT NULL
  lowest numeric(5,1) NOT NULL
  highest numeric(5,1) NOT NULL
  score numeric(5,1) NOT NULL
  reason text NOT NULL
  leader_account_id uuid NOT NULL
  leader_name text NOT NULL
  decided_at timestamp with time zone NOT NULL
  CONSTRAINT score_arbitration_check CHECK (((score >= lowest) AND (score <= highest)))
  CONSTRAINT score_arbitration_organisation_id_session_id_application_id_key UNIQUE (organisation_id, session_id, application_id)
  CONSTRAINT score_arbitration_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT score_arbitration_subject_check CHECK ((subject = ANY (ARRAY['practical'::text, 'review'::text])))
  CREATE UNIQUE INDEX score_arbitration_organisation_id_session_id_application_id_key ON score_arbitration USING btree (organisation_id, session_id, application_id)
  CREATE UNIQUE INDEX score_arbitration_pkey ON score_arbitration USING btree (organisation_id, id)
  POLICY score_arbitration_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT TO jiangheng_app

TABLE score_assurance ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  party text NOT NULL
  signatory text NOT NULL
  signed_on date NOT NULL
  file_id uuid NOT NULL
  file_name text NOT NULL
  filed_at timestamp with time zone NOT NULL
  filed_by text NOT NULL
  CONSTRAINT score_assurance_organisation_id_file_id_fkey FOREIGN KEY (organisation_id, file_id) REFERENCES stored_file(organisation_id, id)
  CONSTRAINT score_assurance_pkey PRIMARY KEY (organisation_id, id)
  CREATE INDEX score_assurance_by_party ON score_assurance USING btree (organisation_id, party, filed_at)
  CREATE UNIQUE INDEX score_assurance_pkey ON score_assurance USING btree (organisation_id, id)
  POLICY score_assurance_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT TO jiangheng_app

TABLE score_correction ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  result_id uuid NOT NULL
  person_id uuid NOT NULL
  subject text NOT NULL
  before_value numeric(5,1)
  after_value numeric(5,1)
  before_passed boolean
  after_passed boolean
  reason text NOT NULL
  state text NOT NULL
  proposed_by uuid NOT NULL
  proposer_name text NOT NULL DEFAULT ''::text
  proposed_at timestamp with time zone
  decided_by uuid
  decider_name text
  decision text
  decided_at timestamp with time zone
  objection_id uuid
  key_error_id uuid
  case_id uuid
  before_status text
  CONSTRAINT score_correction_check CHECK (((decided_by IS NULL) OR (decided_by <> proposed_by)))
  CONSTRAINT score_correction_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT score_correction_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'applied'::text, 'refused'::text])))
  CREATE UNIQUE INDEX correction_pending ON score_correction USING btree (organisation_id, result_id, subject) WHERE (state = 'proposed'::text)
  CREATE UNIQUE INDEX score_correction_pkey ON score_correction USING btree (organisation_id, id)
  POLICY score_correction_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE score_entry ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  state text NOT NULL
  responsible_account_id uuid NOT NULL
  responsible_name text NOT NULL
  entered_by uuid
  entered_name text
  entered_at timestamp with time zone
  checked_by uuid
  checked_name text
  checked_at timestamp with time zone
  check_note text
  CONSTRAINT score_entry_check CHECK (((checked_by IS NULL) OR (checked_by <> entered_by)))
  CONSTRAINT score_entry_organisation_id_batch_id_key UNIQUE (organisation_id, batch_id)
  CONSTRAINT score_entry_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT score_entry_state_check CHECK ((state = ANY (ARRAY['named'::text, 'entered'::text, 'verified'::text])))
  CREATE UNIQUE INDEX score_entry_organisation_id_batch_id_key ON score_entry USING btree (organisation_id, batch_id)
  CREATE UNIQUE INDEX score_entry_pkey ON score_entry USING btree (organisation_id, id)
  POLICY score_entry_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE script ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  sitting_id uuid NOT NULL
  application_id uuid NOT NULL
  person_id uuid NOT NULL
  outcome text NOT NULL
  answers jsonb NOT NULL
  finished_at timestamp with time zone
  form integer
  CONSTRAINT script_form_check CHECK ((form >= 0))
  CONSTRAINT script_organisation_id_sitting_id_application_id_key UNIQUE (organisation_id, sitting_id, application_id)
  CONSTRAINT script_outcome_check CHECK ((outcome = ANY (ARRAY['handed-in'::text, 'collected'::text, 'absent'::text, 'expelled'::text])))
  CONSTRAINT script_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX script_organisation_id_sitting_id_application_id_key ON script USING btree (organisation_id, sitting_id, application_id)
  CREATE UNIQUE INDEX script_pkey ON script USING btree (organisation_id, id)
  POLICY script_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE script_receipt ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  script_id uuid NOT NULL
  proof bytea NOT NULL
  taken_at timestamp with time zone NOT NULL
  CONSTRAINT script_receipt_organisation_id_script_id_fkey FOREIGN KEY (organisation_id, script_id) REFERENCES script(organisation_id, id)
  CONSTRAINT script_receipt_pkey PRIMARY KEY (organisation_id, script_id)
  CREATE UNIQUE INDEX script_receipt_pkey ON script_receipt USING btree (organisation_id, script_id)
  CREATE INDEX script_receipt_proof ON script_receipt USING btree (proof)
  POLICY script_receipt_public FOR ALL USING (true) WITH CHECK (within_reach(organisation_id))
  GRANT DELETE, INSERT, SELECT TO jiangheng_app

TABLE seat ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  room_id uuid NOT NULL
  row_number integer NOT NULL
  column_number integer NOT NULL
  number integer NOT NULL
  usable boolean NOT NULL
  defect text
  CONSTRAINT seat_organisation_id_room_id_fkey FOREIGN KEY (organisation_id, room_id) REFERENCES room(organisation_id, id)
  CONSTRAINT seat_organisation_id_room_id_number_key UNIQUE (organisation_id, room_id, number)
  CONSTRAINT seat_organisation_id_room_id_row_number_column_number_key UNIQUE (organisation_id, room_id, row_number, column_number)
  CONSTRAINT seat_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX seat_organisation_id_room_id_number_key ON seat USING btree (organisation_id, room_id, number)
  CREATE UNIQUE INDEX seat_organisation_id_room_id_row_number_column_number_key ON seat USING btree (organisation_id, room_id, row_number, column_number)
  CREATE UNIQUE INDEX seat_pkey ON seat USING btree (organisation_id, id)
  POLICY seat_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  POLICY seat_read FOR SELECT USING ((EXISTS ( SELECT
   FROM room
  WHERE ((room.organisation_id = seat.organisation_id) AND (room.id = seat.room_id))))) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE secure_room ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  name text NOT NULL
  place text NOT NULL
  min_persons integer NOT NULL
  CONSTRAINT secure_room_min_persons_check CHECK ((min_persons > 0))
  CONSTRAINT secure_room_organisation_id_name_key UNIQUE (organisation_id, name)
  CONSTRAINT secure_room_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX secure_room_organisation_id_name_key ON secure_room USING btree (organisation_id, name)
  CREATE UNIQUE INDEX secure_room_pkey ON secure_room USING btree (organisation_id, id)
  POLICY secure_room_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE secure_room_inspection ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  secure_room_id uuid NOT NULL
  inspected_on date NOT NULL
  valid_until date NOT NULL
  passed boolean NOT NULL
  measures text[] NOT NULL
  inspector text NOT NULL
  recorded_by text NOT NULL
  note text NOT NULL
  CONSTRAINT secure_room_inspection_organisation_id_secure_room_id_fkey FOREIGN KEY (organisation_id, secure_room_id) REFERENCES secure_room(organisation_id, id)
  CONSTRAINT secure_room_inspection_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX secure_room_inspection_pkey ON secure_room_inspection USING btree (organisation_id, id)
  POLICY secure_room_inspection_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT TO jiangheng_app

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

TABLE session_material ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  item text NOT NULL
  quantity integer NOT NULL
  state text NOT NULL
  steps jsonb NOT NULL
  CONSTRAINT session_material_organisation_id_batch_id_item_key UNIQUE (organisation_id, batch_id, item)
  CONSTRAINT session_material_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT session_material_quantity_check CHECK ((quantity >= 0))
  CREATE UNIQUE INDEX session_material_organisation_id_batch_id_item_key ON session_material USING btree (organisation_id, batch_id, item)
  CREATE UNIQUE INDEX session_material_pkey ON session_material USING btree (organisation_id, id)
  POLICY session_material_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE setting
  key text NOT NULL
  value jsonb NOT NULL
  CONSTRAINT setting_pkey PRIMARY KEY (key)
  CREATE UNIQUE INDEX setting_pkey ON setting USING btree (key)
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE site ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  state text NOT NULL
  code text NOT NULL
  name text NOT NULL
  address text NOT NULL
  city_code text NOT NULL
  head_name text NOT NULL
  head_phone text NOT NULL
  checklist jsonb NOT NULL DEFAULT '{}'::jsonb
  decision_note text
  CONSTRAINT site_organisation_id_code_key UNIQUE (organisation_id, code)
  CONSTRAINT site_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT site_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'returned'::text, 'confirmed'::text, 'suspended'::text, 'revoked'::text])))
  CREATE UNIQUE INDEX site_organisation_id_code_key ON site USING btree (organisation_id, code)
  CREATE UNIQUE INDEX site_pkey ON site USING btree (organisation_id, id)
  POLICY site_insert FOR INSERT USING () WITH CHECK (within_reach(organisation_id))
  POLICY site_read FOR SELECT USING ((within_reach(organisation_id) OR lies_in_own_city(city_code))) WITH CHECK ()
  POLICY site_update FOR UPDATE USING ((within_reach(organisation_id) OR lies_in_own_city(city_code))) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE sitting ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  session_id uuid NOT NULL
  room_id uuid NOT NULL
  paper_id uuid NOT NULL
  state text NOT NULL
  title text NOT NULL
  site_name text NOT NULL
  room_name text NOT NULL
  starts_at timestamp with time zone NOT NULL
  ends_at timestamp with time zone NOT NULL
  preparation jsonb NOT NULL
  duty_accounts jsonb NOT NULL
  package_file_id uuid NOT NULL
  package_hash text NOT NULL
  preparation_hash text
  passcodes bytea
  head_seq integer
  head_hash text
  bundle_file_id uuid
  bundle_hash text
  sealed_at timestamp with time zone
  taken_at timestamp with time zone
  CONSTRAINT sitting_organisation_id_session_id_room_id_key UNIQUE (organisation_id, session_id, room_id)
  CONSTRAINT sitting_pkey PRIMARY KEY (organisation_id, id)
  CREATE INDEX sitting_by_batch ON sitting USING btree (organisation_id, batch_id, starts_at)
  CREATE UNIQUE INDEX sitting_organisation_id_session_id_room_id_key ON sitting USING btree (organisation_id, session_id, room_id)
  CREATE UNIQUE INDEX sitting_pkey ON sitting USING btree (organisation_id, id)
  POLICY sitting_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE sitting_bundle ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  file_hash text NOT NULL
  sitting_id uuid
  node_id uuid
  via text NOT NULL
  file_name text NOT NULL
  received_by text NOT NULL
  received_at timestamp with time zone NOT NULL
  outcome text NOT NULL
  code text
  sentence text NOT NULL
  remedy text NOT NULL
  file_id uuid
  size integer
  bundle_hash text
  keep_until timestamp with time zone
  let_go_at timestamp with time zone
  proposal text
  proposed_by uuid
  proposed_by_name text
  proposed_at timestamp with time zone
  decision text
  decided_by_name text
  decided_at timestamp with time zone
  reason text
  CONSTRAINT sitting_bundle_decision_check CHECK ((decision = ANY (ARRAY['adopt'::text, 'set-aside'::text])))
  CONSTRAINT sitting_bundle_organisation_id_file_hash_key UNIQUE (organisation_id, file_hash)
  CONSTRAINT sitting_bundle_outcome_check CHECK ((outcome = ANY (ARRAY['taken'::text, 'same'::text, 'refused'::text, 'conflict'::text])))
  CONSTRAINT sitting_bundle_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT sitting_bundle_proposal_check CHECK ((proposal = ANY (ARRAY['adopt'::text, 'set-aside'::text])))
  CONSTRAINT sitting_bundle_via_check CHECK ((via = ANY (ARRAY['network'::text, 'file'::text])))
  CREATE INDEX sitting_bundle_by_end ON sitting_bundle USING btree (keep_until) WHERE (let_go_at IS NULL)
  CREATE UNIQUE INDEX sitting_bundle_organisation_id_file_hash_key ON sitting_bundle USING btree (organisation_id, file_hash)
  CREATE UNIQUE INDEX sitting_bundle_pkey ON sitting_bundle USING btree (organisation_id, id)
  POLICY sitting_bundle_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE sitting_node ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  sitting_id uuid NOT NULL
  node_id uuid
  standby_node_id uuid
  assignment integer NOT NULL
  reason text NOT NULL
  assigned_by text NOT NULL
  assigned_at timestamp with time zone NOT NULL
  build text
  rules_hash text
  package_file_id uuid
  package_bytes integer
  packed_at timestamp with time zone
  installed_at timestamp with time zone
  preflight jsonb
  CONSTRAINT sitting_node_organisation_id_node_id_fkey FOREIGN KEY (organisation_id, node_id) REFERENCES room_node(organisation_id, id)
  CONSTRAINT sitting_node_organisation_id_sitting_id_fkey FOREIGN KEY (organisation_id, sitting_id) REFERENCES sitting(organisation_id, id)
  CONSTRAINT sitting_node_organisation_id_sitting_id_key UNIQUE (organisation_id, sitting_id)
  CONSTRAINT sitting_node_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX sitting_node_organisation_id_sitting_id_key ON sitting_node USING btree (organisation_id, sitting_id)
  CREATE UNIQUE INDEX sitting_node_pkey ON sitting_node USING btree (organisation_id, id)
  POLICY sitting_node_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE staff_draw ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  session_id uuid NOT NULL
  site_id uuid NOT NULL
  role text NOT NULL
  number integer NOT NULL
  state text NOT NULL
  label text NOT NULL
  commitment text NOT NULL
  announced_at timestamp with time zone NOT NULL
  seed_sealed bytea NOT NULL
  seed text
  pool text[] NOT NULL
  result jsonb
  drawn_at timestamp with time zone
  led_by text
  reason text
  CONSTRAINT staff_draw_organisation_id_session_id_site_id_role_number_key UNIQUE (organisation_id, session_id, site_id, role, number)
  CONSTRAINT staff_draw_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT staff_draw_role_check CHECK ((role = ANY (ARRAY['监考人员'::text, '考评人员'::text])))
  CONSTRAINT staff_draw_state_check CHECK ((state = ANY (ARRAY['announced'::text, 'drawn'::text, 'superseded'::text])))
  CREATE UNIQUE INDEX staff_draw_organisation_id_session_id_site_id_role_number_key ON staff_draw USING btree (organisation_id, session_id, site_id, role, number)
  CREATE UNIQUE INDEX staff_draw_pkey ON staff_draw USING btree (organisation_id, id)
  POLICY staff_draw_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE staff_exclusion ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  case_id uuid NOT NULL
  case_number text NOT NULL
  account_id uuid
  staff_id uuid
  document_index bytea
  name text NOT NULL
  scope text NOT NULL
  from_on date NOT NULL
  until_on date
  reason text NOT NULL
  lifted_at timestamp with time zone
  CONSTRAINT staff_exclusion_pkey PRIMARY KEY (organisation_id, id)
  CONSTRAINT staff_exclusion_scope_check CHECK ((scope = ANY (ARRAY['examiner'::text, 'supervisor'::text, 'expert'::text, 'any'::text])))
  CREATE INDEX staff_exclusion_by_case ON staff_exclusion USING btree (organisation_id, case_id)
  CREATE UNIQUE INDEX staff_exclusion_pkey ON staff_exclusion USING btree (organisation_id, id)
  POLICY staff_exclusion_changed FOR UPDATE USING (within_reach(organisation_id)) WITH CHECK ()
  POLICY staff_exclusion_known FOR SELECT USING (true) WITH CHECK ()
  POLICY staff_exclusion_made FOR INSERT USING () WITH CHECK (within_reach(organisation_id))
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE staff_member ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  staff_number text NOT NULL
  name text NOT NULL
  employer text NOT NULL
  document_masked text NOT NULL
  document_index bytea NOT NULL
  roles text[] NOT NULL
  record jsonb NOT NULL
  account_id uuid
  CONSTRAINT staff_member_organisation_id_staff_number_key UNIQUE (organisation_id, staff_number)
  CONSTRAINT staff_member_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX staff_member_organisation_id_staff_number_key ON staff_member USING btree (organisation_id, staff_number)
  CREATE UNIQUE INDEX staff_member_pkey ON staff_member USING btree (organisation_id, id)
  POLICY staff_member_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE staff_relation ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  staff_id uuid NOT NULL
  document_index bytea NOT NULL
  kind text NOT NULL
  reason text NOT NULL
  CONSTRAINT staff_relation_kind_check CHECK ((kind = ANY (ARRAY['relative'::text, 'taught-class'::text])))
  CONSTRAINT staff_relation_organisation_id_staff_id_fkey FOREIGN KEY (organisation_id, staff_id) REFERENCES staff_member(organisation_id, id)
  CONSTRAINT staff_relation_pkey PRIMARY KEY (organisation_id, staff_id, document_index, kind, reason)
  CREATE INDEX staff_relation_by_document ON staff_relation USING btree (organisation_id, document_index)
  CREATE UNIQUE INDEX staff_relation_pkey ON staff_relation USING btree (organisation_id, staff_id, document_index, kind, reason)
  POLICY staff_relation_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
  GRANT DELETE, INSERT, SELECT, UPDATE TO jiangheng_app

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

TABLE ticket ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  application_id uuid NOT NULL
  person_id uuid NOT NULL
  number text NOT NULL
  token text NOT NULL
  content jsonb NOT NULL
  file_id uuid
  first_printed_at timestamp with time zone
  CONSTRAINT ticket_organisation_id_application_id_key UNIQUE (organisation_id, application_id)
  CONSTRAINT ticket_organisation_id_number_key UNIQUE (organisation_id, number)
  CONSTRAINT ticket_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX ticket_organisation_id_application_id_key ON ticket USING btree (organisation_id, application_id)
  CREATE UNIQUE INDEX ticket_organisation_id_number_key ON ticket USING btree (organisation_id, number)
  CREATE UNIQUE INDEX ticket_pkey ON ticket USING btree (organisation_id, id)
  POLICY ticket_reach FOR ALL USING ((within_reach(organisation_id) OR is_own_person(person_id))) WITH CHECK ()
  GRANT INSERT, SELECT, UPDATE TO jiangheng_app

TABLE trial_sitting ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  batch_id uuid NOT NULL
  session_id uuid NOT NULL
  sitting_id uuid NOT NULL
  room_name text NOT NULL
  starts_at timestamp with time zone NOT NULL
  ends_at timestamp with time zone NOT NULL
  CONSTRAINT trial_sitting_organisation_id_sitting_id_fkey FOREIGN KEY (organisation_id, sitting_id) REFERENCES sitting(organisation_id, id)
  CONSTRAINT trial_sitting_organisation_id_sitting_id_key UNIQUE (organisation_id, sitting_id)
  CONSTRAINT trial_sitting_pkey PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX trial_sitting_organisation_id_sitting_id_key ON trial_sitting USING btree (organisation_id, sitting_id)
  CREATE UNIQUE INDEX trial_sitting_pkey ON trial_sitting USING btree (organisation_id, id)
  POLICY trial_sitting_reach FOR ALL USING (within_reach(organisation_id)) WITH CHECK ()
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

CREATE OR REPLACE FUNCTION public.lies_in_own_city(city text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  SELECT EXISTS (
    SELECT FROM organisation
    WHERE kind = 'city-centre' AND organisation.city_code = city AND within_reach(organisation_id)
  )
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
