-- Up Migration
-- The last serial given for organisation × year × level; taken under a row lock, never reused.
CREATE TABLE certificate_counter (
  organisation_id uuid NOT NULL,
  year integer NOT NULL,
  level integer NOT NULL,
  last_serial integer NOT NULL CHECK (last_serial BETWEEN 0 AND 999999),
  PRIMARY KEY (organisation_id, year, level)
);
-- The certificate data of one batch on its way to the authority and back.
CREATE TABLE certificate_batch (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  state text NOT NULL,
  snapshot_hash text,
  submitted_at timestamptz,
  approved_at timestamptz,
  issued_on date,
  report_due_on date,
  reported_at timestamptz,
  decision_note text,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, batch_id)
);
CREATE TABLE certificate (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  application_id uuid NOT NULL,
  person_id uuid NOT NULL,
  state text NOT NULL,
  number text NOT NULL CHECK (number ~ '^[SY][0-9]{12}[0-9]{2}[1-5][0-9]{6}$'),
  name text NOT NULL,
  document_type text NOT NULL,
  document_masked text NOT NULL,
  -- Keyed blind indexes: the public query looks up by them, never by clear text.
  name_index bytea NOT NULL,
  document_index bytea NOT NULL,
  occupation_name text NOT NULL,
  occupation_code text NOT NULL,
  trade text NOT NULL DEFAULT '',
  level integer NOT NULL CHECK (level BETWEEN 1 AND 5),
  issuer_name text NOT NULL,
  issued_on date,
  -- Signed statement, verifiable offline against the issuer's published key.
  token text,
  file_id uuid,
  handwriting_done_at timestamptz,
  revoked_reason text,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, number),
  UNIQUE (organisation_id, application_id)
);
CREATE INDEX certificate_lookup ON certificate (document_index, name_index);
CREATE INDEX certificate_by_number ON certificate (number);
GRANT SELECT, INSERT, UPDATE ON certificate_counter, certificate_batch, certificate TO jiangheng_app;
ALTER TABLE certificate_counter ENABLE ROW LEVEL SECURITY;
ALTER TABLE certificate_batch ENABLE ROW LEVEL SECURITY;
ALTER TABLE certificate ENABLE ROW LEVEL SECURITY;
CREATE POLICY certificate_counter_reach ON certificate_counter TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY certificate_batch_reach ON certificate_batch TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY certificate_reach ON certificate TO jiangheng_app
  USING (within_reach(organisation_id) OR is_own_person(person_id) OR state IN ('issued', 'reissued', 'revoked'))
  WITH CHECK (within_reach(organisation_id));
