-- Up Migration
-- One examiner's sheet for one candidate: blind until locked.
CREATE TABLE practical_sheet (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  application_id uuid NOT NULL,
  person_id uuid NOT NULL,
  examiner_account_id uuid NOT NULL,
  examiner_name text NOT NULL,
  state text NOT NULL CHECK (state IN ('draft', 'locked')),
  points jsonb NOT NULL DEFAULT '{}',
  vetoes text[] NOT NULL DEFAULT '{}',
  total numeric(5, 1),
  signed_at timestamptz,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, application_id, examiner_account_id)
);
-- One row a candidate and batch; scores in points of 100, one decimal.
CREATE TABLE result (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  application_id uuid NOT NULL,
  person_id uuid NOT NULL,
  theory numeric(5, 1),
  theory_status text CHECK (theory_status IN ('scored', 'absent', 'cheating')),
  practical numeric(5, 1),
  practical_status text CHECK (practical_status IN ('scored', 'absent', 'cheating')),
  review numeric(5, 1),
  review_status text CHECK (review_status IN ('scored', 'absent', 'cheating')),
  passed boolean,
  state text NOT NULL CHECK (state IN ('open', 'verified', 'publicised', 'confirmed')),
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, application_id)
);
CREATE INDEX result_by_batch ON result (organisation_id, batch_id);
CREATE TABLE publicity (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  state text NOT NULL,
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  published_at timestamptz,
  closed_at timestamptz,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, batch_id)
);
CREATE TABLE objection (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  result_id uuid,
  person_id uuid,
  state text NOT NULL,
  contact bytea,
  statement text NOT NULL,
  investigation text,
  decision text,
  decided_at timestamptz,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE TABLE score_correction (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  result_id uuid NOT NULL,
  person_id uuid NOT NULL,
  subject text NOT NULL,
  before_value numeric(5, 1),
  after_value numeric(5, 1),
  reason text NOT NULL,
  state text NOT NULL CHECK (state IN ('proposed', 'applied', 'refused')),
  proposed_by uuid NOT NULL,
  decided_by uuid,
  objection_id uuid,
  PRIMARY KEY (organisation_id, id),
  CHECK (decided_by IS NULL OR decided_by <> proposed_by)
);
GRANT SELECT, INSERT, UPDATE ON practical_sheet, result, publicity, objection, score_correction TO jiangheng_app;
ALTER TABLE practical_sheet ENABLE ROW LEVEL SECURITY;
ALTER TABLE result ENABLE ROW LEVEL SECURITY;
ALTER TABLE publicity ENABLE ROW LEVEL SECURITY;
ALTER TABLE objection ENABLE ROW LEVEL SECURITY;
ALTER TABLE score_correction ENABLE ROW LEVEL SECURITY;
CREATE POLICY practical_sheet_reach ON practical_sheet TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY result_reach ON result TO jiangheng_app
  USING (within_reach(organisation_id) OR is_own_person(person_id) OR state IN ('publicised', 'confirmed'))
  WITH CHECK (within_reach(organisation_id));
CREATE POLICY publicity_reach ON publicity TO jiangheng_app
  USING (within_reach(organisation_id) OR published_at IS NOT NULL) WITH CHECK (within_reach(organisation_id));
CREATE POLICY objection_read ON objection FOR SELECT TO jiangheng_app
  USING (within_reach(organisation_id) OR is_own_person(person_id));
CREATE POLICY objection_insert ON objection FOR INSERT TO jiangheng_app WITH CHECK (true);
CREATE POLICY objection_update ON objection FOR UPDATE TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY score_correction_reach ON score_correction TO jiangheng_app USING (within_reach(organisation_id));
