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
  -- The number given with this application, encrypted; null until the candidate has entered it.
  phone bytea,
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
  -- Keyed digest of the roster row it came from: the same row again changes nothing.
  content_index bytea,
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
  -- Why the file as a whole could not be read or committed, as shown to the user.
  trouble jsonb,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
GRANT SELECT, INSERT, UPDATE ON roster_import TO jiangheng_app;
ALTER TABLE roster_import ENABLE ROW LEVEL SECURITY;
CREATE POLICY roster_import_reach ON roster_import TO jiangheng_app USING (within_reach(organisation_id));

-- The rows of a roster file that cannot be accepted, as found by the last reading of it.
CREATE TABLE roster_issue (
  organisation_id uuid NOT NULL,
  import_id uuid NOT NULL,
  row_number integer NOT NULL,
  name text NOT NULL,
  document_masked text NOT NULL,
  -- Whether a candidate stands in the row; a separator line is reported but counts for nobody.
  is_candidate boolean NOT NULL,
  problems jsonb NOT NULL,
  PRIMARY KEY (organisation_id, import_id, row_number)
);
GRANT SELECT, INSERT, DELETE ON roster_issue TO jiangheng_app;
ALTER TABLE roster_issue ENABLE ROW LEVEL SECURITY;
CREATE POLICY roster_issue_reach ON roster_issue TO jiangheng_app USING (within_reach(organisation_id));

-- A change of confirmed data: who asked, why, old and new value (SDS-3.3-12). Phone numbers stand here masked.
CREATE TABLE application_correction (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  application_id uuid NOT NULL,
  person_id uuid NOT NULL,
  field text NOT NULL,
  old_value text NOT NULL,
  new_value text NOT NULL,
  -- The new phone number, encrypted, while its change waits for a decision.
  secret bytea,
  reason text NOT NULL,
  state text NOT NULL CHECK (state IN ('requested', 'made', 'declined')),
  requested_by text NOT NULL,
  requested_at timestamptz NOT NULL,
  decided_by text,
  decision_note text,
  decided_at timestamptz,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX application_correction_by_application ON application_correction (organisation_id, application_id);
GRANT SELECT, INSERT, UPDATE ON application_correction TO jiangheng_app;
ALTER TABLE application_correction ENABLE ROW LEVEL SECURITY;
CREATE POLICY application_correction_reach ON application_correction TO jiangheng_app
  USING (within_reach(organisation_id) OR is_own_person(person_id));

-- Annex 4, the organisation's commitment on its review, and the forwarding of the batch (SDS-3.4-02, SDS-3.4-03).
CREATE TABLE review_commitment (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  file_id uuid NOT NULL,
  signatory text NOT NULL,
  signed_on date NOT NULL,
  sealed boolean NOT NULL,
  forwarded_at timestamptz,
  admitted integer,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, batch_id),
  FOREIGN KEY (organisation_id, batch_id) REFERENCES batch (organisation_id, id)
);
GRANT SELECT, INSERT, UPDATE ON review_commitment TO jiangheng_app;
ALTER TABLE review_commitment ENABLE ROW LEVEL SECURITY;
CREATE POLICY review_commitment_reach ON review_commitment TO jiangheng_app USING (within_reach(organisation_id));
