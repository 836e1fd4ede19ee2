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
  -- The rows put before the authority, frozen with their hash; personal numbers stay in person.
  snapshot jsonb NOT NULL DEFAULT '[]',
  snapshot_hash text,
  submitted_at timestamptz,
  approved_at timestamptz,
  -- Returned data have to be corrected by then; null also where the calendar does not reach that far.
  returned_on date,
  correction_due_on date,
  issued_on date,
  report_due_on date,
  reported_at timestamptz,
  job_id uuid,
  decision_note text,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, batch_id),
  FOREIGN KEY (organisation_id, batch_id) REFERENCES batch (organisation_id, id)
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
  name_key text NOT NULL,
  document_type text NOT NULL,
  document_masked text NOT NULL,
  -- Keyed blind indexes: the public query looks up by them, never by clear text.
  name_index bytea NOT NULL,
  document_index bytea NOT NULL,
  occupation_name text NOT NULL,
  occupation_code text NOT NULL,
  trade text NOT NULL DEFAULT '',
  level integer NOT NULL CHECK (level BETWEEN 1 AND 5),
  employer text NOT NULL DEFAULT '',
  issuer_name text NOT NULL,
  issued_on date,
  photo_file_id uuid,
  -- Signed statement, verifiable offline against the issuer's published key.
  token text,
  file_id uuid,
  print_count integer NOT NULL DEFAULT 0,
  -- Characters of the name that the certificate's typeface lacks: such a name is left blank and written by hand.
  unprintable text NOT NULL DEFAULT '',
  handwriting_done_at timestamptz,
  handwriting_done_by text,
  revoked_reason text,
  revoked_on date,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, number),
  UNIQUE (organisation_id, application_id),
  -- Who evaluated is who issues: the row of a batch belongs to the batch's own organisation.
  FOREIGN KEY (organisation_id, batch_id) REFERENCES batch (organisation_id, id)
);
CREATE INDEX certificate_lookup ON certificate (document_index, name_index);
CREATE INDEX certificate_by_number ON certificate (number);
CREATE INDEX certificate_by_batch ON certificate (organisation_id, batch_id, number);
CREATE INDEX certificate_by_person ON certificate (person_id);
-- The reporting of issued certificates; each return and new report is an edition of its own.
CREATE TABLE certificate_report (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  certificate_batch_id uuid NOT NULL,
  edition integer NOT NULL,
  state text NOT NULL,
  row_count integer NOT NULL,
  content_hash text NOT NULL,
  file_id uuid NOT NULL,
  reported_on date NOT NULL,
  returned_on date,
  correction_due_on date,
  decision_note text,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, certificate_batch_id, edition),
  FOREIGN KEY (organisation_id, certificate_batch_id) REFERENCES certificate_batch (organisation_id, id)
);
CREATE TABLE reissue_request (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  certificate_id uuid NOT NULL,
  person_id uuid NOT NULL,
  state text NOT NULL,
  reason text NOT NULL,
  materials jsonb NOT NULL,
  submitted_at timestamptz NOT NULL,
  decided_at timestamptz,
  decision_note text,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, certificate_id) REFERENCES certificate (organisation_id, id)
);
CREATE UNIQUE INDEX reissue_request_open ON reissue_request (organisation_id, certificate_id)
  WHERE state IN ('submitted', 'approved');
GRANT SELECT, INSERT, UPDATE ON certificate_counter, certificate_batch, certificate, certificate_report, reissue_request
  TO jiangheng_app;
ALTER TABLE certificate_counter ENABLE ROW LEVEL SECURITY;
ALTER TABLE certificate_batch ENABLE ROW LEVEL SECURITY;
ALTER TABLE certificate ENABLE ROW LEVEL SECURITY;
ALTER TABLE certificate_report ENABLE ROW LEVEL SECURITY;
ALTER TABLE reissue_request ENABLE ROW LEVEL SECURITY;
CREATE POLICY certificate_counter_reach ON certificate_counter TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY certificate_batch_reach ON certificate_batch TO jiangheng_app USING (within_reach(organisation_id));
-- Issued certificates are public, by exact look-up; before the authority's confirmation and the issue they are not.
CREATE POLICY certificate_reach ON certificate TO jiangheng_app
  USING (within_reach(organisation_id) OR is_own_person(person_id) OR state IN ('issued', 'reissued', 'revoked'))
  WITH CHECK (within_reach(organisation_id));
CREATE POLICY certificate_report_reach ON certificate_report TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY reissue_request_reach ON reissue_request TO jiangheng_app
  USING (within_reach(organisation_id) OR is_own_person(person_id))
  WITH CHECK (within_reach(organisation_id) OR is_own_person(person_id));
