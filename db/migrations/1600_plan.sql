-- Up Migration
CREATE TABLE annual_notice (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  year integer NOT NULL,
  -- 1 for the first, +1 for each amendment; the highest published one is in force.
  edition integer NOT NULL,
  state text NOT NULL,
  contact_name text NOT NULL,
  contact_phone text NOT NULL,
  enrolment_procedure text NOT NULL,
  lines jsonb NOT NULL,
  -- Why this edition replaces the one before; empty for the first.
  amendment_reason text NOT NULL DEFAULT '',
  decision_note text,
  published_at timestamptz,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, year, edition)
);
CREATE TABLE batch (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  pack text NOT NULL,
  state text NOT NULL,
  name text NOT NULL,
  year integer NOT NULL,
  sequence integer NOT NULL,
  notice_id uuid NOT NULL,
  created_on date NOT NULL,
  enrolment_from date NOT NULL,
  enrolment_to date NOT NULL,
  review_until date NOT NULL,
  payment_until date NOT NULL,
  ticket_from date NOT NULL,
  exam_from date NOT NULL,
  exam_to date NOT NULL,
  publicity_from date NOT NULL,
  publicity_to date NOT NULL,
  issue_on date NOT NULL,
  site_ids uuid[] NOT NULL,
  capacity integer NOT NULL,
  -- The parts of Annex 3 that are entered, not computed.
  scheme jsonb NOT NULL DEFAULT '{}',
  decision_note text,
  published_at timestamptz,
  -- When the reviewed candidates and the scheme were reported; the batch is then carried out.
  forwarded_at timestamptz,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, year, sequence)
);
-- Occupation × trade × level of a batch, with its subjects.
CREATE TABLE batch_line (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  occupation_code text NOT NULL,
  occupation_name text NOT NULL,
  trade text NOT NULL DEFAULT '',
  level integer NOT NULL CHECK (level BETWEEN 1 AND 5),
  standard text NOT NULL,
  subjects text[] NOT NULL,
  theory_mode text,
  -- Why theory is on paper; empty when it is on computers.
  theory_reason text NOT NULL DEFAULT '',
  practical_mode text,
  review_mode text,
  target_group text NOT NULL,
  remark text NOT NULL DEFAULT '',
  fee_cents integer NOT NULL,
  -- A line taken out of a draft stays as a row, since audited rows are never deleted.
  withdrawn boolean NOT NULL DEFAULT false,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, batch_id, occupation_code, trade, level),
  FOREIGN KEY (organisation_id, batch_id) REFERENCES batch (organisation_id, id)
);
-- A change of what was published: on record with its reason, confirmed by the city where dates change.
CREATE TABLE batch_amendment (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('submitted', 'applied', 'refused')),
  reason text NOT NULL,
  changes jsonb NOT NULL,
  decision_note text,
  submitted_at timestamptz NOT NULL,
  decided_at timestamptz,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, batch_id) REFERENCES batch (organisation_id, id)
);
CREATE UNIQUE INDEX batch_amendment_waiting ON batch_amendment (organisation_id, batch_id) WHERE state = 'submitted';
GRANT SELECT, INSERT, UPDATE ON annual_notice, batch, batch_line, batch_amendment TO jiangheng_app;
ALTER TABLE annual_notice ENABLE ROW LEVEL SECURITY;
ALTER TABLE batch ENABLE ROW LEVEL SECURITY;
ALTER TABLE batch_line ENABLE ROW LEVEL SECURITY;
ALTER TABLE batch_amendment ENABLE ROW LEVEL SECURITY;
-- What has been published is public; everything else stays within reach.
CREATE POLICY annual_notice_reach ON annual_notice TO jiangheng_app
  USING (within_reach(organisation_id) OR published_at IS NOT NULL) WITH CHECK (within_reach(organisation_id));
CREATE POLICY batch_reach ON batch TO jiangheng_app
  USING (within_reach(organisation_id) OR published_at IS NOT NULL) WITH CHECK (within_reach(organisation_id));
CREATE POLICY batch_line_reach ON batch_line TO jiangheng_app
  USING (within_reach(organisation_id) OR EXISTS (
    SELECT FROM batch b WHERE b.organisation_id = batch_line.organisation_id AND b.id = batch_line.batch_id
      AND b.published_at IS NOT NULL))
  WITH CHECK (within_reach(organisation_id));
CREATE POLICY batch_amendment_reach ON batch_amendment TO jiangheng_app USING (within_reach(organisation_id));
