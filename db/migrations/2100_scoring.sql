-- Up Migration
-- The score sheet (评分记录表) of a batch line: the scoring standard, encrypted.
CREATE TABLE practical_form (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  line_id uuid NOT NULL,
  paper_no text NOT NULL,
  title text NOT NULL,
  content bytea NOT NULL,
  content_hash text NOT NULL,
  adopted_by uuid NOT NULL,
  adopted_at timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, batch_id, line_id)
);
-- One examiner's sheet for one candidate: blind until locked.
CREATE TABLE practical_sheet (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  session_id uuid NOT NULL,
  room_id uuid NOT NULL,
  application_id uuid NOT NULL,
  person_id uuid NOT NULL,
  examiner_account_id uuid NOT NULL,
  examiner_name text NOT NULL,
  state text NOT NULL CHECK (state IN ('draft', 'locked')),
  points jsonb NOT NULL DEFAULT '{}',
  -- [{"code": "V-01", "module": "M1"}]; module null where the whole test is hit.
  vetoes jsonb NOT NULL DEFAULT '[]',
  -- What the examiner has checked of the candidate: 身份证, 准考证, 工卡量具, 原材料.
  checks text[] NOT NULL DEFAULT '{}',
  total numeric(5, 1),
  -- Path of the signature drawn on the pad, in a box of 300 by 120.
  signature text,
  signed_at timestamptz,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, application_id, examiner_account_id)
);
CREATE INDEX practical_sheet_by_batch ON practical_sheet (organisation_id, batch_id);
-- A panel's results of one session and room: signed by its leader, countersigned by the supervisor.
CREATE TABLE panel_record (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  session_id uuid NOT NULL,
  room_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('signed', 'countersigned')),
  candidates integer NOT NULL,
  leader_account_id uuid NOT NULL,
  leader_name text NOT NULL,
  leader_signature text NOT NULL,
  leader_signed_at timestamptz NOT NULL,
  supervisor_account_id uuid,
  supervisor_name text,
  supervisor_signature text,
  countersigned_at timestamptz,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, session_id, room_id),
  CHECK (supervisor_account_id IS NULL OR supervisor_account_id <> leader_account_id)
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
  -- A theory score summed by machine counts once a marker has confirmed it.
  theory_confirmed_by uuid,
  theory_confirmed_at timestamptz,
  practical numeric(5, 1),
  practical_status text CHECK (practical_status IN ('scored', 'absent', 'cheating')),
  review numeric(5, 1),
  review_status text CHECK (review_status IN ('scored', 'absent', 'cheating')),
  passed boolean,
  -- What the entry person noted on checking a script with a violation on record.
  violation_note text,
  state text NOT NULL CHECK (state IN ('open', 'verified', 'publicised', 'confirmed')),
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, application_id)
);
CREATE INDEX result_by_batch ON result (organisation_id, batch_id);
-- Score entry (登分) of a batch: who is responsible, who entered, who checked.
CREATE TABLE score_entry (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('named', 'entered', 'verified')),
  responsible_account_id uuid NOT NULL,
  responsible_name text NOT NULL,
  entered_by uuid,
  entered_name text,
  entered_at timestamptz,
  checked_by uuid,
  checked_name text,
  checked_at timestamptz,
  check_note text,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, batch_id),
  CHECK (checked_by IS NULL OR checked_by <> entered_by)
);
-- The markers' work record (阅卷工作记录).
CREATE TABLE marking_record (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  account_id uuid NOT NULL,
  marker_name text NOT NULL,
  content text NOT NULL,
  quantity integer NOT NULL,
  anomaly text NOT NULL DEFAULT '',
  at timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
-- A marker's request on an error of the key, with the organisation's decision.
CREATE TABLE key_error (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  paper_id uuid NOT NULL,
  item_id text NOT NULL,
  reason text NOT NULL,
  -- The ruling asked for, encrypted as the key is.
  ruling bytea NOT NULL,
  state text NOT NULL CHECK (state IN ('reported', 'approved', 'refused')),
  reported_by uuid NOT NULL,
  reporter_name text NOT NULL,
  reported_at timestamptz NOT NULL,
  decided_by uuid,
  decider_name text,
  decision text,
  decided_at timestamptz,
  answers_rescored integer,
  scores_changed integer,
  PRIMARY KEY (organisation_id, id),
  CHECK (decided_by IS NULL OR decided_by <> reported_by)
);
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
-- What the public sees of a result: masked, numbered, and nothing else.
CREATE TABLE publicity_entry (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  publicity_id uuid NOT NULL,
  batch_id uuid NOT NULL,
  result_id uuid NOT NULL,
  number integer NOT NULL,
  name_masked text NOT NULL,
  document_masked text NOT NULL,
  occupation text NOT NULL,
  level integer NOT NULL,
  theory numeric(5, 1),
  practical numeric(5, 1),
  review numeric(5, 1),
  passed boolean NOT NULL,
  -- Words on a correction made while on display.
  correction text,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, publicity_id, number),
  UNIQUE (organisation_id, result_id),
  FOREIGN KEY (organisation_id, publicity_id) REFERENCES publicity (organisation_id, id)
);
CREATE TABLE objection (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  -- Running number within the batch; the objector's receipt.
  number integer NOT NULL,
  result_id uuid,
  person_id uuid,
  state text NOT NULL,
  -- Name and way to reach the objector, encrypted.
  contact bytea,
  contact_masked text NOT NULL DEFAULT '',
  statement text NOT NULL,
  investigation text,
  investigated_by uuid,
  investigator_name text,
  decision text,
  decided_by uuid,
  decider_name text,
  -- An upheld objection that asks for a change of score stays open until that correction is decided.
  needs_correction boolean NOT NULL DEFAULT false,
  decided_at timestamptz,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, batch_id, number),
  CHECK (decided_by IS NULL OR decided_by <> investigated_by)
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
  before_passed boolean,
  after_passed boolean,
  reason text NOT NULL,
  state text NOT NULL CHECK (state IN ('proposed', 'applied', 'refused')),
  proposed_by uuid NOT NULL,
  proposer_name text NOT NULL DEFAULT '',
  proposed_at timestamptz,
  decided_by uuid,
  decider_name text,
  decision text,
  decided_at timestamptz,
  objection_id uuid,
  key_error_id uuid,
  PRIMARY KEY (organisation_id, id),
  CHECK (decided_by IS NULL OR decided_by <> proposed_by)
);
CREATE UNIQUE INDEX correction_pending ON score_correction (organisation_id, result_id, subject)
  WHERE state = 'proposed';
GRANT SELECT, INSERT, UPDATE ON practical_form, practical_sheet, panel_record, result, score_entry, marking_record,
  key_error, publicity, publicity_entry, objection, score_correction TO jiangheng_app;
ALTER TABLE practical_form ENABLE ROW LEVEL SECURITY;
ALTER TABLE practical_sheet ENABLE ROW LEVEL SECURITY;
ALTER TABLE panel_record ENABLE ROW LEVEL SECURITY;
ALTER TABLE result ENABLE ROW LEVEL SECURITY;
ALTER TABLE score_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE marking_record ENABLE ROW LEVEL SECURITY;
ALTER TABLE key_error ENABLE ROW LEVEL SECURITY;
ALTER TABLE publicity ENABLE ROW LEVEL SECURITY;
ALTER TABLE publicity_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE objection ENABLE ROW LEVEL SECURITY;
ALTER TABLE score_correction ENABLE ROW LEVEL SECURITY;
CREATE POLICY practical_form_reach ON practical_form TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY practical_sheet_reach ON practical_sheet TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY panel_record_reach ON panel_record TO jiangheng_app USING (within_reach(organisation_id));
-- A candidate sees the own result once it is published; the public sees publicity_entry, never this table.
CREATE POLICY result_reach ON result TO jiangheng_app
  USING (within_reach(organisation_id) OR (is_own_person(person_id) AND state IN ('publicised', 'confirmed')))
  WITH CHECK (within_reach(organisation_id));
CREATE POLICY score_entry_reach ON score_entry TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY marking_record_reach ON marking_record TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY key_error_reach ON key_error TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY publicity_reach ON publicity TO jiangheng_app
  USING (within_reach(organisation_id) OR published_at IS NOT NULL) WITH CHECK (within_reach(organisation_id));
-- Names leave the public page when the display is over.
CREATE POLICY publicity_entry_reach ON publicity_entry TO jiangheng_app
  USING (within_reach(organisation_id) OR EXISTS (
    SELECT FROM publicity p WHERE p.organisation_id = publicity_entry.organisation_id
      AND p.id = publicity_entry.publicity_id AND p.published_at IS NOT NULL AND p.closed_at IS NULL))
  WITH CHECK (within_reach(organisation_id));
CREATE POLICY objection_read ON objection FOR SELECT TO jiangheng_app
  USING (within_reach(organisation_id) OR is_own_person(person_id));
CREATE POLICY objection_insert ON objection FOR INSERT TO jiangheng_app WITH CHECK (true);
CREATE POLICY objection_update ON objection FOR UPDATE TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY score_correction_reach ON score_correction TO jiangheng_app USING (within_reach(organisation_id));
