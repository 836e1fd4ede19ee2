-- Up Migration
CREATE TABLE application (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  line_id uuid NOT NULL,
  person_id uuid NOT NULL,
  state text NOT NULL,
  source text NOT NULL CHECK (source IN ('self', 'roster')),
  name text NOT NULL,
  -- Sort key in pinyin, surname readings respected.
  name_key text NOT NULL,
  sex text NOT NULL CHECK (sex IN ('男', '女')),
  birth_date date NOT NULL,
  document_type text NOT NULL,
  -- `370102********1234`, for lists; the number itself is in person, encrypted.
  document_masked text NOT NULL,
  phone_masked text NOT NULL,
  education text NOT NULL,
  major text NOT NULL DEFAULT '',
  category text NOT NULL,
  employer text NOT NULL DEFAULT '',
  condition_code text NOT NULL,
  work_from date,
  work_years integer,
  prior_certificate jsonb,
  subjects text[] NOT NULL,
  photo_file_id uuid,
  -- Each condition's criterion with what was needed and what was found.
  evaluation jsonb NOT NULL DEFAULT '{}',
  materials jsonb NOT NULL DEFAULT '{}',
  commitment jsonb,
  signature_file_id uuid,
  submitted_at timestamptz,
  review jsonb,
  decided_at timestamptz,
  details jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, batch_id, person_id),
  FOREIGN KEY (organisation_id, batch_id) REFERENCES batch (organisation_id, id)
);
CREATE INDEX application_by_state ON application (organisation_id, batch_id, state);
CREATE INDEX application_by_person ON application (person_id);
GRANT SELECT, INSERT, UPDATE ON application TO jiangheng_app;
ALTER TABLE application ENABLE ROW LEVEL SECURITY;
CREATE POLICY application_reach ON application TO jiangheng_app
  USING (within_reach(organisation_id) OR is_own_person(person_id));

CREATE TABLE roster_import (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  file_id uuid NOT NULL,
  file_hash text NOT NULL,
  file_name text NOT NULL,
  state text NOT NULL,
  mode text CHECK (mode IN ('all-or-nothing', 'skip-bad-rows')),
  counts jsonb NOT NULL DEFAULT '{}',
  job_id uuid,
  error_file_id uuid,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
GRANT SELECT, INSERT, UPDATE ON roster_import TO jiangheng_app;
ALTER TABLE roster_import ENABLE ROW LEVEL SECURITY;
CREATE POLICY roster_import_reach ON roster_import TO jiangheng_app USING (within_reach(organisation_id));
